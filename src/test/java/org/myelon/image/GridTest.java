package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.myelon.step.InputException;

class GridTest {

  private static final Grid GRID =
      Oblique.grid(
          "RPI",
          new long[] {10, 20, 30},
          new double[] {.5, 1, 2},
          new double[] {10, 5, -3},
          new double[3]);

  private static Grid moved(double... mm) {
    return new Grid(
        GRID.size(), Affine.translation(mm[0], mm[1], mm[2]).after(GRID.voxelToWorld()));
  }

  private static String difference(Grid other) {
    return GRID.differenceFrom(other, Grid.TOLERANCE_MM).orElse("");
  }

  @Test
  void gridsWithinTheToleranceAreOne() {
    assertEquals("", difference(moved(.003, .003, .003)));
    GRID.requireSame(moved(.005, 0, 0), "a", "b");
  }

  @Test
  void saysWhatDiffers() {
    assertTrue(difference(moved(.1, 0, 0)).contains("0.100 mm"), difference(moved(.1, 0, 0)));
    final Grid smaller = new Grid(new long[] {10, 20, 29}, GRID.voxelToWorld());
    assertTrue(difference(smaller).contains("10x20x30 against 10x20x29"));
    final Grid turned =
        Oblique.grid("LPI", GRID.size(), GRID.spacing(), new double[3], new double[3]);
    assertTrue(difference(turned).contains("RPI against LPI"));
    final Grid coarser = new Grid(GRID.size(), GRID.voxelToWorld().after(Affine.scale(1, 1, 1.1)));
    assertTrue(
        difference(coarser).contains("2.000 against 2.200 mm on axis 3"), difference(coarser));
    final Grid tilted =
        Oblique.grid("RPI", GRID.size(), GRID.spacing(), new double[] {11, 5, -3}, new double[3]);
    assertTrue(difference(tilted).contains("angle"));
  }

  @Test
  void refusesAnotherGridByName() {
    final String message =
        assertThrows(InputException.class, () -> GRID.requireSame(moved(1, 0, 0), "t2", "cord"))
            .getMessage();
    assertTrue(message.startsWith("t2 and cord are on different grids"), message);
  }

  @Test
  void theGridOfABoxKeepsItsVoxelsInPlace() {
    final Grid g = GRID.cut(new Box(new long[] {-2, 3, 0}, new long[] {4, 3, 50}));
    assertArrayEquals(new long[] {7, 1, 51}, g.size());
    assertArrayEquals(GRID.voxelToWorld().apply(-1, 3, 7), g.voxelToWorld().apply(1, 0, 7), 1e-12);
  }

  @Test
  void newVoxelSizeIsExactAndTheCentreStays() {
    final Grid g = GRID.withSpacing(new double[] {.7, 1.3, .9});
    assertArrayEquals(new double[] {.7, 1.3, .9}, g.spacing(), 1e-12);
    assertArrayEquals(new long[] {7, 15, 67}, g.size());
    assertArrayEquals(new double[3], g.voxelToWorld().apply(3, 7, 33), 1e-9);
  }

  @Test
  void newNumberOfVoxelsKeepsBothOuterFaces() {
    final Grid g = GRID.withSize(new long[] {7, 41, 13});
    for (int end = 0; end < 2; end++)
      assertArrayEquals(
          GRID.voxelToWorld().apply(end * 10 - .5, end * 20 - .5, end * 30 - .5),
          g.voxelToWorld().apply(end * 7 - .5, end * 41 - .5, end * 13 - .5),
          1e-9);
  }

  @Test
  void impossibleVoxelsAreRefused() {
    assertThrows(InputException.class, () -> GRID.withSpacing(new double[] {1, 0, 1}));
    assertThrows(InputException.class, () -> GRID.withSpacing(new double[] {1, Double.NaN, 1}));
    assertThrows(InputException.class, () -> GRID.withSize(new long[] {1, -1, 1}));
  }
}
