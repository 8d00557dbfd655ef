package org.myelon.atlas;

/**
 * Eigenvalues and eigenvectors of a small symmetric, positive semidefinite matrix by Jacobi's
 * rotations (Golub and Van Loan, Matrix Computations, 8.5): slow for large matrices, but accurate
 * also for small eigenvalues.
 */
final class SymmetricMatrix {

  private static final int SWEEPS = 60;

  private final double[] values;

  /** Eigenvectors in columns. */
  private final double[][] vectors;

  private SymmetricMatrix(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * @param matrix square and symmetric; not changed
   */
  static SymmetricMatrix of(double[][] matrix) {
    final int n = matrix.length;
    final double[][] a = new double[n][], v = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS && sweep(a, v); sweep++) {}
    final double[] values = new double[n];
    for (int i = 0; i < n; i++) values[i] = Math.max(0, a[i][i]);
    return new SymmetricMatrix(values, v);
  }

  /** Rotates every pair of axes once; says whether there was something to rotate. */
  private static boolean sweep(double[][] a, double[][] v) {
    boolean rotated = false;
    for (int p = 0; p < a.length; p++)
      for (int q = p + 1; q < a.length; q++) {
        final double scale = Math.sqrt(Math.abs(a[p][p] * a[q][q]));
        if (Math.abs(a[p][q]) <= Math.ulp(scale) / 2 || a[p][q] == 0) continue;
        rotated = true;
        rotate(a, v, p, q);
      }
    return rotated;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    final double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    final double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    final double c = 1 / Math.sqrt(t * t + 1), s = t * c;
    a[p][p] -= t * a[p][q];
    a[q][q] += t * a[p][q];
    a[p][q] = a[q][p] = 0;
    for (int k = 0; k < a.length; k++) {
      final double vp = v[k][p], vq = v[k][q];
      v[k][p] = c * vp - s * vq;
      v[k][q] = s * vp + c * vq;
      if (k == p || k == q) continue;
      final double kp = a[k][p], kq = a[k][q];
      a[k][p] = a[p][k] = c * kp - s * kq;
      a[k][q] = a[q][k] = s * kp + c * kq;
    }
  }

  /** The solution of least norm: directions that the matrix does not know stay 0. */
  double[] solve(double[] b) {
    final double least = largest() * values.length * Math.ulp(1.0);
    final double[] x = new double[b.length];
    for (int j = 0; j < values.length; j++) {
      if (values[j] <= least) continue;
      double along = 0;
      for (int i = 0; i < b.length; i++) along += vectors[i][j] * b[i];
      along /= values[j];
      for (int i = 0; i < b.length; i++) x[i] += along * vectors[i][j];
    }
    return x;
  }

  /** Largest over smallest eigenvalue; infinite for a singular matrix. */
  double condition() {
    double smallest = Double.POSITIVE_INFINITY;
    for (double v : values) smallest = Math.min(smallest, v);
    final double condition = largest() / smallest;
    return condition * values.length * Math.ulp(1.0) < 1 ? condition : Double.POSITIVE_INFINITY;
  }

  private double largest() {
    double largest = 0;
    for (double v : values) largest = Math.max(largest, v);
    return largest;
  }
}
