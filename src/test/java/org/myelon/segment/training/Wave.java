package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** A smooth random function of a height: two sine waves. */
final class Wave {

  private final double[] parts;

  /**
   * @param size of either wave at most
   * @param shortest wavelength, mm
   * @param longest wavelength, mm
   */
  Wave(double size, double shortest, double longest, RandomGenerator random) {
    parts = new double[6];
    for (int i = 0; i < parts.length; i += 3) {
      parts[i] = Chance.around(random, size);
      parts[i + 1] = 2 * Math.PI / Chance.logBetween(random, shortest, longest);
      parts[i + 2] = Chance.between(random, 0, 2 * Math.PI);
    }
  }

  double at(double z) {
    return parts[0] * Math.sin(parts[1] * z + parts[2])
        + parts[3] * Math.sin(parts[4] * z + parts[5]);
  }
}
