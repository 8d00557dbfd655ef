package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** The distributions that augmentation draws from. */
final class Chance {

  private Chance() {}

  static double between(RandomGenerator random, double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  /** Uniform in the logarithm: as often between 0.5 and 1 as between 1 and 2. */
  static double logBetween(RandomGenerator random, double low, double high) {
    return low * Math.pow(high / low, random.nextDouble());
  }

  /** Between -limit and limit, mostly near 0: the mean of two uniform numbers. */
  static double around(RandomGenerator random, double limit) {
    return limit * (random.nextDouble() - random.nextDouble());
  }

  static boolean once(RandomGenerator random, double probability) {
    return random.nextDouble() < probability;
  }

  static int index(RandomGenerator random, int count) {
    return Math.min(count - 1, (int) (random.nextDouble() * count));
  }
}
