package org.myelon.centerline;

/** Finds the nearest of some points of a line that rises along one direction. */
final class NearestPoint {

  private final double[] points;
  private final double[] rise;
  private final double[] heights;

  /**
   * @param points x, y, z of each, from below
   * @param rise the direction, of length 1
   */
  NearestPoint(double[] points, double[] rise) {
    this.points = points;
    this.rise = rise;
    heights = new double[points.length / 3];
    for (int i = 0; i < heights.length; i++) heights[i] = height(points, 3 * i);
  }

  /** The number of the nearest point: none can be nearer than it is higher or lower. */
  int to(double[] p) {
    final int last = heights.length - 1;
    final double height = height(p, 0);
    final double guess = last * (height - heights[0]) / (heights[last] - heights[0]);
    final int start = last == 0 ? 0 : (int) Math.max(0, Math.min(last, guess));
    double least = squaredDistance(p, start);
    int best = start;
    for (int i = start - 1; i >= 0 && square(height - heights[i]) < least; i--) {
      final double d = squaredDistance(p, i);
      if (d < least) {
        least = d;
        best = i;
      }
    }
    for (int i = start + 1; i <= last && square(heights[i] - height) < least; i++) {
      final double d = squaredDistance(p, i);
      if (d < least) {
        least = d;
        best = i;
      }
    }
    return best;
  }

  private double squaredDistance(double[] p, int i) {
    return square(p[0] - points[3 * i])
        + square(p[1] - points[3 * i + 1])
        + square(p[2] - points[3 * i + 2]);
  }

  private static double square(double d) {
    return d * d;
  }

  private double height(double[] p, int at) {
    return rise[0] * p[at] + rise[1] * p[at + 1] + rise[2] * p[at + 2];
  }
}
