package org.myelon.centerline;

import java.util.ArrayList;
import java.util.List;

/**
 * The smoothing spline of Dierckx: of all splines on a set of knots whose sum of squared residuals
 * is at most s, the one with the smallest jumps of its highest derivative. The knots are few and
 * lie at data points; they are added where the residuals are largest until a least squares spline
 * is closer than s. Then one number, the weight p of closeness against smoothness, is found so that
 * the residuals are s within a thousandth.
 *
 * <p>The same rule as the curve fitting routine of FITPACK, so that a fit with the same s is the
 * same curve as that of programs built on it.
 *
 * <p>Source: P. Dierckx, An algorithm for smoothing, differentiation and integration of
 * experimental data using spline functions, J. Comput. Appl. Math. 1 (1975) 165-184; P. Dierckx,
 * Curve and Surface Fitting with Splines, Oxford University Press 1993, chapters 4 and 5.
 */
final class SmoothingSpline {

  /** How closely the sum of squared residuals must meet s, as a part of s. */
  private static final double TOLERANCE = 0.001;

  private final double[] x;
  private final double[] y;
  private final int degree;
  private final double s;

  /** Data points at the borders of the knot intervals: both ends and the inner knots. */
  private final List<Integer> borders = new ArrayList<>();

  /** Sum of squared residuals of each knot interval. */
  private List<Double> residuals = new ArrayList<>();

  private SmoothingSpline(double[] x, double[] y, int degree, double s) {
    this.x = x;
    this.y = y;
    this.degree = degree;
    this.s = s;
  }

  /**
   * @param x strictly ascending, more than {@code degree} of them
   * @param degree 1 or 3
   * @param s largest sum of squared residuals; 0 interpolates
   */
  static BSpline fit(double[] x, double[] y, int degree, double s) {
    if (degree % 2 == 0 || x.length <= degree || x.length != y.length || !(s >= 0))
      throw new IllegalArgumentException(
          x.length + " points, degree " + degree + ", smoothing " + s);
    return new SmoothingSpline(x, y, degree, s).fit();
  }

  private BSpline fit() {
    borders.add(0);
    borders.add(x.length - 1);
    if (s == 0) useAllPoints();
    double polynomialResidual = Double.NaN, before = 0;
    int added = 0;
    while (true) {
      final double[] knots = knots();
      final BandedLeastSquares system = observations(knots);
      final BSpline spline = new BSpline(degree, knots, system.solve());
      final double excess = system.residual() - s;
      final boolean polynomial = borders.size() == 2;
      if (polynomial) polynomialResidual = system.residual();
      if (Math.abs(excess) < TOLERANCE * s || s == 0 || isFull() && excess > 0) return spline;
      if (excess < 0)
        return polynomial ? spline : smooth(knots, system, polynomialResidual - s, excess);
      added = polynomial ? 1 : nextCount(added, excess, before - system.residual());
      before = system.residual();
      findResiduals(spline);
      if (!addKnots(added)) return spline;
    }
  }

  private boolean isFull() {
    return borders.size() - 2 >= x.length - degree - 1;
  }

  /** Puts the knots where a spline through all points needs them. */
  private void useAllPoints() {
    borders.clear();
    borders.add(0);
    for (int i = degree / 2 + 1; i < x.length - degree / 2 - 1; i++) borders.add(i);
    borders.add(x.length - 1);
  }

  private double[] knots() {
    final int inner = borders.size() - 2;
    final double[] t = new double[inner + 2 * (degree + 1)];
    for (int i = 0; i <= degree; i++) {
      t[i] = x[0];
      t[t.length - 1 - i] = x[x.length - 1];
    }
    for (int i = 0; i < inner; i++) t[degree + 1 + i] = x[borders.get(i + 1)];
    return t;
  }

