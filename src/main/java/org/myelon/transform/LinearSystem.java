package org.myelon.transform;

/** Small dense systems of linear equations: Gauss with partial pivoting. */
final class LinearSystem {

  private LinearSystem() {}

  /**
   * Solves A X = B in place.
   *
   * @param a square; destroyed
   * @param b as many rows as {@code a}; becomes X
   * @throws ArithmeticException if A is singular
   */
  static void solve(double[][] a, double[][] b) {
    final int n = a.length;
    for (int p = 0; p < n; p++) {
      swap(a, b, p, pivot(a, p));
      if (a[p][p] == 0) throw new ArithmeticException("The system is singular.");
      for (int i = p + 1; i < n; i++) {
        final double f = a[i][p] / a[p][p];
        if (f == 0) continue;
        subtract(a[i], a[p], f, p);
        subtract(b[i], b[p], f, 0);
      }
    }
    for (int p = n - 1; p >= 0; p--) {
      for (int j = p + 1; j < n; j++) subtract(b[p], b[j], a[p][j], 0);
      for (int c = 0; c < b[p].length; c++) b[p][c] /= a[p][p];
    }
  }

  private static int pivot(double[][] a, int column) {
    int best = column;
    for (int i = column + 1; i < a.length; i++)
      if (Math.abs(a[i][column]) > Math.abs(a[best][column])) best = i;
    return best;
  }

  private static void swap(double[][] a, double[][] b, int i, int j) {
    final double[] rowOfA = a[i], rowOfB = b[i];
    a[i] = a[j];
    b[i] = b[j];
    a[j] = rowOfA;
    b[j] = rowOfB;
  }

  private static void subtract(double[] row, double[] other, double times, int from) {
    for (int c = from; c < row.length; c++) row[c] -= times * other[c];
  }
}
