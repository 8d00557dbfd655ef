package org.myelon.vertebra.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.myelon.vertebra.network.HeatMaps.Peak;

class HeatMapsTest {

  private static final int ROWS = 60, COLUMNS = 20;

  @Test
  void aPeakLiesBetweenPixelsAndOnlyTheHotterOfTwoCloseOnesCounts() {
    final float[][] maps = new float[DiscModel.MAPS][ROWS * COLUMNS];
    heat(maps[DiscModel.DISC], 10.3, 8.6, 0.9);
    heat(maps[DiscModel.DISC], 14.8, 12, 0.6);
    heat(maps[DiscModel.DISC], 40, 9, 0.5);
    heat(maps[DiscModel.DISC], 52, 9, 0.1);
    final HeatMaps heat = new HeatMaps(COLUMNS, maps);
    final List<Peak> peaks = heat.peaks(DiscModel.DISC, 0.25, 7);
    assertEquals(2, peaks.size());
    // the centre of heat in a square of pixels is drawn to its middle: a third of a pixel at most
    assertEquals(10.3, peaks.get(0).row(), 0.35);
    assertEquals(8.6, peaks.get(0).column(), 0.35);
    assertEquals(40, peaks.get(1).row(), 0.05);
    assertEquals(0.5, peaks.get(1).heat(), 1e-3);
  }

  @Test
  void aPlateauIsOnePeak() {
    final float[][] maps = new float[DiscModel.MAPS][ROWS * COLUMNS];
    for (int c = 5; c < 9; c++) maps[DiscModel.PMJ][30 * COLUMNS + c] = 0.7f;
    assertEquals(1, new HeatMaps(COLUMNS, maps).peaks(DiscModel.PMJ, 0.25, 7).size());
  }

  @Test
  void theHeatOfAnotherMapIsReadAroundAPeak() {
    final float[][] maps = new float[DiscModel.MAPS][ROWS * COLUMNS];
    maps[DiscModel.C2_C3][12 * COLUMNS + 9] = 0.8f;
    final HeatMaps heat = new HeatMaps(COLUMNS, maps);
    assertEquals(0.8f, heat.near(DiscModel.C2_C3, new Peak(10, 8, 1), 3));
    assertEquals(0, heat.near(DiscModel.C2_C3, new Peak(16, 8, 1), 3));
  }

  static void heat(float[] map, double row, double column, double size) {
    for (int i = 0; i < map.length; i++) {
      final double r = i / COLUMNS - row, c = i % COLUMNS - column;
      map[i] = (float) Math.max(map[i], size * Math.exp(-(r * r + c * c) / 8));
    }
  }
}
