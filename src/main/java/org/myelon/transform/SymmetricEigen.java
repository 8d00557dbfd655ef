package org.myelon.transform;

/** Eigenvalues and eigenvectors of a small symmetric matrix: cyclic Jacobi rotations. */
final class SymmetricEigen {

  private static final int MOST_SWEEPS = 60;

  private final double[] values;
  private final double[][] vectors;

  /**
   * @param matrix symmetric; not changed
   */
  SymmetricEigen(double[][] matrix) {
    final int n = matrix.length;
    final double[][] a = new double[n][], v = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a); sweep++)
      for (int p = 0; p < n; p++) for (int q = p + 1; q < n; q++) rotate(a, v, p, q);
    values = new double[n];
    for (int i = 0; i < n; i++) values[i] = a[i][i];
    vectors = v;
  }

  private static boolean isDiagonal(double[][] a) {
    double off = 0, on = 0;
    for (int i = 0; i < a.length; i++)
      for (int j = 0; j < a.length; j++) {
        if (i == j) on += Math.abs(a[i][j]);
        else off += Math.abs(a[i][j]);
      }
    return off <= 1e-15 * on;
  }

  /** Turns the axes p and q so that a[p][q] becomes 0. */
  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) return;
    final double angle = 0.5 * Math.atan2(2 * a[p][q], a[p][p] - a[q][q]);
    final double c = Math.cos(angle), s = Math.sin(angle);
    for (double[] row : a) turn(row, p, q, c, s);
    for (double[] row : v) turn(row, p, q, c, s);
    for (int j = 0; j < a.length; j++) {
      final double x = a[p][j], y = a[q][j];
      a[p][j] = c * x + s * y;
      a[q][j] = c * y - s * x;
    }
  }

  private static void turn(double[] row, int p, int q, double c, double s) {
    final double x = row[p], y = row[q];
    row[p] = c * x + s * y;
    row[q] = c * y - s * x;
  }

  /** The eigenvalues from the largest to the smallest. */
  double[] sorted() {
    final double[] s = values.clone();
    java.util.Arrays.sort(s);
    for (int i = 0; i < s.length / 2; i++) {
      final double t = s[i];
      s[i] = s[s.length - 1 - i];
      s[s.length - 1 - i] = t;
    }
    return s;
  }

  /** The unit eigenvector of the largest eigenvalue. */
  double[] first() {
    int best = 0;
    for (int i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
    final double[] v = new double[values.length];
    for (int i = 0; i < v.length; i++) v[i] = vectors[i][best];
    return v;
  }
}
