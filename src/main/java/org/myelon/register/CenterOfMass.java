package org.myelon.register;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.myelon.image.GaussianFilter;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Slice by slice, the centre of mass of the moving cord onto that of the fixed one; with {@link
 * Algorithm#CENTERMASSROT} the slices are turned as well, by the difference of the angles of the
 * cords, which is smoothed along the cord. A slice that is empty on one side goes as the nearest
 * one that is not.
 *
 * <p>As in B. De Leener et al., SCT: Spinal Cord Toolbox, NeuroImage 2017; the angle from the image
 * after C. Sun, Pattern Recogn Lett 1995.
 */
public final class CenterOfMass implements StepAlgorithm {

  /**
   * {@inheritDoc}
   *
   * @throws InputException if a mask is empty, or no slice holds something on both sides, or the
   *     angle is to be found from images and the step compares none
   */
  @Override
  public StepResult run(StepImages images, StepSettings settings, Progress progress) {
    final Pair masks = images.pair(settings.kind() == Kind.IMSEG ? Kind.SEG : settings.kind());
    final SliceMoments[] fixed = moments(masks.fixed(), settings, progress.part(0, 0.2));
    final SliceMoments[] moving = moments(masks.moving(), settings, progress.part(0.2, 0.4));
    final int[] common = common(fixed, moving, masks);
    final double[] degrees =
        settings.algorithm() == Algorithm.CENTERMASSROT
            ? turns(common, fixed, moving, images, settings, progress.part(0.4, 1))
            : new double[common.length];
    final double[][] maps = new double[fixed.length][];
    for (int n = 0; n < common.length; n++)
      maps[common[n]] = map(fixed[common[n]], moving[common[n]], degrees[n]);
    return StepResult.direct(SlicewiseAffine.of(images.grid(), maps));
  }

  private static SliceMoments[] moments(Volume mask, StepSettings settings, Progress progress) {
    final Grid grid = mask.grid();
    final float[] values = StepValues.smoothedInPlane(mask, settings.levels());
    final SliceMoments[] found = new SliceMoments[grid.extent(2)];
    final double[] mm = grid.spacing();
    Parallel.forEach(
        found.length,
        "finding the centres of mass",
        progress,
        k -> found[k] = SliceMoments.of(values, k, grid.extent(0), grid.extent(1), mm[0], mm[1]));
    if (Arrays.stream(found).allMatch(SliceMoments::isEmpty))
      throw new InputException(
          mask.name()
              + " is empty on the grid of the registration: check it, and the steps before this"
              + " one.");
    return found;
  }

  /** The slices that hold something on both sides. */
  private static int[] common(SliceMoments[] fixed, SliceMoments[] moving, Pair masks) {
    final int[] common =
        IntStream.range(0, fixed.length)
            .filter(k -> !fixed[k].isEmpty() && !moving[k].isEmpty())
            .toArray();
    if (common.length == 0)
      throw new InputException(
          masks.fixed().name()
              + " and "
              + masks.moving().name()
              + " share no slice, they do not overlap along the cord: check the labels and the"
              + " steps before this one.");
    return common;
  }

  /** By how many degrees the moving cord is turned more than the fixed one. */
  private static double[] turns(
      int[] slices,
      SliceMoments[] fixed,
      SliceMoments[] moving,
      StepImages images,
      StepSettings settings,
      Progress progress) {
    final boolean look = settings.rotation().method() != RotationMethod.PCA;
    if (look && settings.kind() != Kind.IMSEG)
      throw new InputException(
          "Registration step "
              + settings.number()
              + " looks for the angle of the cord in the images (rot_method="
              + settings.rotation().method()
              + ") but compares "
              + settings.kind().plural()
              + " only: write type=imseg, or rot_method=pca.");
    final Pair pair = look ? images.pair(Kind.IM) : new Pair(null, null);
    final double[] f =
        angles(
            fixed,
            slices,
            pair.fixed(),
            settings.rotation().fixedDegrees(),
            images.grid(),
            settings,
            progress.part(0, 0.5));
    final double[] m =
        angles(
            moving,
            slices,
            pair.moving(),
            settings.rotation().movingDegrees(),
            images.grid(),
            settings,
            progress.part(0.5, 1));
    return GaussianFilter.smooth(
        IntStream.range(0, f.length).mapToDouble(n -> m[n] - f[n]).toArray(),
        settings.angleSmoothing());
  }

  private static double[] angles(
      SliceMoments[] cords,
      int[] slices,
      Volume image,
      Double known,
      Grid grid,
      StepSettings settings,
      Progress progress) {
    if (known != null) return Arrays.stream(slices).mapToDouble(k -> known).toArray();
    final float[] values =
        image == null ? null : StepValues.smoothedInPlane(image, settings.levels());
    return new CordAngle(settings.rotation(), values, grid).of(cords, slices, progress);
  }

  /** From the fixed to the moving slice: turned about the centre of mass. */
  private static double[] map(SliceMoments fixed, SliceMoments moving, double degrees) {
    final double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
    return new double[] {
      c,
      -s,
      moving.x() - c * fixed.x() + s * fixed.y(),
      s,
      c,
      moving.y() - s * fixed.x() - c * fixed.y()
    };
  }
}
