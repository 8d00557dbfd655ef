package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** What spoils images of a spine: motion, truncation, interference, fields that end too early. */
final class Artefacts {

  private Artefacts() {}

  /** One to three copies of the image along an axis, 4 to 25 % as bright, shifted by up to half. */
  static void ghosts(Frame frame, RandomGenerator random) {
    final float[] before = frame.values.clone();
    final boolean alongY = Chance.once(random, 0.7);
    final int length = alongY ? frame.height : frame.width;
    for (int g = 1 + Chance.index(random, 3); g > 0; g--) {
      final int shift = (int) (length * Chance.between(random, 0.04, 0.5));
      final float amount = (float) Chance.between(random, 0.04, 0.25);
      addShifted(frame, before, alongY ? shift : 0, alongY ? 0 : shift, amount);
    }
  }

  private static void addShifted(Frame f, float[] from, int dy, int dx, float amount) {
    for (int z = 0; z < 3; z++)
      for (int y = 0; y < f.height; y++) {
        final int row = (z * f.height + y) * f.width;
        final int source = (z * f.height + (y + dy) % f.height) * f.width;
        for (int x = 0; x < f.width; x++)
          f.values[row + x] += amount * from[source + (x + dx) % f.width];
      }
  }

  /**
   * Gibbs ringing: frequencies above 45 to 80 % of the largest are missing along one or both axes.
   */
  static void ringing(Frame frame, RandomGenerator random) {
    final int which = Chance.index(random, 3);
    final double kept = Chance.between(random, 0.45, 0.8);
    final float[] kernel = new float[9];
    double sum = 0;
    for (int r = 0; r < kernel.length; r++) {
      kernel[r] = (float) (r == 0 ? kept : Math.sin(Math.PI * kept * r) / (Math.PI * r));
      sum += (r == 0 ? 1 : 2) * kernel[r];
    }
    for (int r = 0; r < kernel.length; r++) kernel[r] /= (float) sum;
    if (which != 1) Lines.filter(frame, kernel, 0);
    if (which != 0) Lines.filter(frame, kernel, 1);
  }

  /** A wave over the image, as from a spike in k-space: 3 to 15 % of the tissue's mean. */
  static void stripes(Frame frame, RandomGenerator random) {
    final double amplitude = frame.signal() * Chance.between(random, 0.03, 0.15);
    final double angle = Chance.between(random, 0, Math.PI);
    final double frequency = Chance.between(random, 0.1, 3);
    final double fx = frequency * Math.cos(angle), fy = frequency * Math.sin(angle);
    final double start = Chance.between(random, 0, 2 * Math.PI);
    final int only = Chance.index(random, 5);
    for (int z = 0; z < 3; z++) {
      if (only < 3 && only != z) continue;
      for (int y = 0; y < frame.height; y++)
        for (int x = 0; x < frame.width; x++)
          frame.values[(z * frame.height + y) * frame.width + x] +=
              (float) (amplitude * Math.sin(fx * x + fy * y + start));
    }
  }

  /** One to 30 single pixels of up to four times the tissue's mean. */
  static void spikes(Frame frame, RandomGenerator random) {
    final double signal = frame.signal();
    for (int s = 1 + Chance.index(random, 30); s > 0; s--)
      frame.values[Chance.index(random, frame.values.length)] =
          (float) (signal * Chance.between(random, 0, 4));
  }

  /** The field of view ends within the window on one side or more, by up to 35 % of it. */
  static void lostField(Frame frame, RandomGenerator random) {
    final double left = lost(random), right = lost(random), low = lost(random), high = lost(random);
    for (int z = 0; z < 3; z++)
      for (int y = 0; y < frame.height; y++)
        for (int x = 0; x < frame.width; x++) {
          final double u = x / (double) frame.width, v = y / (double) frame.height;
          if (u < left || u > 1 - right || v < low || v > 1 - high)
            frame.values[(z * frame.height + y) * frame.width + x] = Float.NaN;
        }
  }

  private static double lost(RandomGenerator random) {
    return Chance.once(random, 0.35) ? Chance.between(random, 0, 0.35) : 0;
  }
}
