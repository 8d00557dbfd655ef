package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** Thermal noise. */
final class Noise {

  private Noise() {}

  /**
   * Gaussian noise, or Rician as in magnitude images, each half of the time; the mean of the tissue
   * is 3 to 50 times its standard deviation.
   */
  static void add(Frame frame, RandomGenerator random) {
    final float sigma = (float) (frame.signal() / Chance.logBetween(random, 3, 50));
    final boolean rician = random.nextBoolean();
    final float[] v = frame.values;
    for (int i = 0; i < v.length; i++) {
      v[i] += sigma * normal(random);
      if (rician) {
        final float imaginary = sigma * normal(random);
        v[i] = (float) Math.sqrt(v[i] * v[i] + imaginary * imaginary);
      }
    }
  }

  /** Nearly normal: a sum of four uniform numbers, from one draw; ends at 3.5. */
  static float normal(RandomGenerator random) {
    final long bits = random.nextLong();
    final long sum =
        (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
    return (sum - 131070) * (1.7320508f / 65536);
  }
}
