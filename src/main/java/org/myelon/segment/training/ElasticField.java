package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * A smooth displacement within a square, the same in all slices: cubic B-splines on a lattice of
 * random vectors.
 */
final class ElasticField {

  private final int nodes;
  private final double step;
  private final double half;
  private final float[] dx;
  private final float[] dy;

  /**
   * @param side of the square in mm, centred on the origin
   * @param amplitude standard deviation of the lattice's vectors, mm; limited to a sixth of the
   *     lattice's step so that nothing folds
   */
  ElasticField(double side, double amplitude, RandomGenerator random) {
    final int cells = 2 + Chance.index(random, 6);
    nodes = cells + 3;
    step = side / cells;
    half = side / 2;
    dx = new float[nodes * nodes];
    dy = new float[nodes * nodes];
    final double a = Math.min(amplitude, step / 6);
    for (int i = 0; i < dx.length; i++) {
      dx[i] = (float) (a * random.nextGaussian());
      dy[i] = (float) (a * random.nextGaussian());
    }
  }

  /** Adds the displacement at (x, y) to the first two numbers. */
  void add(double x, double y, double[] to) {
    final double s = clamp((x + half) / step), t = clamp((y + half) / step);
    final int i = (int) s, j = (int) t;
    final double u = s - i, v = t - j;
    final double a0 = outer(1 - u), a1 = inner(u), a2 = inner(1 - u), a3 = outer(u);
    double sumX = 0, sumY = 0;
    for (int b = 0; b < 4; b++) {
      final double w = b == 0 ? outer(1 - v) : b == 1 ? inner(v) : b == 2 ? inner(1 - v) : outer(v);
      final int at = (j + b) * nodes + i;
      sumX += w * (a0 * dx[at] + a1 * dx[at + 1] + a2 * dx[at + 2] + a3 * dx[at + 3]);
      sumY += w * (a0 * dy[at] + a1 * dy[at + 1] + a2 * dy[at + 2] + a3 * dy[at + 3]);
    }
    to[0] += sumX;
    to[1] += sumY;
  }

  private double clamp(double t) {
    return Math.max(0, Math.min(nodes - 3.0 - 1e-6, t));
  }

  /** Weight of a node more than one step away; u counts from the end of its reach. */
  private static double outer(double u) {
    return u * u * u / 6;
  }

  /** Weight of a node u steps away, less than one. */
  private static double inner(double u) {
    return (3 * u * u * u - 6 * u * u + 4) / 6;
  }
}
