package org.myelon.segment;

import java.util.List;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Finds the cord: for every point of every slab, how much it looks like the middle of a cord
 * (medialness: an even inside, and on opposite sides at once an edge to the fluid, as in Gulsun and
 * Tek 2008), then the path through the slabs that gathers most of it ({@link MinimalPath}). Works
 * on a grid of 1 mm in plane and slabs of about 4 mm, whatever the image's own grid.
 */
final class CordDetector {

  /** In-plane step in mm of the score maps. */
  private static final double STEP = 1;

  /** Slices are averaged to slabs about so thick: the cord moves less than a voxel meanwhile. */
  private static final double SLAB_MM = 4;

  /** Penalty for a slope of one (45 degrees) over one millimetre, against a score of about one. */
  private static final double STIFFNESS = 1.5;

  /** How far from a given point the path may pass, mm: the grid of the scores is not finer. */
  private static final double SLACK_MM = 1;

  private final SliceStack stack;
  private final double radius;
  private final int width, height, slabs, slicesPerSlab;
  private final float[][] maps;

  /** The cord's way: in-plane position in mm and score from 0 to 1 of each slice. */
  record Path(double[] x, double[] y, double[] score) {
    double meanScore() {
      double s = 0;
      for (double d : score) s += d;
      return s / score.length;
    }
  }

  CordDetector(SliceStack stack, double radius, Progress progress) {
    this.stack = stack;
    this.radius = radius;
    width = 1 + (int) Math.floor((stack.width() - 1) * stack.spacing(0) / STEP);
    height = 1 + (int) Math.floor((stack.height() - 1) * stack.spacing(1) / STEP);
    slicesPerSlab = Math.max(1, (int) Math.round(SLAB_MM / stack.spacing(2)));
    slabs = (stack.depth() + slicesPerSlab - 1) / slicesPerSlab;
    maps = new float[slabs][];
    Parallel.forEach(slabs, "Reading slabs", progress, s -> maps[s] = average(s));
  }

  private float[] average(int slab) {
    final int z0 = slab * slicesPerSlab, z1 = Math.min(stack.depth(), z0 + slicesPerSlab);
    final float[] map = new float[width * height];
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++) {
        double sum = 0;
        for (int z = z0; z < z1; z++)
          for (int k = 0; k < 4; k++)
            sum +=
                stack.at(STEP * (x + 0.5 * (k & 1) - 0.25), STEP * (y + 0.25 * (k & 2) - 0.25), z);
        map[y * width + x] = (float) (sum / (4 * (z1 - z0)));
      }
    return map;
  }

  /**
   * The best path for one sign of contrast.
   *
   * @param seeds points (x mm, y mm, slice) that the path must pass closely; may be empty
   */
  Path find(int sign, List<double[]> seeds, Progress progress) {
    final float[][] cost = new float[slabs][];
    final double scale = typical();
    Parallel.forEach(
        slabs, "Finding the cord", progress, s -> cost[s] = cost(maps[s], sign, scale));
    normalise(cost);
    for (double[] seed : seeds) constrain(cost[(int) seed[2] / slicesPerSlab], seed);
    final double slabMm = slicesPerSlab * stack.spacing(2);
    final int[] pixel =
        new MinimalPath(width, height).find(cost, STIFFNESS * STEP * STEP / (slabMm * slabMm));
    return toSlices(pixel, cost);
  }

  /** Scales the scores so that the best of each slab are 1 on average. */
  private static void normalise(float[][] cost) {
    double best = 0;
    for (float[] map : cost) {
      float least = 1;
      for (float c : map) least = Math.min(least, c);
      best += (1 - least) / cost.length;
    }
    if (best == 0) return;
    for (float[] map : cost) {
      for (int i = 0; i < map.length; i++) map[i] = (float) (1 - (1 - map[i]) / best);
    }
  }

  private void constrain(float[] cost, double[] seed) {
    for (int i = 0; i < cost.length; i++) {
      final double dx = STEP * (i % width) - seed[0], dy = STEP * (i / width) - seed[1];
      if (dx * dx + dy * dy > SLACK_MM * SLACK_MM) cost[i] = Float.POSITIVE_INFINITY;
    }
  }

  /** Mean of the positive values of all slabs: what a signal is, against air and noise. */
  private double typical() {
    double sum = 0;
    long n = 0;
    for (float[] map : maps)
      for (float v : map)
        if (v > 0) {
          sum += v;
          n++;
        }
    return n == 0 ? 1 : sum / n;
  }

  private float[] cost(float[] map, int sign, double scale) {
    final Medialness medialness = new Medialness(width, height, sign, radius / STEP, scale);
    final float[] cost = new float[map.length];
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++)
        cost[y * width + x] = (float) (1 - medialness.score(map, x, y));
    return cost;
  }

  private Path toSlices(int[] pixel, float[][] cost) {
    final int nz = stack.depth();
    final double[] x = new double[nz], y = new double[nz], score = new double[nz];
    for (int z = 0; z < nz; z++) {
      final double at = (z - 0.5 * (slicesPerSlab - 1)) / slicesPerSlab;
      final int a = (int) Math.max(0, Math.min(slabs - 2, Math.floor(at)));
      final int b = Math.min(slabs - 1, a + 1);
      final double u = Math.max(0, Math.min(1, at - a));
      x[z] = STEP * ((1 - u) * (pixel[a] % width) + u * (pixel[b] % width));
      y[z] = STEP * ((1 - u) * (pixel[a] / width) + u * (pixel[b] / width));
      score[z] = (1 - u) * (1 - cost[a][pixel[a]]) + u * (1 - cost[b][pixel[b]]);
    }
    return new Path(x, y, score);
  }
}
