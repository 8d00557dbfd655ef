package org.myelon.centerline;

/**
 * Searches the weight p of a smoothing spline at which its excess F(p) (sum of squared residuals
 * minus s) is zero. F falls and bends like a fraction, so the next p is the root of the fraction (u
 * p + v) / (p + w) through three known points, the third one at infinity as long as no finite upper
 * bound is known.
 */
final class SmoothingRoot {

  private static final int MOST_STEPS = 20;

  private double p;
  private double lowP = 0;
  private double lowF;
  private double highP = Double.POSITIVE_INFINITY;
  private double highF;
  private final double tolerance;
  private boolean sawPositive;
  private boolean sawNegative;
  private int steps;

  /**
   * @param atZero the excess of the smoothest spline, above 0
   * @param atInfinity the excess of the closest spline, below 0
   */
  SmoothingRoot(double atZero, double atInfinity, double start, double tolerance) {
    this.lowF = atZero;
    this.highF = atInfinity;
    this.p = start;
    this.tolerance = tolerance;
  }

  double p() {
    return p;
  }

  /** Takes the excess at {@link #p()}; true if that is the p to use, else p is the next to try. */
  boolean accept(double f) {
    if (Math.abs(f) < tolerance || ++steps == MOST_STEPS) return true;
    if (!sawNegative && f - highF <= tolerance) {
      tooLarge(f);
      return false;
    }
    if (f < 0) sawNegative = true;
    if (!sawPositive && lowF - f <= tolerance) {
      tooSmall(f);
      return false;
    }
    if (f > 0) sawPositive = true;
    if (f >= lowF || f <= highF) return true; // rounding: no further progress is possible
    final double next = rootOfFraction(f);
    if (f < 0) {
      highP = p;
      highF = f;
    } else {
      lowP = p;
      lowF = f;
    }
    p = next;
    return false;
  }

  private void tooLarge(double f) {
    highP = p;
    highF = f;
    p *= 0.04;
    if (p <= lowP) p = 0.9 * lowP + 0.1 * highP;
  }

  private void tooSmall(double f) {
    lowP = p;
    lowF = f;
    p /= 0.04;
    if (p >= highP) p = 0.1 * lowP + 0.9 * highP;
  }

  private double rootOfFraction(double f) {
    if (Double.isInfinite(highP))
      return (lowP * (lowF - highF) * f - p * (f - highF) * lowF) / ((lowF - f) * highF);
    final double a = lowF * (f - highF), b = f * (highF - lowF), c = highF * (lowF - f);
    return -(lowP * p * c + p * highP * a + highP * lowP * b) / (lowP * a + p * b + highP * c);
  }
}
