package org.myelon.segment.nnunet;

import java.util.Arrays;

/**
 * Lines of {@code n} values brought to {@code m} values that cover the same length: output i lies
 * at (i + 0.5) n / m - 0.5, so the outer faces of the first and last value stay where they are.
 * Beyond its ends a line goes on with its first and last value. The rule of scipy's {@code zoom}
 * with grid_mode and mode "nearest". Immutable.
 */
final class AxisResampling {

  /** Lines that are worked on together: 16 doubles, two cache lines. */
  static final int LANES = 16;

  private static final double POLE = Math.sqrt(3) - 2;

  /** Coefficients of a cubic spline that lie beyond an end of the line and are still needed. */
  private static final int BEYOND = 2;

  private final int n;
  private final int m;
  private final boolean cubic;

  /** For each output the first of the values (or coefficients) that it is made of. */
  private final int[] first;

  /** The weights of that value and those after it. */
  private final double[][] weights;

  /**
   * @param order 0 takes the nearest value (of two the later), 1 is linear, 3 the cubic spline
   *     through all values
   */
  AxisResampling(int n, int m, int order) {
    this.n = n;
    this.m = m;
    this.cubic = order == 3;
    this.first = new int[m];
    this.weights = new double[m][];
    for (int i = 0; i < m; i++) {
      final double at = (double) n / m * (i + 0.5) - 0.5;
      switch (order) {
        case 0 -> nearest(i, at);
        case 1 -> linear(i, at);
        case 3 -> cubic(i, at);
        default -> throw new IllegalArgumentException("order " + order);
      }
    }
  }

  private void nearest(int i, double at) {
    first[i] = (int) Math.floor(within(at) + 0.5);
    weights[i] = new double[] {1};
  }

  private void linear(int i, double at) {
    final double x = within(at);
    first[i] = Math.max(0, Math.min(n - 2, (int) x));
    final double t = x - first[i];
    weights[i] = n == 1 ? new double[] {1} : new double[] {1 - t, t};
  }

  private void cubic(int i, double at) {
    final int left = (int) Math.floor(at);
    final double t = at - left, r = 1 - t;
    first[i] = left - 1 + BEYOND;
    weights[i] =
        new double[] {
          r * r * r / 6, 2.0 / 3 - t * t * (2 - t) / 2, 2.0 / 3 - r * r * (2 - r) / 2, t * t * t / 6
        };
  }

  private double within(double at) {
    return Math.max(0, Math.min(n - 1, at));
  }

  /** Numbers that a work space must hold. */
  int workSize() {
    return (n + 2 * BEYOND) * LANES;
  }

  /** Where in a work space the values of the lines begin. */
  int valuesAt() {
    return cubic ? BEYOND * LANES : 0;
  }

  /**
   * @param work value i of line b at {@link #valuesAt} + i * {@link #LANES} + b; overwritten
   * @param out receives value i of line b at i * LANES + b
   */
  void apply(double[] work, double[] out) {
    if (cubic) toCoefficients(work);
    for (int i = 0; i < m; i++) {
      final double[] w = weights[i];
      final int from = first[i] * LANES, to = i * LANES;
      for (int b = 0; b < LANES; b++) out[to + b] = w[0] * work[from + b];
      for (int t = 1; t < w.length; t++)
        for (int b = 0; b < LANES; b++) out[to + b] += w[t] * work[from + t * LANES + b];
    }
  }

  /**
   * The recursive filter of M. Unser et al. (IEEE Trans Signal Process 1993), exact for a line that
   * goes on for ever with the values of its ends.
   */
  private void toCoefficients(double[] c) {
    final int begin = BEYOND * LANES, end = begin + n * LANES;
    final double sum = 1 / (1 - POLE);
    for (int b = 0; b < LANES; b++) {
      c[b] = 6 * sum * c[begin + b];
      c[LANES + b] = c[b];
      for (int i = end; i < end + begin; i += LANES) c[i + b] = c[end - LANES + b];
    }
    final double[] last = Arrays.copyOfRange(c, end - LANES, end);
    for (int i = begin; i < end + begin; i++) c[i] = 6 * c[i] + POLE * c[i - LANES];
    for (int b = 0; b < LANES; b++) {
      final double settled = 6 * sum * last[b];
      final int i = end + begin - LANES + b;
      c[i] = -POLE * (settled * sum + (c[i] - settled) / (1 - POLE * POLE));
    }
    for (int i = end + begin - LANES - 1; i >= 0; i--) c[i] = POLE * (c[i + LANES] - c[i]);
  }
}
