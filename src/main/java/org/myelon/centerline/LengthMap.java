package org.myelon.centerline;

/**
 * Which length along one line belongs to which along another: straight pieces between places that
 * are known on both; beyond the first and the last of them it goes on with a slope. Rises
 * everywhere.
 *
 * @param from lengths along the first line in mm, ascending, at least one
 * @param to as many along the other, ascending
 * @param beyond mm along the other line per mm along the first one outside the known places
 */
record LengthMap(double[] from, double[] to, double beyond) {

  /** The same length on both. */
  static final LengthMap SAME = new LengthMap(new double[] {0}, new double[] {0}, 1);

  double apply(double length) {
    int above = 0;
    while (above < from.length && from[above] < length) above++;
    if (above == 0) return to[0] + beyond * (length - from[0]);
    if (above == from.length) return to[above - 1] + beyond * (length - from[above - 1]);
    final double part = (length - from[above - 1]) / (from[above] - from[above - 1]);
    return to[above - 1] + part * (to[above] - to[above - 1]);
  }

  LengthMap inverse() {
    return new LengthMap(to, from, 1 / beyond);
  }
}
