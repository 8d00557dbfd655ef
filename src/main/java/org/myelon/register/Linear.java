package org.myelon.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.register.lattice.Spread;
import org.myelon.step.InputException;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.Transform;

/**
 * The translation, rigid or affine map under which the images match best: in space, or with {@code
 * slicewise} in each slice. The moving image is a cubic B-spline; where it does not reach, nothing
 * is compared. A translation in space goes along the axes that {@code deformation} leaves free.
 *
 * <p>P. Thévenaz, U. E. Ruttimann, M. Unser, A pyramid approach to subpixel registration based on
 * intensity, IEEE Trans Image Process 1998.
 */
public final class Linear implements StepAlgorithm {

  /** A map that changes lengths or areas more than this has lost its way. */
  private static final double MOST_SCALE = 3;

  /**
   * {@inheritDoc}
   *
   * @throws InputException if the images share nothing, or no map was found
   */
  @Override
  public StepResult run(StepImages images, StepSettings settings, Progress progress) {
    final Levels levels = new Levels(images, settings, settings.slicewise(), progress);
    return settings.slicewise()
        ? slices(levels, settings, progress)
        : space(levels, settings, progress);
  }

  private static StepResult space(Levels levels, StepSettings settings, Progress progress) {
    final Motion motion = inSpace(settings, levels.spread(-1));
    final List<Double> values = new ArrayList<>();
    final double[] at = new double[motion.size()];
    levels.search(-1, motion, at, values, progress);
    final Affine map = motion.at(at);
    if (!isSound(map))
      throw new InputException(
          "Registration step "
              + settings.number()
              + " (algo="
              + settings.algorithm()
              + ") found no sensible map, the images do not match: check that they overlap, or begin"
              + " with a simpler step.");
    return new StepResult(inWorld(map, levels.region().grid()), values);
  }

  /** What is in mm along the axes of a grid, in RAS mm. */
  private static Transform inWorld(Affine map, Grid grid) {
    final double[] mm = grid.spacing();
    final Affine toWorld = grid.voxelToWorld().after(Affine.scale(1 / mm[0], 1 / mm[1], 1 / mm[2]));
    return new AffineTransform(toWorld.after(map).after(toWorld.inverse()));
  }

  private static StepResult slices(Levels levels, StepSettings settings, Progress progress) {
    final int[] slices = levels.slices();
    final double[][] maps = new double[levels.region().lattice().nz()][];
    final List<List<Double>> values = new ArrayList<>();
    for (int n = 0; n < slices.length; n++) values.add(new ArrayList<>());
    Parallel.forEach(
        slices.length,
        "registering slices",
        progress,
        n -> {
          final Motion motion = inSlice(settings, levels.spread(slices[n]));
          final double[] at = new double[motion.size()];
          levels.search(slices[n], motion, at, values.get(n), progress.silent());
          final Affine map = motion.at(at);
          if (isSound(map)) maps[slices[n]] = inPlane(map);
        });
    if (Arrays.stream(maps).allMatch(m -> m == null))
      throw new InputException(
          "Registration step "
              + settings.number()
              + " (algo="
              + settings.algorithm()
              + ") found no sensible map for any slice: check that the images overlap, or begin with"
              + " a simpler step.");
    return new StepResult(
        SlicewiseAffine.of(levels.region().grid(), maps), StepResult.mean(values));
  }

  private static double[] inPlane(Affine map) {
    return new double[] {
      map.get(0, 0), map.get(0, 1), map.get(0, 3), map.get(1, 0), map.get(1, 1), map.get(1, 3)
    };
  }

  /** Whether no direction is stretched or squeezed out of reason. */
  private static boolean isSound(Affine map) {
    final Affine back;
    try {
      back = map.inverse();
    } catch (ArithmeticException e) {
      return false;
    }
    return map.determinant() > 0
        && IntStream.range(0, 3)
            .allMatch(a -> map.spacing(a) < MOST_SCALE && back.spacing(a) < MOST_SCALE);
  }

  private static Motion inSpace(StepSettings settings, Spread spread) {
    return switch (settings.algorithm()) {
      case TRANSLATION -> {
        final List<String> free =
            IntStream.range(0, 3)
                .filter(a -> settings.deformation().get(a) > 0)
                .mapToObj(Motion.FREEDOMS::get)
                .toList();
        yield Motion.of(free, spread.centre(), spread.radius());
      }
      case RIGID ->
          Motion.of(List.of("Tx", "Ty", "Tz", "Rx", "Ry", "Rz"), spread.centre(), spread.radius());
      default -> Motion.affine(3, spread.centre(), spread.radius());
    };
  }

  private static Motion inSlice(StepSettings settings, Spread spread) {
    return switch (settings.algorithm()) {
      case TRANSLATION -> Motion.of(List.of("Tx", "Ty"), spread.centre(), spread.radius());
      case RIGID -> Motion.of(List.of("Tx", "Ty", "Rz"), spread.centre(), spread.radius());
      default -> Motion.affine(2, spread.centre(), spread.radius());
    };
  }
}