  private BandedLeastSquares observations(double[] knots) {
    final BandedLeastSquares system = new BandedLeastSquares(knots.length - degree - 1, degree + 1);
    for (int i = 0; i < x.length; i++) {
      final int span = BSpline.span(knots, degree, x[i]);
      system.add(BSpline.basis(knots, degree, span, x[i]), span - degree, y[i]);
    }
    return system;
  }

  /**
   * How many knots to add: as many as the gain of the last ones promises, at most twice as many.
   */
  private int nextCount(int last, double excess, double gain) {
    final double wanted = gain > TOLERANCE * s ? last * excess / gain : 2.0 * last;
    return (int) Math.min(2L * last, Math.max((long) wanted, Math.max(last / 2, 1)));
  }

  /** Fills {@link #residuals}; a point on a knot counts half for both sides. */
  private void findResiduals(BSpline spline) {
    residuals = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      final double d = spline.value(x[i]) - y[i];
      sum += d * d;
      final int next = residuals.size() + 1;
      if (next < borders.size() - 1 && i == borders.get(next)) {
        residuals.add(sum - d * d / 2);
        sum = d * d / 2;
      }
    }
    residuals.add(sum);
  }

  /** Adds knots one by one in the middle of the worst interval; false if there is no place left. */
  private boolean addKnots(int count) {
    for (int n = 0; n < count; n++) {
      final int worst = worstInterval();
      if (worst < 0) return n > 0;
      final int inside = pointsInside(worst);
      final double whole = residuals.get(worst);
      final int before = inside / 2, after = inside - before - 1;
      borders.add(worst + 1, borders.get(worst) + before + 1);
      residuals.set(worst, whole * before / inside);
      residuals.add(worst + 1, whole * after / inside);
      if (isFull()) {
        useAllPoints();
        return true;
      }
    }
    return true;
  }

  private int worstInterval() {
    int worst = -1;
    for (int j = 0; j < residuals.size(); j++)
      if (pointsInside(j) > 0 && residuals.get(j) > (worst < 0 ? 0 : residuals.get(worst)))
        worst = j;
    return worst;
  }

  private int pointsInside(int interval) {
    return borders.get(interval + 1) - borders.get(interval) - 1;
  }

  /** Finds the spline on these knots whose residuals are s: the root of a falling function of p. */
  private BSpline smooth(
      double[] knots, BandedLeastSquares system, double excessAtZero, double excessAtInfinity) {
    final double[][] jumps = jumps(knots);
    final SmoothingRoot root =
        new SmoothingRoot(
            excessAtZero,
            excessAtInfinity,
            (knots.length - degree - 1) / system.diagonalSum(),
            TOLERANCE * s);
    while (true) {
      final BandedLeastSquares penalised = system.widened(degree + 2);
      for (int i = 0; i < jumps.length; i++) {
        final double[] row = jumps[i].clone();
        for (int j = 0; j < row.length; j++) row[j] /= root.p();
        penalised.add(row, i, 0);
      }
      final BSpline spline = new BSpline(degree, knots, penalised.solve());
      if (root.accept(residualOf(spline) - s)) return spline;
    }
  }

  private double residualOf(BSpline spline) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      final double d = spline.value(x[i]) - y[i];
      sum += d * d;
    }
    return sum;
  }

  /**
   * The jump of the highest derivative of each B-spline at each inner knot, scaled so that it has
   * no unit of x.
   */
  private double[][] jumps(double[] t) {
    final int inner = t.length - 2 * (degree + 1);
    final double scale = (inner + 1) / (t[t.length - 1] - t[0]);
    final double[][] jumps = new double[inner][degree + 2];
    for (int i = 0; i < inner; i++) {
      final double knot = t[degree + 1 + i];
      for (int j = 0; j <= degree + 1; j++) {
        double product = 1;
        for (int l = 0; l <= degree + 1; l++) {
          final double distance = knot - t[i + j + l];
          if (i + j + l != degree + 1 + i) product *= distance;
        }
        jumps[i][j] = (t[i + j + degree + 1] - t[i + j]) / (product * Math.pow(scale, degree));
      }
    }
    return jumps;
  }
}
