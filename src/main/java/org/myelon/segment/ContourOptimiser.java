package org.myelon.segment;

import java.util.Arrays;

/**
 * The best closed outline about a centre: the radii with the least sum of ray costs, of bends
 * against the shape expected, and of distance from the radii expected. Exact over all closed
 * outlines on the sampled radii (dynamic programming around the circle from every first radius).
 */
final class ContourOptimiser {

  /** Largest change from ray to ray beyond that of the expected shape, in samples. */
  private static final int REACH = 4;

  private final double bend, hold;

  /**
   * @param bend penalty per square mm of change from ray to ray beyond that of the expected shape
   * @param hold penalty per square mm of distance from the expected radius
   */
  ContourOptimiser(double bend, double hold) {
    this.bend = bend * RayProfiles.STEP * RayProfiles.STEP;
    this.hold = hold * RayProfiles.STEP * RayProfiles.STEP;
  }

  /**
   * @param cost of crossing each ray at each sample
   * @param expected radii in mm, or null when nothing is known of the shape
   * @param least the first sample that an outline may use
   * @return radii in mm
   */
  double[] find(double[][] cost, double[] expected, int least) {
    final int rays = cost.length, samples = cost[0].length;
    final double[] e = new double[rays];
    if (expected != null) for (int k = 0; k < rays; k++) e[k] = expected[k] / RayProfiles.STEP;
    final double[][] unary = new double[rays][samples];
    for (int k = 0; k < rays; k++)
      for (int i = 0; i < samples; i++)
        unary[k][i] =
            i < least ? 1e9 : cost[k][i] + (expected == null ? 0 : hold * (i - e[k]) * (i - e[k]));
    double best = Double.POSITIVE_INFINITY;
    int[] path = null;
    final int[][] from = new int[rays + 1][samples];
    for (int first = least; first < samples; first++) {
      final double total = around(unary, e, first, from);
      if (total < best) {
        best = total;
        path = trace(from, first);
      }
    }
    final double[] radii = new double[rays];
    for (int k = 0; k < rays; k++) radii[k] = path[k] * RayProfiles.STEP;
    return radii;
  }

  /** Least cost of an outline that begins and ends at a given radius. */
  private double around(double[][] unary, double[] e, int first, int[][] from) {
    final int rays = unary.length, samples = unary[0].length;
    double[] sum = new double[samples];
    Arrays.fill(sum, Double.POSITIVE_INFINITY);
    sum[first] = unary[0][first];
    for (int k = 1; k <= rays; k++) {
      final double shift = e[k % rays] - e[k - 1];
      final int middle = (int) Math.rint(shift);
      final double[] next = new double[samples];
      for (int i = 0; i < samples; i++) {
        double least = Double.POSITIVE_INFINITY;
        final int low = Math.max(0, i - middle - REACH),
            high = Math.min(samples - 1, i - middle + REACH);
        for (int j = low; j <= high; j++) {
          final double d = i - j - shift;
          final double c = sum[j] + bend * d * d;
          if (c < least) {
            least = c;
            from[k][i] = j;
          }
        }
        next[i] = least + (k < rays ? unary[k][i] : 0);
      }
      sum = next;
    }
    return sum[first];
  }

  private static int[] trace(int[][] from, int first) {
    final int rays = from.length - 1;
    final int[] path = new int[rays + 1];
    path[rays] = first;
    for (int k = rays; k > 0; k--) path[k - 1] = from[k][path[k]];
    return path;
  }
}
