package org.myelon.transform;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.myelon.image.Affine;
import org.myelon.image.Box;
import org.myelon.image.EachVolume;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.image.Voxels;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Moves an image: each voxel of the output grid is mapped by the transform to a place in the image,
 * where the value is read, with one interpolation. A voxel about which the transform says nothing,
 * or whose place lies outside the image (beyond the outer faces of its outermost voxels), becomes
 * 0. A series is moved volume by volume. Linear and cubic give float32, nearest and label the data
 * type of the image.
 */
public final class ApplyTransform {

  private ApplyTransform() {}

  /**
   * @param image 3-D or series
   * @param target the output grid
   * @param transform from points of the output grid to points of the image, RAS mm
   * @param how how values between voxels are found
   * @param progress listens, and may cancel
   * @return the image on the grid, under its name
   * @throws InputException if the image is a vector field, the grid too large for one array, or no
   *     voxel of the grid comes from within the image
   * @implNote op names='myelon.transform.apply'
   */
  public static Volume run(
      Volume image, Grid target, Transform transform, Interpolation how, Progress progress) {
    return run(image, target, Box.of(target), transform, how, progress);
  }

  /**
   * Fills a part of the output grid.
   *
   * @param within the voxels that are looked at; the others become 0
   */
  public static Volume run(
      Volume image,
      Grid target,
      Box within,
      Transform transform,
      Interpolation how,
      Progress progress) {
    if (image.numDimensions() > 4)
      throw new InputException(
          image.name() + " is a vector field; only images and series can be transformed.");
    target.requireFits(image.name());
    return EachVolume.map(image, (v, p) -> move(v, target, within, transform, how, p), progress);
  }

  /** What was done. */
  public static Methods methods(Interpolation how) {
    return new Methods(
        String.format(
            Locale.ROOT,
            "The image was brought to the reference grid by the composed transform with a single"
                + " %s interpolation.",
            how));
  }

  private static Volume move(
      Volume image,
      Grid target,
      Box within,
      Transform transform,
      Interpolation how,
      Progress progress) {
    final Sampler sampler = Sampler.of(image, how, progress.part(0, 0.3));
    final Affine voxelToWorld = target.voxelToWorld();
    final Affine worldToVoxel = image.voxelToWorld().inverse();
    final int nx = target.extent(0), ny = target.extent(1);
    final long[] min = within.min(), max = within.max();
    final float[] out = new float[(int) target.voxelCount()];
    final LongAdder hits = new LongAdder();
    Parallel.forEach(
        (int) within.size(2),
        "transforming",
        progress.part(how == Interpolation.CUBIC ? 0.3 : 0, 1),
        plane -> {
          final double[] p = new double[3];
          final int k = (int) min[2] + plane;
          int found = 0;
          for (int j = (int) min[1]; j <= max[1]; j++)
            for (int i = (int) min[0]; i <= max[0]; i++) {
              p[0] = i;
              p[1] = j;
              p[2] = k;
              voxelToWorld.apply(p, p);
              if (!transform.apply(p, p)) continue;
              worldToVoxel.apply(p, p);
              if (!sampler.contains(p[0], p[1], p[2])) continue;
              out[(k * ny + j) * nx + i] = sampler.at(p[0], p[1], p[2]);
              found++;
            }
          hits.add(found);
        });
    if (hits.sum() == 0)
      throw new InputException(
          "No voxel of the reference comes from within "
              + image.name()
              + ": check the transforms, their order and direction, and that they belong to these"
              + " images.");
    return how.keepsValues()
        ? Voxels.ofType(image, out, target)
        : Volume.ofFloats(out, target, image.name());
  }
}
