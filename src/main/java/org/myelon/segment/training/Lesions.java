package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * What changes the cord's grey values: in one of four cords one to three lesions, brighter or
 * darker by up to 0.35; in one of 30 a cavity in the middle.
 */
final class Lesions {

  /** x, y, z, half axes along them, change. */
  private final double[][] list;

  Lesions(CordShape cord, RandomGenerator random) {
    final boolean cavity = Chance.once(random, 1 / 30.0);
    list = new double[cavity ? 1 : Chance.once(random, 0.25) ? 1 + Chance.index(random, 3) : 0][];
    final double a = cord.halfRL(), b = cord.halfAP();
    for (int i = 0; i < list.length; i++) {
      final double change = Chance.between(random, 0.05, 0.35) * (random.nextBoolean() ? 1 : -1);
      list[i] =
          cavity
              ? new double[] {0, 0, 0, 0.3 * a, 0.4 * b, 20, 2 * change}
              : new double[] {
                a * Chance.around(random, 1),
                b * Chance.around(random, 1),
                Chance.around(random, 6),
                a * Chance.between(random, 0.15, 0.7),
                b * Chance.between(random, 0.15, 0.7),
                Chance.between(random, 2, 12),
                change
              };
    }
  }

  float change(double x, double y, double z) {
    double sum = 0;
    for (double[] l : list) {
      final double u = (x - l[0]) / l[3], v = (y - l[1]) / l[4], w = (z - l[2]) / l[5];
      final double q = u * u + v * v + w * w;
      if (q < 1) sum += l[6] * Math.min(1, 2 * (1 - q));
    }
    return (float) sum;
  }
}
