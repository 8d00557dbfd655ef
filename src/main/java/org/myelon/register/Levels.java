package org.myelon.register;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.myelon.register.lattice.Evidence;
import org.myelon.register.lattice.Region;
import org.myelon.register.lattice.Scene;
import org.myelon.register.lattice.Spread;
import org.myelon.register.metric.Similarity;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * The images that a linear step compares, at each of its levels of resolution, whole or slice by
 * slice. Points are in mm from the first voxel of {@link #region}.
 */
final class Levels {

  /** Neighbours in the multiples of this number, modulo 1, lie far apart. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** The longest step in voxels of a level, and the share of a voxel at which the search ends. */
  private static final double LONGEST = 2, SHORTEST = 1e-3;

  private final Region region;
  private final StepSettings settings;
  private final boolean planar;
  private final List<Scene> scenes = new ArrayList<>();

  /**
   * @param planar nothing leaves its slice
   * @throws org.myelon.step.InputException if the images, or their mask, share nothing
   */
  Levels(StepImages images, StepSettings settings, boolean planar, Progress progress) {
    final Pair pair = images.pair(settings.kind() == Kind.IMSEG ? Kind.IM : settings.kind());
    final Evidence evidence = Evidence.of(images, pair, planar);
    this.region = Region.around(images.grid(), evidence.columns());
    this.settings = settings;
    this.planar = planar;
    final float[] weight = thinned(evidence.weight(), settings.samplingFraction());
    for (StepSettings.Level level : settings.levels()) {
      final double mm = level.smoothing();
      final double[] smoothing = {mm, mm, planar ? 0 : mm};
      scenes.add(region.scene(pair, weight, smoothing, progress.silent()).shrunk(level.shrink()));
    }
    if (isEven(finest().fixed()) || isEven(finest().moving()))
      throw new InputException(
          pair.fixed().name()
              + " or "
              + pair.moving().name()
              + " is the same everywhere where they are compared: check that they overlap, and the"
              + " mask.");
    if (slices().length == 0)
      throw new InputException(
          "Registration step "
              + settings.number()
              + " compares no voxel: raise samplingPercentage, or enlarge the mask.");
  }

  private static boolean isEven(float[] values) {
    for (float v : values) if (v != values[0]) return false;
    return true;
  }

  /** Only a share of the voxels, always the same ones. */
  private static float[] thinned(float[] weight, double share) {
    if (share == 1) return weight;
    final float[] kept = new float[weight.length];
    for (int v = 0; v < kept.length; v++) if ((v + 0.5) * GOLDEN % 1 < share) kept[v] = weight[v];
    return kept;
  }

  Region region() {
    return region;
  }

  /** The slices in which there is something to compare. */
  int[] slices() {
    return IntStream.range(0, region.lattice().nz()).filter(k -> spread(k).weight() > 0).toArray();
  }

  /** Where the voxels of a slice lie that are compared; of all slices if it is negative. */
  Spread spread(int slice) {
    return Spread.of(slice < 0 ? finest() : finest().slice(slice));
  }

  private Scene finest() {
    return scenes.get(scenes.size() - 1);
  }

  /** How the images match at the finest level in a slice. */
  ImageMatch match(int slice, Progress progress) {
    return match(finest().slice(slice), scenes.size() - 1, progress);
  }

  private ImageMatch match(Scene scene, int level, Progress progress) {
    return new ImageMatch(
        scene,
        settings.levels().get(level).shrink(),
        Similarity.of(settings.metric(), scene, planar),
        progress);
  }

  /**
   * Looks for the best motion of a slice, or of all, from level to level.
   *
   * @param slice which one; negative for all together
   * @param at receives the numbers of the motion
   * @param values receives what is minimised after each iteration
   * @return the stiffness at the end
   */
  double[][] search(int slice, Motion motion, double[] at, List<Double> values, Progress progress) {
    double[][] stiffness = null;
    final int count = scenes.size();
    for (int l = 0; l < count; l++) {
      final Scene scene = slice < 0 ? scenes.get(l) : scenes.get(l).slice(slice);
      stiffness =
          search(match(scene, l, progress).of(motion), l)
              .minimise(
                  at,
                  settings.levels().get(l).iterations(),
                  values,
                  progress.part(l / (double) count, (l + 1) / (double) count));
    }
    return stiffness;
  }

  /** Looks for where something else is least, at the finest level. */
  void searchFinest(
      Minimiser.Objective objective, double[] at, List<Double> values, Progress progress) {
    final int last = scenes.size() - 1;
    search(objective, last)
        .minimise(at, settings.levels().get(last).iterations(), values, progress);
  }

  private Minimiser search(Minimiser.Objective objective, int level) {
    final double voxel = scenes.get(level).lattice().inPlane();
    return new Minimiser(objective, LONGEST * voxel, SHORTEST * voxel);
  }
}
