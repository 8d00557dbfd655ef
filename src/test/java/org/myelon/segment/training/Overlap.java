package org.myelon.segment.training;

import java.util.Locale;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/**
 * How a mask that was found compares with one that was drawn, in the axial slices in which
 * something was drawn.
 *
 * @param dice coefficient over all these slices
 * @param areaError mean over slices of |found - drawn| / drawn; a slice where nothing was found
 *     counts 1
 * @param areaBias (sum found - sum drawn) / sum drawn
 * @param slices in which something was drawn
 * @param missed of these, in which nothing was found
 * @param beyond slices in which only something was found
 */
record Overlap(double dice, double areaError, double areaBias, int slices, int missed, int beyond) {

  /**
   * @param found on the grid of what was drawn; null for nothing
   * @param drawn counts from one half on
   */
  static Overlap of(Volume found, Volume drawn) {
    final Volume rpi = drawn.reoriented(Orientation.RPI);
    final float[] b = rpi.toFloats();
    final float[] a =
        found == null ? new float[b.length] : found.reoriented(Orientation.RPI).toFloats();
    final int plane = rpi.grid().extent(0) * rpi.grid().extent(1), depth = rpi.grid().extent(2);
    long both = 0, sumA = 0, sumB = 0;
    int slices = 0, missed = 0, beyond = 0;
    double error = 0;
    for (int z = 0; z < depth; z++) {
      int inA = 0, inB = 0, inBoth = 0;
      for (int i = z * plane; i < (z + 1) * plane; i++) {
        if (a[i] >= 0.5f) inA++;
        if (b[i] >= 0.5f) inB++;
        if (a[i] >= 0.5f && b[i] >= 0.5f) inBoth++;
      }
      if (inB == 0) {
        if (inA > 0) beyond++;
        continue;
      }
      slices++;
      if (inA == 0) missed++;
      error += Math.abs(inA - inB) / (double) inB;
      both += inBoth;
      sumA += inA;
      sumB += inB;
    }
    return new Overlap(
        2.0 * both / (sumA + sumB),
        error / slices,
        (sumA - sumB) / (double) sumB,
        slices,
        missed,
        beyond);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Dice %.4f, area error %.1f %%, bias %+.1f %%, %d slices, %d missed, %d beyond",
        dice,
        100 * areaError,
        100 * areaBias,
        slices,
        missed,
        beyond);
  }
}
