package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;

/** A straight cord of 31 slices of 2 mm in an oblique grid, from slice 10 to slice 40. */
class LabelsInReachTest {

  private static final Grid GRID =
      Oblique.grid(
          "RPI",
          new long[] {20, 20, 60},
          new double[] {1, 1, 2},
          new double[] {8, 5, -10},
          new double[] {3, -20, 40});

  private static Volume cord() {
    final float[] v = new float[20 * 20 * 60];
    for (int z = 10; z <= 40; z++)
      for (int y = 8; y < 13; y++) for (int x = 8; x < 13; x++) v[(z * 20 + y) * 20 + x] = 1;
    return Volume.ofFloats(v, GRID, "cord");
  }

  private static PointLabel at(int value, int z) {
    return new PointLabel(value, new double[] {10, 14, z});
  }

  @Test
  void keepsWhatTheTemplateHasBesideTheCord() {
    final Volume template =
        new PointLabels(List.of(at(3, 30), at(4, 20), at(5, 12), at(6, 1), at(7, 50)), GRID)
            .toVolume("template");
    final PointLabels own =
        new PointLabels(
            List.of(at(3, 43), at(4, 25), at(5, 6), at(6, 2), at(7, 50), at(22, 20)), GRID);
    assertEquals(Set.of(3, 4, 5), LabelsInReach.of(own, template, cord()).byValue().keySet());
  }
}
