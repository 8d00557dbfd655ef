package org.myelon.vertebra;

import org.myelon.label.SpinalLevel;

/**
 * Where a spinal level lies along the centreline, in mm from the line's lowest slice, upwards;
 * beyond the ends of the line where it lies beyond them.
 *
 * @param level its number, see {@link SpinalLevel}
 * @param lower its caudal end
 * @param upper its rostral end
 * @param middle of the level, or of its rootlets
 */
record SpinalExtent(int level, double lower, double upper, double middle) {

  SpinalExtent withUpper(double other) {
    return new SpinalExtent(level, lower, other, middle);
  }

  double length() {
    return upper - lower;
  }

  boolean holds(double arc) {
    return arc >= lower && arc < upper;
  }

  @Override
  public String toString() {
    return SpinalLevel.name(level);
  }
}
