package org.myelon.centerline;

/**
 * Which length along one line belongs to which along another: straight pieces between places that
 * are known on both, and the same mm beyond the first and the last of them. Rises everywhere.
 *
 * @param from lengths along the first line in mm, ascending, at least one
 * @param to as many along the other, ascending
 */
record LengthMap(double[] from, double[] to) {

  /** The same length on both. */
  static final LengthMap SAME = new LengthMap(new double[] {0}, new double[] {0});

  double apply(double length) {
    int above = 0;
    while (above < from.length && from[above] < length) above++;
    if (above == 0) return to[0] + length - from[0];
    if (above == from.length) return to[above - 1] + length - from[above - 1];
    final double part = (length - from[above - 1]) / (from[above] - from[above - 1]);
    return to[above - 1] + part * (to[above] - to[above - 1]);
  }

  LengthMap inverse() {
    return new LengthMap(to, from);
  }
}
