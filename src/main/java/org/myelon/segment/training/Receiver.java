package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** Sensitivity that changes from place to place. */
final class Receiver {

  private Receiver() {}

  /**
   * A bias field: the exponential of a polynomial of second order over the window; typically a
   * factor up to 1.6 from end to end, one in eight up to 6 as with a surface coil.
   */
  static void bias(Frame frame, RandomGenerator random) {
    final double strength = Chance.once(random, 0.125) ? 0.9 : 0.3;
    final double[] c = new double[6];
    for (int k = 0; k < c.length; k++) c[k] = Chance.around(random, strength);
    final int w = frame.width, h = frame.height;
    for (int z = 0; z < 3; z++)
      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
          final double u = 2.0 * x / w - 1, v = 2.0 * y / h - 1;
          final double log =
              c[0] * u
                  + c[1] * v
                  + c[2] * u * u
                  + c[3] * u * v
                  + c[4] * v * v
                  + 0.2 * c[5] * (z - 1);
          frame.values[(z * h + y) * w + x] *= (float) Math.exp(log);
        }
  }

  /** Signal lost about a place, by susceptibility: 50 to 100 %, over 5 to 30 % of the window. */
  static void dropOut(Frame frame, RandomGenerator random) {
    final int w = frame.width, h = frame.height;
    final double cx = random.nextDouble() * w, cy = random.nextDouble() * h;
    final double depth = Chance.between(random, 0.5, 1);
    final double rx = w * Chance.between(random, 0.05, 0.3) * 0.6;
    final double ry = h * Chance.between(random, 0.05, 0.3) * 0.6;
    for (int z = 0; z < 3; z++)
      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
          final double d = (x - cx) * (x - cx) / (rx * rx) + (y - cy) * (y - cy) / (ry * ry);
          if (d < 8) frame.values[(z * h + y) * w + x] *= (float) (1 - depth * Math.exp(-d / 2));
        }
  }

  /** Slices of another brightness than their neighbours: factors from 0.6 to 1.6. */
  static void uneven(Frame frame, RandomGenerator random) {
    for (int z = 0; z < 3; z++) {
      final float factor = (float) Chance.logBetween(random, 0.6, 1.6);
      for (int i = z * frame.plane(); i < (z + 1) * frame.plane(); i++) frame.values[i] *= factor;
    }
  }
}
