package org.myelon.register.diffeomorphic;

import java.util.ArrayList;
import java.util.List;
import org.myelon.register.Kind;
import org.myelon.register.Pair;
import org.myelon.register.StepAlgorithm;
import org.myelon.register.StepImages;
import org.myelon.register.StepResult;
import org.myelon.register.StepSettings;
import org.myelon.register.lattice.Evidence;
import org.myelon.register.lattice.GridDisplacement;
import org.myelon.register.lattice.Lattice;
import org.myelon.register.lattice.Region;
import org.myelon.register.lattice.Scene;
import org.myelon.register.lattice.Spread;
import org.myelon.register.metric.Similarity;
import org.myelon.step.InputException;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.transform.PairedTransform;
import org.myelon.transform.RefinedInverse;
import org.myelon.transform.Transform;

/**
 * Registers by a smooth deformation that has a smooth inverse: SCT's {@code syn} and {@code
 * bsplinesyn}. Symmetric, at several resolutions, without folds, and with a known inverse: the flow
 * of a stationary velocity field, of which each image goes half the way.
 *
 * <p>What is looked for is the velocity, see {@link VelocitySearch}; how smooth it is, {@link
 * Smoothness} says. With {@code slicewise} each slice is registered for itself.
 */
public final class Diffeomorphic implements StepAlgorithm {

  /** Share of the work that is the search. */
  private static final double SEARCH = 0.95;

  /**
   * {@inheritDoc}
   *
   * @throws InputException if no slice shows something in both images, if one holds values that are
   *     no numbers, or if the step must not move anything
   */
  @Override
  public StepResult run(StepImages images, StepSettings settings, Progress progress) {
    final double[] share = share(images, settings);
    final boolean planar = share[2] == 0;
    final Pair pair = images.pair(settings.kind() == Kind.IMSEG ? Kind.IM : settings.kind());
    final Evidence evidence = Evidence.of(images, pair, planar);
    final Region region = Region.around(images.grid(), evidence.columns());
    final List<Double> values = new ArrayList<>();
    int shrink = settings.levels().get(0).shrink();
    float[][] velocity = Velocity.zero(Scene.shrunk(region.lattice(), shrink), planar);
    final int levels = settings.levels().size();
    for (int l = 0; l < levels; l++) {
      final StepSettings.Level level = settings.levels().get(l);
      final Progress part = progress.part(SEARCH * l / levels, SEARCH * (l + 1) / levels);
      final Scene scene =
          region
              .scene(pair, evidence.weight(), smoothing(level, settings), progress.silent())
              .shrunk(level.shrink());
      velocity = Velocity.resampled(velocity, region.lattice(), shrink, level.shrink());
      velocity = search(scene, settings, level.iterations(), share, velocity, values, part);
      shrink = level.shrink();
    }
    velocity = Velocity.resampled(velocity, region.lattice(), shrink, 1);
    return new StepResult(transform(region, velocity, progress.part(SEARCH, 1)), values);
  }

  /** The share of the displacement along each axis that is kept. */
  private static double[] share(StepImages images, StepSettings settings) {
    final double[] share = new double[3];
    for (int a = 0; a < 3; a++) share[a] = settings.deformation().get(a);
    if (settings.slicewise() || images.grid().size(2) == 1) share[2] = 0;
    if (!(share[0] >= 0 && share[1] >= 0 && share[2] >= 0) || share[0] + share[1] + share[2] == 0)
      throw new InputException(
          "Registration step "
              + settings.number()
              + " with deformation "
              + settings.deformation()
              + (settings.slicewise() ? " slice by slice" : "")
              + " moves nothing: give a weight above 0 for x, y or z, and none below 0.");
    return share;
  }

  private static double[] smoothing(StepSettings.Level level, StepSettings settings) {
    final double mm = level.smoothing();
    return new double[] {mm, mm, settings.slicewise() ? 0 : mm};
  }

  /** One level: all slices together, or each one for itself. */
  private static float[][] search(
      Scene scene,
      StepSettings settings,
      int iterations,
      double[] share,
      float[][] start,
      List<Double> values,
      Progress progress) {
    if (!settings.slicewise())
      return search(scene, settings, share, progress).run(start, iterations, values);
    final Lattice lattice = scene.lattice();
    final float[][] found = Velocity.zero(lattice, true);
    final List<List<Double>> each = new ArrayList<>();
    for (int k = 0; k < lattice.nz(); k++) each.add(new ArrayList<>());
    Parallel.forEach(
        lattice.nz(),
        "registering slices",
        progress,
        k -> {
          final Scene slice = scene.slice(k);
          if (Spread.of(slice).weight() == 0) return;
          final VelocitySearch search = search(slice, settings, share, progress.silent());
          final float[][] velocity = Velocity.slice(start, lattice, k);
          Velocity.setSlice(found, lattice, k, search.run(velocity, iterations, each.get(k)));
        });
    values.addAll(StepResult.mean(each));
    return found;
  }

  private static VelocitySearch search(
      Scene scene, StepSettings settings, double[] share, Progress progress) {
    return new VelocitySearch(
        scene,
        Similarity.of(settings.metric(), scene, share[2] == 0),
        Smoothness.of(settings, share, scene.lattice()),
        share,
        settings.gradientStep(),
        progress);
  }

  private static PairedTransform transform(Region region, float[][] velocity, Progress progress) {
    final Lattice lattice = region.lattice();
    float[][] smooth = velocity;
    while (true) {
      final Flow flow = new Flow(lattice, smooth);
      final float[][] there = flow.displacement(1, progress.part(0, 0.5));
      final float[][] back = flow.displacement(-1, progress.part(0.5, 1));
      if (!Folds.any(lattice, there) && !Folds.any(lattice, back))
        return paired(
            new GridDisplacement(region.grid(), there), new GridDisplacement(region.grid(), back));
      // the flow itself never folds, but between voxels it is drawn with straight lines
      smooth = Velocity.smoothed(smooth, lattice, progress.silent());
    }
  }

  /** Between the voxels the two interpolated fields are not exactly inverse to each other. */
  private static PairedTransform paired(Transform forward, Transform backward) {
    return new PairedTransform(forward, new RefinedInverse(forward, backward));
  }
}
