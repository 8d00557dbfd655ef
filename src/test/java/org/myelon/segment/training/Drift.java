package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * How far the canal lies before the line of a slab: nearly nothing where the cord is known, more
 * and more where the line goes on straight beyond its ends.
 */
final class Drift {

  private final double low;
  private final double high;
  private final double[] down;
  private final double[] up;
  private final Wave wave;
  private final double sacrum;
  private final double bend;

  /**
   * @param low height of the known cord's lower end
   * @param high height of its upper end
   * @param sacrum height where the canal turns back
   */
  Drift(double low, double high, double sacrum, RandomGenerator random) {
    this.low = low;
    this.high = high;
    this.sacrum = sacrum;
    down = new double[] {Chance.around(random, 0.12), Chance.around(random, 0.002)};
    up = new double[] {Chance.around(random, 0.15), Chance.around(random, 0.006)};
    wave = new Wave(1, 50, 200, random);
    bend = Chance.between(random, 0, 0.006);
  }

  double at(double z) {
    double sum = wave.at(z);
    if (z < low) sum += polynomial(down, low - z);
    if (z > high) sum += polynomial(up, z - high);
    if (z < sacrum + 15) sum -= bend * (sacrum + 15 - z) * (sacrum + 15 - z);
    return sum;
  }

  /** Of second order, no steeper than it is after 70 mm. */
  private static double polynomial(double[] c, double d) {
    final double bent = Math.min(d, 70);
    return c[0] * d + c[1] * bent * bent + 2 * c[1] * bent * (d - bent);
  }
}
