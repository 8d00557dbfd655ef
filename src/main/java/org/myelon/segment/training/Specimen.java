package org.myelon.segment.training;

/**
 * A body to be imaged, at one height that was chosen. Places are in mm from an origin of its own,
 * along the axes of the RPI view: x towards Left, y towards Anterior, z towards Superior.
 * Immutable, for any number of threads.
 */
public interface Specimen {

  /** What an image shows at a place; NaN where it has ended. */
  float intensity(double x, double y, double z);

  /** How much of what is looked for is at a place, 0 to 1. */
  float target(double x, double y, double z);

  /** The middle of the cord at the height that was chosen. */
  double[] centre();

  /**
   * Distance in mm of the slices of which it is made, 0 if it is known at any height. Slices much
   * thicker than the cord's shape allows are shown as they are, never cut obliquely.
   */
  double sliceDistance();
}
