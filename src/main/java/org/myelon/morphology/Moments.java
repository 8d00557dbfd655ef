package org.myelon.morphology;

/**
 * Area, centre and second moments of the pixels of a {@link SlicePatch} above one half, and the
 * ellipse that has the same moments. In pixels; rows run right to left, columns posterior to
 * anterior. All sums are exact integers.
 *
 * @param count number of pixels
 * @param row centre of mass
 * @param column centre of mass
 * @param varianceRow second central moment along the rows
 * @param varianceColumn second central moment along the columns
 * @param covariance mixed second central moment
 */
record Moments(
    long count,
    double row,
    double column,
    double varianceRow,
    double varianceColumn,
    double covariance) {

  static Moments of(SlicePatch patch) {
    long n = 0, sr = 0, sc = 0, srr = 0, scc = 0, src = 0;
    for (int r = 0; r < patch.rows(); r++) {
      long rn = 0, rc = 0;
      for (int c = patch.firstIn(r); c <= patch.lastIn(r); c++)
        if (patch.isInside(r, c)) {
          rn++;
          rc += c;
          scc += (long) c * c;
        }
      n += rn;
      sc += rc;
      sr += r * rn;
      srr += (long) r * r * rn;
      src += r * rc;
    }
    final double row = (double) sr / n, column = (double) sc / n;
    return new Moments(
        n,
        row,
        column,
        (double) (n * srr - sr * sr) / n / n,
        (double) (n * scc - sc * sc) / n / n,
        (double) (n * src - sr * sc) / n / n);
  }

  /** Whether no pixel is above one half. */
  boolean isEmpty() {
    return count == 0;
  }

  /** Length of the longer axis of the ellipse. */
  double majorAxis() {
    return 4 * Math.sqrt(eigenvalue(1));
  }

  /** Length of the shorter axis of the ellipse. */
  double minorAxis() {
    return 4 * Math.sqrt(eigenvalue(-1));
  }

  /** Eccentricity of the ellipse, 0 for a circle. */
  double eccentricity() {
    final double major = eigenvalue(1);
    return major == 0 ? 0 : Math.sqrt(1 - eigenvalue(-1) / major);
  }

  /** Angle from the right-left axis to the longer axis of the ellipse, -90 to 90 degrees. */
  double orientation() {
    return Math.toDegrees(Math.atan2(2 * covariance, varianceRow - varianceColumn) / 2);
  }

  /** The same as scikit-image tells it: 45 degrees where the ellipse is a circle. */
  double orientationAsSct() {
    if (varianceRow != varianceColumn) return orientation();
    return covariance > 0 ? -45 : 45;
  }

  private double eigenvalue(int sign) {
    final double mean = (varianceRow + varianceColumn) / 2;
    final double root = Math.hypot(covariance, (varianceRow - varianceColumn) / 2);
    return Math.max(0, mean + sign * root);
  }
}
