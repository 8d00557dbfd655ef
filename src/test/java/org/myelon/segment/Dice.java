package org.myelon.segment;

import org.myelon.image.Volume;

/** Overlap of two masks on the same grid. */
public final class Dice {

  private Dice() {}

  public static double of(Volume a, Volume b) {
    a.grid().requireSame(b.grid(), "a", "b");
    final float[] x = a.toFloats(), y = b.toFloats();
    long both = 0, sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] > 0.5f) sum++;
      if (y[i] > 0.5f) sum++;
      if (x[i] > 0.5f && y[i] > 0.5f) both++;
    }
    return 2.0 * both / sum;
  }
}
