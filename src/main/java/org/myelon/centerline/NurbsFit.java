package org.myelon.centerline;

/**
 * A cubic B-spline curve in space, fitted by least squares to the centres of the slices, with as
 * few control points as do: they are added one by one, from four on, until two more change the mean
 * squared distance to the centres by no more than 0.01 mm².
 *
 * <p>Empty slices are first filled in by straight pieces; the parameter of the curve is the length
 * along the centres and its knots lie evenly. Beyond the centres the line goes on straight. Fewer
 * than six slices are joined by straight pieces.
 *
 * <p>SCT's curve of this name (rational with all weights one) follows the same idea, in voxels and
 * with the knots moved after the fit; on cords the two stay within a tenth of a voxel.
 *
 * @param spacing voxel size in mm from right to left, posterior to anterior, inferior to superior
 */
record NurbsFit(double[] spacing) implements CurveFit {

  private static final int MOST_CONTROL_POINTS = 50;
  private static final double TOLERANCE_MM2 = 0.01;
  private static final int DEGREE = 3;

  /** A curve and the mean squared distance in mm² from its points to what it was fitted to. */
  private record Curve(BSpline[] xyz, double error) {}

  @Override
  public Track[] fit(SlicePoints points, int first, int last) {
    final int low = points.firstSlice(), high = points.lastSlice();
    if (high - low < 5) return new LinearFit(0, spacing[2]).fit(points, first, last);
    final double[][] p = new double[3][high - low + 1];
    for (int i = 0; i < p[0].length; i++) {
      p[0][i] = LinearFit.interpolate(points.z(), points.x(), low + i) * spacing[0];
      p[1][i] = LinearFit.interpolate(points.z(), points.y(), low + i) * spacing[1];
      p[2][i] = (low + i) * spacing[2];
    }
    return sample(simplest(p), low, high, first, last);
  }

  private static BSpline[] simplest(double[][] p) {
    final double[] parameter = relativeLength(p);
    final int most = Math.min(MOST_CONTROL_POINTS, p[0].length / 2 + 1);
    Curve beforeLast = null, last = null;
    for (int n = DEGREE + 1; n <= most; n++) {
      final Curve curve = fit(parameter, p, n);
      if (beforeLast != null && settled(curve, last) && settled(curve, beforeLast))
        return curve.xyz;
      beforeLast = last;
      last = curve;
    }
    return last.xyz;
  }

  private static boolean settled(Curve now, Curve before) {
    return now.error <= before.error && before.error - now.error <= TOLERANCE_MM2;
  }

  private static Curve fit(double[] parameter, double[][] p, int controlPoints) {
    final double[] knots = new double[controlPoints + DEGREE + 1];
    final int pieces = controlPoints - DEGREE;
    for (int i = 0; i < knots.length; i++)
      knots[i] = Math.max(0, Math.min(pieces, i - DEGREE)) / (double) pieces;
    final BSpline[] xyz = new BSpline[3];
    double error = 0;
    for (int c = 0; c < 3; c++) {
      final BandedLeastSquares system = new BandedLeastSquares(controlPoints, DEGREE + 1);
      for (int i = 0; i < parameter.length; i++) {
        final int span = BSpline.span(knots, DEGREE, parameter[i]);
        system.add(BSpline.basis(knots, DEGREE, span, parameter[i]), span - DEGREE, p[c][i]);
      }
      xyz[c] = new BSpline(DEGREE, knots, system.solve());
      error += system.residual() / parameter.length;
    }
    return new Curve(xyz, error);
  }

  private static double[] relativeLength(double[][] p) {
    final double[] length = new double[p[0].length];
    for (int i = 1; i < length.length; i++)
      length[i] =
          length[i - 1]
              + Math.hypot(
                  Math.hypot(p[0][i] - p[0][i - 1], p[1][i] - p[1][i - 1]), p[2][i] - p[2][i - 1]);
    final double whole = length[length.length - 1];
    for (int i = 0; i < length.length; i++) length[i] /= whole;
    return length;
  }

  private Track[] sample(BSpline[] xyz, int low, int high, int first, int last) {
    final int n = last - first + 1;
    final Track[] tracks = {
      new Track(new double[n], new double[n]), new Track(new double[n], new double[n])
    };
    for (int i = 0; i < n; i++) {
      final int slice = Math.max(low, Math.min(high, first + i));
      final double u = parameterAt(xyz[2], slice * spacing[2]);
      final double rise = xyz[2].derivative(u);
      for (int c = 0; c < 2; c++) {
        final double slope = xyz[c].derivative(u) / rise * spacing[2] / spacing[c];
        tracks[c].slope()[i] = slope;
        tracks[c].position()[i] = xyz[c].value(u) / spacing[c] + slope * (first + i - slice);
      }
    }
    return tracks;
  }

  /**
   * Where a rising function has a value; somewhat beyond 0 and 1 too, as the fit need not end
   * there.
   */
  private static double parameterAt(BSpline rising, double value) {
    double low = -0.1, high = 1.1;
    while (high - low > 1e-12) {
      final double middle = (low + high) / 2;
      if (rising.value(middle) < value) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }
}
