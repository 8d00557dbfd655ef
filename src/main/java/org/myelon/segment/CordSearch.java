package org.myelon.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.myelon.image.Affine;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Where the cord runs, in which contrast, and in which slice it is clearest.
 *
 * @param path the way through the slices
 * @param contrast never AUTO
 * @param seed the slice to begin in
 */
record CordSearch(CordDetector.Path path, Contrast contrast, int seed) {

  /** The slice to begin in is the best mean over so many mm on either side. */
  private static final double SEED_MM = 5;

  /**
   * AUTO takes bright fluid if its path scores so much of that for dark fluid. Bright fluid must
   * show more (something darker behind it), so the like score means more.
   */
  private static final double BRIGHT_SHARE = 0.7;

  static CordSearch run(
      SliceStack stack, Volume image, PropagateContour.Settings settings, Progress progress) {
    final List<double[]> start = startPoints(stack, image, settings.start());
    final CordDetector detector =
        new CordDetector(stack, settings.radiusMm(), progress.part(0, 0.1));
    Contrast contrast = settings.contrast();
    if (contrast != Contrast.AUTO)
      return of(
          detector.find(contrast.sign(), start, progress.part(0.1, 1)), contrast, stack, start);
    final CordDetector.Path bright = detector.find(1, start, progress.part(0.1, 0.6));
    final CordDetector.Path dark = detector.find(-1, start, progress.part(0.6, 1));
    return bright.meanScore() >= BRIGHT_SHARE * dark.meanScore()
        ? of(bright, Contrast.T2, stack, start)
        : of(dark, Contrast.T1, stack, start);
  }

  /** Begins where the path scores best; with a start, in the best of its slices. */
  private static CordSearch of(
      CordDetector.Path path, Contrast contrast, SliceStack stack, List<double[]> start) {
    final int reach = (int) Math.max(1, Math.round(SEED_MM / stack.spacing(2)));
    final IntStream slices =
        start.isEmpty()
            ? IntStream.range(0, stack.depth())
            : start.stream().mapToInt(p -> (int) p[2]).sorted();
    int seed = -1;
    for (int z : slices.toArray())
      if (seed < 0 || mean(path.score(), z, reach) > mean(path.score(), seed, reach)) seed = z;
    return new CordSearch(path, contrast, seed);
  }

  private static double mean(double[] score, int z, int reach) {
    final int from = Math.max(0, z - reach), to = Math.min(score.length - 1, z + reach);
    return Arrays.stream(score, from, to + 1).sum() / (to - from + 1);
  }

  /** The given points in mm in their slice of the stack; those outside it are left out. */
  private static List<double[]> startPoints(SliceStack stack, Volume image, PointLabels start) {
    final List<double[]> points = new ArrayList<>();
    if (start == null) return points;
    image.grid().requireSame(start.grid(), image.name(), "the start");
    final Affine toSlices = stack.grid().voxelToWorld().inverse();
    for (PointLabel p : start.points()) {
      final double[] v = toSlices.apply(start.world(p));
      final double z = Math.rint(v[2]);
      if (stack.holds(v[0], v[1], z))
        points.add(new double[] {v[0] * stack.spacing(0), v[1] * stack.spacing(1), z});
    }
    if (points.isEmpty())
      throw new InputException(
          "The start has no point in the slices of " + image + " that are to be segmented.");
    return points;
  }
}
