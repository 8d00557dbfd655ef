package org.myelon.centerline;

/**
 * The cubic smoothing spline of {@link SmoothingSpline}, with SCT's rule for its smoothing: s =
 * (points / slices)² · smooth · thickness / 3 voxels².
 *
 * <p>Two or three points give a spline of degree 1 and one point a vertical line.
 *
 * @param smooth 0 interpolates, 5 is moderate, 50 strong
 * @param thickness distance of the slices in mm
 */
record BSplineFit(double smooth, double thickness) implements CurveFit.Single {

  @Override
  public Track fit(double[] z, double[] values, int first, int last) {
    if (z.length == 1) return Track.of(t -> values[0], t -> 0, first, last);
    final double density = z.length / (double) (last - first + 1);
    final double s = density * density * smooth * thickness / 3;
    final BSpline spline = SmoothingSpline.fit(z, values, z.length > 3 ? 3 : 1, s);
    return Track.of(spline::value, spline::derivative, first, last);
  }
}
