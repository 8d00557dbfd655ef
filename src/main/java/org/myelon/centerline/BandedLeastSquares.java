package org.myelon.centerline;

/**
 * A linear least squares problem whose equations each touch a few neighbouring unknowns, kept as an
 * upper triangle: every equation is rotated in (Givens) when it comes.
 */
final class BandedLeastSquares {

  /** Row i holds the columns i … i + band - 1 of the triangle. */
  private final double[][] triangle;

  private final double[] right;
  private double residual;

  BandedLeastSquares(int unknowns, int band) {
    triangle = new double[unknowns][band];
    right = new double[unknowns];
  }

  /** The same equations, ready for rows that touch more neighbours. */
  BandedLeastSquares widened(int band) {
    final BandedLeastSquares wide = new BandedLeastSquares(right.length, band);
    for (int i = 0; i < right.length; i++) {
      System.arraycopy(triangle[i], 0, wide.triangle[i], 0, triangle[i].length);
      wide.right[i] = right[i];
    }
    wide.residual = residual;
    return wide;
  }

  /** Adds the equation sum_j row[j] u[first + j] = value; the row is no longer than the band. */
  void add(double[] row, int first, double value) {
    final int n = right.length, band = triangle[0].length;
    final double[] left = new double[band + 1];
    System.arraycopy(row, 0, left, 0, row.length);
    double rest = value;
    for (int i = first, empty = 0; i < n && empty < band; i++) {
      empty = left[0] == 0 ? empty + 1 : 0;
      if (left[0] != 0) {
        final double[] r = triangle[i];
        final double length = Math.hypot(r[0], left[0]);
        final double cos = r[0] / length, sin = left[0] / length;
        r[0] = length;
        for (int j = 1; j < band; j++) {
          final double old = r[j];
          r[j] = cos * old + sin * left[j];
          left[j] = cos * left[j] - sin * old;
        }
        final double old = right[i];
        right[i] = cos * old + sin * rest;
        rest = cos * rest - sin * old;
      }
      System.arraycopy(left, 1, left, 0, band); // the next unknown leads, what follows it is 0
    }
    residual += rest * rest;
  }

  /** The sum of squared residuals of all equations added so far. */
  double residual() {
    return residual;
  }

  double diagonalSum() {
    double sum = 0;
    for (double[] row : triangle) sum += row[0];
    return sum;
  }

  double[] solve() {
    final double[] u = new double[right.length];
    for (int i = u.length - 1; i >= 0; i--) {
      double sum = right[i];
      for (int j = 1; j < triangle[i].length && i + j < u.length; j++)
        sum -= triangle[i][j] * u[i + j];
      u[i] = sum / triangle[i][0];
    }
    return u;
  }
}
