package org.myelon.register;

/**
 * Weight, centre and second moments of the values of a slice; negative ones count as 0. In mm along
 * the axes of the slice, from the centre of its first voxel.
 *
 * @param weight sum of the values
 * @param x centre of mass
 * @param y centre of mass
 * @param xx second central moment
 * @param xy second central moment
 * @param yy second central moment
 */
record SliceMoments(double weight, double x, double y, double xx, double xy, double yy) {

  /**
   * @param values a volume, x fastest
   * @param slice nx times ny values, the first of which is {@code slice * nx * ny}
   * @param px size of a voxel, mm
   * @param py size of a voxel, mm
   */
  static SliceMoments of(float[] values, int slice, int nx, int ny, double px, double py) {
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
    for (int j = 0, v = slice * nx * ny; j < ny; j++)
      for (int i = 0; i < nx; i++, v++) {
        final double w = values[v];
        if (!(w > 0)) continue;
        n += w;
        sx += w * i;
        sy += w * j;
        sxx += w * i * i;
        sxy += w * i * j;
        syy += w * j * j;
      }
    if (n == 0) return new SliceMoments(0, 0, 0, 0, 0, 0);
    final double x = sx / n, y = sy / n;
    return new SliceMoments(
        n,
        x * px,
        y * py,
        (sxx / n - x * x) * px * px,
        (sxy / n - x * y) * px * py,
        (syy / n - y * y) * py * py);
  }

  boolean isEmpty() {
    return weight == 0;
  }

  /** How many times the variance along the longer axis is that along the shorter one. */
  double eigenvalueRatio() {
    final double mean = (xx + yy) / 2, root = Math.hypot(xy, (xx - yy) / 2);
    return root == 0 ? 1 : (mean + root) / Math.max(0, mean - root);
  }

  /** From the x axis to the longer axis in the direction of the y axis, -90 to 90 degrees. */
  double angle() {
    return Math.toDegrees(Math.atan2(2 * xy, xx - yy) / 2);
  }
}
