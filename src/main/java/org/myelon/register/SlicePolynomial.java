package org.myelon.register;

/**
 * A pair of polynomials of the slice number, written in Legendre polynomials over the range of the
 * slices, which keeps equations for their coefficients well conditioned. The coefficients of x come
 * before those of y.
 */
final class SlicePolynomial {

  private final double[][] basis;
  private final int terms;

  /**
   * @param slices ascending
   * @param degree lowered if there are not so many slices
   */
  SlicePolynomial(int[] slices, int degree) {
    this.terms = Math.min(degree + 1, slices.length);
    this.basis = new double[slices.length][];
    final double low = slices[0], high = slices[slices.length - 1];
    for (int n = 0; n < slices.length; n++)
      basis[n] = legendre(high == low ? 0 : (2 * slices[n] - low - high) / (high - low), terms);
  }

  /** Bonnet's recurrence. */
  private static double[] legendre(double u, int terms) {
    final double[] p = new double[terms];
    for (int n = 0; n < terms; n++)
      p[n] = n == 0 ? 1 : n == 1 ? u : ((2 * n - 1) * u * p[n - 1] - (n - 1) * p[n - 2]) / n;
    return p;
  }

  /** Both values in a slice. */
  double[] at(int n, double[] coefficients) {
    final double[] xy = new double[2];
    for (int axis = 0; axis < 2; axis++)
      for (int t = 0; t < terms; t++) xy[axis] += basis[n][t] * coefficients[axis * terms + t];
    return xy;
  }

  /** What a slice wants of the coefficients. */
  void add(int n, double[] pull, double[][] stiffness, double[] ofAll, double[][] stiffnessOfAll) {
    for (int a = 0; a < 2 * terms; a++) {
      final double weight = basis[n][a % terms];
      ofAll[a] += weight * pull[a / terms];
      for (int b = 0; b < 2 * terms; b++)
        stiffnessOfAll[a][b] += weight * basis[n][b % terms] * stiffness[a / terms][b / terms];
    }
  }

  /**
   * The coefficients that come nearest to given pairs.
   *
   * @param stiffness how much a slice resists when its pair is left
   */
  double[] fit(double[][] pairs, double[][][] stiffness) {
    final int size = 2 * terms;
    final double[] right = new double[size];
    final double[][] left = new double[size][size];
    for (int n = 0; n < pairs.length; n++) {
      final double[][] s = stiffness[n];
      final double[] pull = {
        s[0][0] * pairs[n][0] + s[0][1] * pairs[n][1], s[1][0] * pairs[n][0] + s[1][1] * pairs[n][1]
      };
      add(n, pull, s, right, left);
    }
    double mean = 0;
    for (int a = 0; a < size; a++) mean += left[a][a] / size;
    for (int a = 0; a < size; a++) left[a][a] += 1e-9 * mean + Double.MIN_NORMAL;
    return Minimiser.solve(left, right);
  }
}
