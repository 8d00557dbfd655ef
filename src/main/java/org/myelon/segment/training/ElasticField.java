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
    double sumX = 0, sumY = 0;
    for (int b = 0; b < 4; b++) {
      final double wy = weight(b, t - j);
      final int row = (j + b) * nodes + i;
      for (int a = 0; a < 4; a++) {
        final double w = wy * weight(a, s - i);
        sumX += w * dx[row + a];
        sumY += w * dy[row + a];
      }
    }
    to[0] += sumX;
    to[1] += sumY;
  }

  private double clamp(double t) {
    return Math.max(0, Math.min(nodes - 3.0 - 1e-6, t));
  }

  private static double weight(int node, double u) {
    final double v = 1 - u;
    return switch (node) {
      case 0 -> v * v * v / 6;
      case 1 -> (3 * u * u * u - 6 * u * u + 4) / 6;
      case 2 -> (3 * v * v * v - 6 * v * v + 4) / 6;
      default -> u * u * u / 6;
    };
  }
}
