package org.myelon.morphology;

/**
 * The anteroposterior extent of the cord along its own midline: the patch is turned so that the
 * right-left axis of the cord lies along the rows, and the extent is averaged over a band of 3 mm
 * about the centre of mass. Unlike the axis of an ellipse it sees a cord that is dented in front
 * (SCT 7.2 and later).
 *
 * @param posterior the part behind the centre of mass, mm
 * @param anterior the part in front of it, mm
 */
record AnteroposteriorDiameter(double posterior, double anterior) {

  /** Half the width of the band, pixels. */
  private static final int HALF_BAND = 15;

  double total() {
    return posterior + anterior;
  }

  /**
   * @param moments those of the patch
   * @param orientation rotation of the cord in the slice, -45 to 45 degrees
   */
  static AnteroposteriorDiameter measure(SlicePatch patch, Moments moments, double orientation) {
    final double cos = Math.cos(Math.toRadians(orientation));
    final double sin = Math.sin(Math.toRadians(orientation));
    // beyond this the rays have left the patch, as the angle is 45 degrees at most
    final double longest = Math.max(moments.column(), patch.columns() - moments.column());
    final int reach = (int) Math.ceil((longest + HALF_BAND * Math.abs(sin)) / cos) + 1;
    double posterior = 0, anterior = 0;
    for (int k = -HALF_BAND; k < HALF_BAND; k++)
      for (int j = 0; j < reach; j++) {
        final double dr = k + 0.5, dc = j + 0.5;
        anterior +=
            patch.sample(
                moments.row() + cos * dr - sin * dc, moments.column() + sin * dr + cos * dc);
        posterior +=
            patch.sample(
                moments.row() + cos * dr + sin * dc, moments.column() + sin * dr - cos * dc);
      }
    final double mm = SlicePatch.PIXEL / (2 * HALF_BAND);
    return new AnteroposteriorDiameter(posterior * mm, anterior * mm);
  }

  /**
   * The same as SCT computes it: on whole pixels of the turned patch, about its rounded centre, and
   * without folding the angle, so that a cord longer from front to back than from side to side gets
   * its right-left extent.
   */
  static AnteroposteriorDiameter measureAsSct(SlicePatch patch, Moments moments) {
    final SlicePatch turned =
        patch.rotated(moments.orientationAsSct(), moments.row(), moments.column());
    final Moments centre = Moments.of(turned);
    final int row = (int) Math.rint(centre.row()), column = (int) Math.rint(centre.column());
    final int from = Math.max(0, row - HALF_BAND), to = Math.min(patch.rows(), row + HALF_BAND);
    double posterior = 0, anterior = 0;
    for (int r = from; r < to; r++)
      for (int c = 0; c < patch.columns(); c++)
        if (c < column) posterior += turned.get(r, c);
        else anterior += turned.get(r, c);
    final double mm = SlicePatch.PIXEL / (to - from);
    return new AnteroposteriorDiameter(posterior * mm, anterior * mm);
  }
}
