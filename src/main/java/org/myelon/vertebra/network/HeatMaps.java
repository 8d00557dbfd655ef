package org.myelon.vertebra.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Heat of each pixel of a slab: how likely what is looked for lies there, 0 to 1.
 *
 * @param columns of the slab
 * @param maps for each of {@link DiscModel#DISC}, {@link DiscModel#C2_C3} and {@link DiscModel#PMJ}
 *     rows x columns values, columns fastest
 */
record HeatMaps(int columns, float[][] maps) {

  /** Half the side of the square over which the middle of a peak is taken, pixels. */
  private static final int HALF = 2;

  /**
   * A place that is hotter than all around it.
   *
   * @param row with a fraction: the centre of the heat
   * @param column likewise
   * @param heat at its hottest pixel
   */
  record Peak(double row, double column, float heat) {}

  /**
   * @param map which one
   * @param least heat that counts
   * @param apart of two peaks whose rows are closer than this only the hotter one counts
   * @return hottest first
   */
  List<Peak> peaks(int map, double least, double apart) {
    final float[] heat = maps[map];
    final List<Peak> all = new ArrayList<>();
    for (int i = 0; i < heat.length; i++)
      if (heat[i] >= least && isHighest(heat, i)) all.add(peak(heat, i));
    all.sort(Comparator.comparing(p -> -p.heat));
    final List<Peak> kept = new ArrayList<>();
    for (Peak p : all)
      if (kept.stream().noneMatch(k -> Math.abs(k.row - p.row) < apart)) kept.add(p);
    return kept;
  }

  private boolean isHighest(float[] heat, int i) {
    final int row = i / columns, column = i % columns, rows = heat.length / columns;
    for (int r = Math.max(0, row - HALF); r <= Math.min(rows - 1, row + HALF); r++)
      for (int c = Math.max(0, column - HALF); c <= Math.min(columns - 1, column + HALF); c++) {
        final int other = r * columns + c;
        if (heat[other] > heat[i] || heat[other] == heat[i] && other < i) return false;
      }
    return true;
  }

  private Peak peak(float[] heat, int i) {
    final int row = i / columns, column = i % columns, rows = heat.length / columns;
    double sum = 0, ofRows = 0, ofColumns = 0;
    for (int r = Math.max(0, row - HALF); r <= Math.min(rows - 1, row + HALF); r++)
      for (int c = Math.max(0, column - HALF); c <= Math.min(columns - 1, column + HALF); c++) {
        final double h = heat[r * columns + c];
        sum += h;
        ofRows += h * r;
        ofColumns += h * c;
      }
    return new Peak(ofRows / sum, ofColumns / sum, heat[i]);
  }

  /** The largest heat of a map within some pixels of a peak of another. */
  float near(int map, Peak peak, int reach) {
    final float[] heat = maps[map];
    final int rows = heat.length / columns;
    final int row = (int) Math.rint(peak.row), column = (int) Math.rint(peak.column);
    float largest = 0;
    for (int r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++)
      for (int c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c++)
        largest = Math.max(largest, heat[r * columns + c]);
    return largest;
  }
}
