package org.myelon.segment.axial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;

class AxialWindowTest {

  private static final double[] NO_TURN = {0, 0, 0}, CENTRE = {5, -20, 30};

  @ParameterizedTest
  @ValueSource(strings = {"RPI", "AIL", "LPS", "PSR", "SAL"})
  void readsTheWorldWhateverTheStoredAxes(String code) {
    final Grid grid =
        Oblique.grid(
            code,
            new long[] {40, 40, 40},
            new double[] {0.7, 0.7, 0.7},
            new double[] {8, -5, 12},
            CENTRE);
    final double[] slope = {1.5, -2, 0.7};
    final AxialSlices image =
        AxialSlices.of(
            Oblique.image(grid, p -> slope[0] * p[0] + slope[1] * p[1] + slope[2] * p[2]));
    final AxialWindow window = new AxialWindow(13, 12.3, 15.1, 0.4, 20);
    final float[] found = window.cut(image, 13);
    final Affine toWorld = image.grid().voxelToWorld();
    for (int j = 0; j < 20; j++)
      for (int i = 0; i < 20; i++) {
        final double[] p =
            toWorld.apply((12.3 + window.offset(i)) / 0.7, (15.1 + window.offset(j)) / 0.7, 13);
        final double truth = slope[0] * p[0] + slope[1] * p[1] + slope[2] * p[2];
        assertEquals(truth, found[20 * j + i], 1e-4, "linear in space, so without error");
      }
  }

  @Test
  void columnsRunToTheLeftAndRowsToAnterior() {
    final Grid grid =
        Oblique.grid("LAS", new long[] {40, 40, 5}, new double[] {1, 1, 4}, NO_TURN, CENTRE);
    final AxialSlices image = AxialSlices.of(Oblique.image(grid, p -> -p[0] + 1000 * p[1]));
    final float[] found = new AxialWindow(2, 20, 20, 1, 8).cut(image, 2);
    assertEquals(1, found[1] - found[0], 1e-2, "x grows to the Right, so -x to the Left");
    assertEquals(1000, found[8] - found[0], 1e-2, "one row further Anterior");
  }

  @Test
  void coarseWindowIsTheMeanOfWhatItCovers() {
    final Grid grid = new Grid(new long[] {60, 60, 1}, Affine.scale(-0.5, 0.5, 5));
    final float[] v = new float[3600];
    for (int i = 0; i < v.length; i++) v[i] = i % 2;
    final AxialSlices image = AxialSlices.of(Volume.ofFloats(v, grid, "stripes"));
    final float[] found = new AxialWindow(0, 15, 15, 2, 8).cut(image, 0);
    for (float f : found) assertEquals(0.5, f, 1e-6, "stripes of 0.5 mm vanish in pixels of 2 mm");
  }

  @Test
  void neighboursLieASliceOrTwoMillimetresAway() {
    for (double mm : new double[] {0.5, 5}) {
      final Grid grid =
          Oblique.grid("RPI", new long[] {20, 20, 11}, new double[] {1, 1, mm}, NO_TURN, CENTRE);
      final AxialSlices image = AxialSlices.of(Oblique.image(grid, p -> p[2] + p[0]));
      final float[] found = new AxialWindow(5, 10, 10, 1, 4).input(image);
      final double away = Math.max(mm, 2), step = found[0] - found[1];
      assertEquals(away, (found[16] - found[0]) / step, 1e-4, "slice itself over slice below");
      assertEquals(away, (found[32] - found[16]) / step, 1e-4, "slice above over slice itself");
    }
  }

  @Test
  void aSingleSliceIsItsOwnNeighbour() {
    final Grid grid =
        Oblique.grid("RPI", new long[] {20, 20, 1}, new double[] {1, 1, 5}, NO_TURN, CENTRE);
    final float[] found =
        new AxialWindow(0, 10, 10, 1, 4).input(AxialSlices.of(Oblique.randomImage(grid, 3)));
    for (int i = 0; i < 16; i++) {
      assertEquals(found[i], found[16 + i]);
      assertEquals(found[i], found[32 + i]);
    }
  }

