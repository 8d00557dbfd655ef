package org.myelon.centerline;

import java.util.Arrays;

/**
 * A piecewise polynomial curve y(x) as a sum of B-splines (de Boor). Outside its knots it goes on
 * with the polynomials of its ends.
 */
final class BSpline {

  private final int degree;
  private final double[] knots;
  private final double[] coefficients;

  /**
   * @param knots ascending, the first and last one repeated degree + 1 times
   * @param coefficients one per B-spline: knots - degree - 1
   */
  BSpline(int degree, double[] knots, double[] coefficients) {
    this.degree = degree;
    this.knots = knots.clone();
    this.coefficients = coefficients.clone();
  }

  /** The knots strictly between the ends. */
  double[] innerKnots() {
    return Arrays.copyOfRange(knots, degree + 1, knots.length - degree - 1);
  }

  double value(double x) {
    final int span = span(knots, degree, x);
    final double[] b = basis(knots, degree, span, x);
    double sum = 0;
    for (int j = 0; j <= degree; j++) sum += b[j] * coefficients[span - degree + j];
    return sum;
  }

  /** dy/dx. */
  double derivative(double x) {
    final int span = span(knots, degree, x);
    final double[] b = basis(knots, degree - 1, span, x);
    double sum = 0;
    for (int j = 0; j < degree; j++) {
      final int i = span - degree + 1 + j;
      sum +=
          b[j] * degree * (coefficients[i] - coefficients[i - 1]) / (knots[i + degree] - knots[i]);
    }
    return sum;
  }

  /**
   * The index of the last knot at or before x, kept between the two ends: the interval whose
   * polynomial holds at x.
   */
  static int span(double[] knots, int degree, double x) {
    int i = degree;
    final int last = knots.length - degree - 2;
    while (i < last && x >= knots[i + 1]) i++;
    return i;
  }

  /** The degree + 1 B-splines that are not zero in an interval, at x (recurrence of de Boor). */
  static double[] basis(double[] knots, int degree, int span, double x) {
    final double[] b = new double[degree + 1];
    b[0] = 1;
    for (int d = 1; d <= degree; d++) {
      double carried = 0;
      for (int j = 0; j < d; j++) {
        final double left = knots[span - d + 1 + j], right = knots[span + 1 + j];
        final double share = b[j] / (right - left);
        b[j] = carried + (right - x) * share;
        carried = (x - left) * share;
      }
      b[d] = carried;
    }
    return b;
  }
}
