package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/** What lies before the bodies: layers and tubes of changing width, any tissue. */
final class DrawnFront {

  private final float[] layers = new float[4];
  private final double[] ends = new double[3];
  private final Wave[] waves = new Wave[3];
  private final float[] spots;

  DrawnFront(float[] grey, RandomGenerator random) {
    final Tissue[] usual = {
      Tissue.FAT, Tissue.MUSCLE, Tissue.AIR, Tissue.BLOOD, Tissue.ORGAN, Tissue.MUSCLE, Tissue.AIR
    };
    layers[0] = grey[(random.nextBoolean() ? Tissue.MUSCLE : Tissue.FAT).ordinal()];
    for (int i = 1; i < layers.length; i++)
      layers[i] = grey[usual[Chance.index(random, usual.length)].ordinal()];
    double end = Chance.between(random, 1, 7);
    for (int i = 0; i < ends.length; i++) {
      ends[i] = end;
      end += Chance.between(random, 3, 20);
      waves[i] = new Wave(4, 30, 150, random);
    }
    spots =
        new float[] {
          grey[usual[Chance.index(random, usual.length)].ordinal()],
          (float) Chance.between(random, 0.6, 2)
        };
  }

  /**
   * @param ahead mm before the bodies
   */
  float at(double x, double ahead, double z, NoiseField noise) {
    if (ahead > 2 && noise.at(x * 0.2, ahead * 0.15 + 17, z * 0.1) > spots[1]) return spots[0];
    int i = 0;
    while (i < ends.length && ahead > ends[i] + waves[i].at(z)) i++;
    return layers[i];
  }
}
