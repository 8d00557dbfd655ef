package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** Other grey values for the same tissues. */
final class GreyValues {

  private static final float LOWEST = -0.1f;
  private static final float RANGE = 1.4f;

  private GreyValues() {}

  /**
   * A random curve through 4 to 7 knots in place of the identity: rising 65 % of the time, else
   * any, mixed with the identity by a random share, so that small and large changes both come.
   */
  static void remap(Frame frame, RandomGenerator random) {
    final int knots = 4 + Chance.index(random, 4);
    final float[] curve = new float[knots + 1];
    final boolean rising = Chance.once(random, 0.65);
    float sum = 0;
    for (int k = 0; k <= knots; k++) {
      sum += (float) Chance.between(random, 0.05, 1);
      curve[k] = rising ? sum : random.nextFloat();
    }
    if (rising) for (int k = 0; k <= knots; k++) curve[k] /= sum;
    final float share = (float) Chance.between(random, 0.2, 1);
    for (int i = 0; i < frame.values.length; i++) {
      final float v = frame.values[i];
      final float at = Math.max(0, Math.min(knots - 1e-3f, (v - LOWEST) / RANGE * knots));
      final int k = (int) at;
      frame.values[i] = v + share * (curve[k] + (at - k) * (curve[k + 1] - curve[k]) - v);
    }
  }

  /**
   * Bright becomes dark; half of the time air stays as it is: what is below a tenth of the rest.
   */
  static void invert(Frame frame, RandomGenerator random) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float v : frame.values) largest = Math.max(largest, v);
    final float air = random.nextBoolean() ? (float) (0.15 * frame.signal()) : 0;
    for (int i = 0; i < frame.values.length; i++) {
      final float v = frame.values[i], tissue = air == 0 ? 1 : Math.min(1, Math.max(0, v / air));
      frame.values[i] = tissue * (largest - v);
    }
  }

  /** Values to a power from 0.5 to 2; the largest stays. */
  static void gamma(Frame frame, RandomGenerator random) {
    float largest = 1e-6f;
    for (float v : frame.values) largest = Math.max(largest, v);
    final int steps = 256;
    final float[] table = new float[steps + 2];
    final double power = Chance.logBetween(random, 0.5, 2);
    for (int k = 0; k < table.length; k++)
      table[k] = (float) (largest * Math.pow(k / (double) steps, power));
    for (int i = 0; i < frame.values.length; i++) {
      final float at = Math.max(0, frame.values[i] / largest * steps);
      final int k = (int) at;
      frame.values[i] = table[k] + (at - k) * (table[k + 1] - table[k]);
    }
  }
}