  @Test
  void normalisationIgnoresWhereThereIsNoImage() {
    final float[] window = {1, 3, Float.NaN, 1, 3, Float.NaN};
    AxialWindow.normalise(window);
    assertArrayEquals(new float[] {-1, 1, 0, -1, 1, 0}, window, 1e-6f);
    final float[] flat = {7, 7, Float.NaN};
    AxialWindow.normalise(flat);
    assertArrayEquals(new float[3], flat);
    final float[] spike = new float[1000];
    spike[0] = 1e6f;
    AxialWindow.normalise(spike);
    assertEquals(AxialWindow.CLIP, spike[0]);
  }

  @Test
  void windowThatLeavesTheImageSaysSo() {
    final Grid grid =
        Oblique.grid("RPI", new long[] {10, 10, 3}, new double[] {1, 1, 5}, NO_TURN, CENTRE);
    final AxialSlices image = AxialSlices.of(Oblique.image(grid, p -> 1));
    final float[] found = new AxialWindow(1, 0, 4.5, 1, 10).cut(image, 1);
    for (int j = 0; j < 10; j++)
      for (int i = 0; i < 10; i++)
        assertEquals(i - 4.5 >= -0.5 ? 1 : Float.NaN, found[10 * j + i], "pixel " + i);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.9, 1.7})
  void discComesBackWithItsAreaAndCentre(double mm) {
    final int n = (int) Math.round(40 / mm);
    final Grid grid =
        Oblique.grid("PSR", new long[] {n, 3, n}, new double[] {mm, 4, mm}, NO_TURN, CENTRE);
    final AxialSlices image = AxialSlices.of(Oblique.image(grid, p -> 0));
    final AxialWindow window = new AxialWindow(1, 19.3, 20.6, 0.5, 64);
    final double cx = 18.37, cy = 22.11, radius = 5;
    final float[] disc = new float[64 * 64];
    for (int i = 0; i < disc.length; i++)
      disc[i] = (float) covered(window, i % 64, i / 64, cx, cy, radius);
    final float[] back = new float[(int) image.grid().voxelCount()];
    window.putBack(disc, image, back);
    double area = 0, x = 0, y = 0;
    for (int i = 0; i < back.length; i++) {
      area += back[i] * mm * mm;
      x += back[i] * (i % image.width()) * mm * mm * mm;
      y += back[i] * (i / image.width() % image.height()) * mm * mm * mm;
    }
    final double truth = Math.PI * radius * radius;
    assertEquals(truth, area, 0.01 * truth, "area of the soft disc");
    assertEquals(cx, x / area, 0.05, "centre");
    assertEquals(cy, y / area, 0.05, "centre");
  }

  /** Part of a window's pixel inside a disc. */
  private static double covered(AxialWindow w, int i, int j, double cx, double cy, double r) {
    int inside = 0;
    for (int a = 0; a < 64; a++) {
      final double x = w.x() + w.offset(i + (a % 8 - 3.5) / 8);
      final double y = w.y() + w.offset(j + (a / 8 - 3.5) / 8);
      if (Math.hypot(x - cx, y - cy) < r) inside++;
    }
    return inside / 64.0;
  }

  @Test
  void onlyVoxelsOfTheWindowAreTouched() {
    final Grid grid =
        Oblique.grid("RPI", new long[] {20, 20, 2}, new double[] {1, 1, 5}, NO_TURN, CENTRE);
    final AxialSlices image = AxialSlices.of(Oblique.image(grid, p -> 0));
    final float[] target = new float[800];
    final float[] ones = new float[64];
    java.util.Arrays.fill(ones, 1);
    new AxialWindow(1, 8, 12, 1, 8).putBack(ones, image, target);
    for (int i = 0; i < target.length; i++) {
      final int x = i % 20, y = i / 20 % 20;
      final boolean in = i >= 400 && Math.abs(x - 8) <= 4 && Math.abs(y - 12) <= 4;
      assertTrue(target[i] == (in ? 1 : 0), x + ", " + y + ": " + target[i]);
    }
  }
}
