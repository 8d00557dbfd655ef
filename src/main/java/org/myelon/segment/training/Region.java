package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** Parts of the trunk, with the range of their outlines in mm. */
enum Region {
  NECK(48, 88, 50, 88, 38, 78, 8),
  SHOULDERS(130, 235, 65, 110, 48, 80, 15),
  CHEST(130, 200, 90, 135, 45, 80, 30),
  ABDOMEN(125, 200, 80, 140, 45, 90, 40);

  private final double[] limits;

  Region(double... limits) {
    this.limits = limits;
  }

  double halfWidth(RandomGenerator random) {
    return Chance.between(random, limits[0], limits[1]);
  }

  double halfDepth(RandomGenerator random) {
    return Chance.between(random, limits[2], limits[3]);
  }

  /** From the cord to the skin of the back. */
  double back(RandomGenerator random) {
    return Chance.between(random, limits[4], limits[5]);
  }

  /** Thickness of the fat under the skin. */
  double fat(RandomGenerator random) {
    return Chance.logBetween(random, 1.5, limits[6]);
  }

  /** The region of a part of the cord's length, 0 at the lower end; the borders are not sharp. */
  static Region at(double part, RandomGenerator random) {
    final double p = part + Chance.around(random, 0.06);
    return p > 0.79 ? NECK : p > 0.66 ? SHOULDERS : p > 0.22 ? CHEST : ABDOMEN;
  }
}
