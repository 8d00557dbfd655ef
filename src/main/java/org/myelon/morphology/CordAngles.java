package org.myelon.morphology;

import org.myelon.centerline.Centerline;

/**
 * The angles between the cord and the normal of each slice, in degrees.
 *
 * @param line null if they are not to be corrected: all are 0 then
 */
record CordAngles(Centerline line) {

  double ap(int z) {
    return line == null ? 0 : line.angleAP(z);
  }

  double rl(int z) {
    return line == null ? 0 : line.angleRL(z);
  }
}
