package org.myelon.centerline;

/**
 * The polynomial of least squares, of degree 5 or as high as the number of points allows. It is
 * written as a sum of Legendre polynomials over the range of the points, which keeps the equations
 * well conditioned.
 */
record PolynomialFit() implements CurveFit.Single {

  private static final int DEGREE = 5;

  @Override
  public Track fit(double[] z, double[] values, int first, int last) {
    final int terms = Math.min(DEGREE + 1, z.length);
    final double middle = (z[0] + z[z.length - 1]) / 2;
    final double half = z.length == 1 ? 1 : (z[z.length - 1] - z[0]) / 2;
    final BandedLeastSquares system = new BandedLeastSquares(terms, terms);
    for (int i = 0; i < z.length; i++)
      system.add(legendre((z[i] - middle) / half, terms)[0], 0, values[i]);
    final double[] c = system.solve();
    return Track.of(
        t -> dot(c, legendre((t - middle) / half, terms)[0]),
        t -> dot(c, legendre((t - middle) / half, terms)[1]) / half,
        first,
        last);
  }

  /** Values and derivatives of the first Legendre polynomials (recurrence of Bonnet). */
  private static double[][] legendre(double u, int terms) {
    final double[] p = new double[terms], d = new double[terms];
    p[0] = 1;
    for (int n = 1; n < terms; n++) {
      final double before = n > 1 ? p[n - 2] : 0;
      p[n] = ((2 * n - 1) * u * p[n - 1] - (n - 1) * before) / n;
      d[n] = n * p[n - 1] + u * d[n - 1];
    }
    return new double[][] {p, d};
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }
}
