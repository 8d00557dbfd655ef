package org.myelon.centerline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.centerline.FitCenterline.Settings;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** What the fits do with few slices, gaps, several objects, any orientation, and wrong input. */
class FitCenterlineTest {

  private static final Grid GRID =
      new Grid(new long[] {20, 24, 30}, new Affine(-0.8, 0, 0, 8, 0, 0.6, 0, 0, 0, 0, 2.5, 0));

  /** A mask with one voxel per point {x, y, z}. */
  private static Volume mask(int[]... points) {
    final byte[] v = new byte[(int) GRID.voxelCount()];
    for (int[] p : points) v[(p[2] * 24 + p[1]) * 20 + p[0]] = 1;
    return Volume.ofBytes(v, GRID, "mask");
  }

  private static Centerline fit(Volume mask, Algorithm a, boolean extrapolate) {
    return FitCenterline.run(mask, new Settings(a, 0, extrapolate), Progress.NONE);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void onePointIsAVerticalLine(Algorithm a) {
    final Centerline line = fit(mask(new int[] {5, 7, 9}), a, false);
    assertEquals(9, line.firstSlice());
    assertEquals(9, line.lastSlice());
    assertEquals(5, line.x(9), 1e-9);
    assertEquals(7, line.y(9), 1e-9);
    assertEquals(0, line.length());
    assertArrayEquals(new double[] {0, 0, 1}, line.tangent(9), 1e-9);
    assertArrayEquals(line.point(9), line.pointAt(9.3), 1e-12);
    assertEquals(9, line.nearestSlice(new double[] {0, 0, 400}));
    final Centerline all = fit(mask(new int[] {5, 7, 9}), a, true);
    assertEquals(0, all.firstSlice());
    assertEquals(29, all.lastSlice());
    assertEquals(5, all.x(0), 1e-9);
    assertEquals(29 * 2.5, all.length(), 1e-9);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void twoAndThreePointsAreJoined(Algorithm a) {
    final int[] low = {5, 7, 9}, high = {9, 3, 13};
    final Centerline two = fit(mask(low, high), a, false);
    assertEquals(5, two.lastSlice() - two.firstSlice() + 1);
    for (int s = 9; s <= 13; s++) {
      assertEquals(5 + (s - 9), two.x(s), 1e-9);
      assertEquals(7 - (s - 9), two.y(s), 1e-9);
    }
    final Centerline three = fit(mask(low, new int[] {7, 5, 11}, high), a, false);
    for (int s = 9; s <= 13; s++) assertEquals(5 + (s - 9), three.x(s), 1e-9);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void gapsAreBridged(Algorithm a) {
    final int[][] points = new int[14][];
    for (int i = 0; i < 14; i++) {
      final int z = i < 7 ? i : i + 8;
      points[i] = new int[] {2 + z / 2, 20 - z / 2, z};
    }
    final Centerline line =
        FitCenterline.run(mask(points), new Settings(a, 10, false), Progress.NONE);
    assertEquals(21, line.lastSlice());
    for (int s = 0; s <= 21; s++) {
      assertEquals(2 + s / 2.0, line.x(s), 0.6, a + " slice " + s);
      assertEquals(20 - s / 2.0, line.y(s), 0.6, a + " slice " + s);
    }
  }

  @Test
  void objectsInASliceAreAveraged() {
    final Centerline line =
        fit(mask(new int[] {4, 7, 9}, new int[] {10, 9, 9}), Algorithm.BSPLINE, false);
    assertEquals(7, line.x(9));
    assertEquals(8, line.y(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LPI", "AIL", "SRA", "ILP"})
  void orientationDoesNotMatter(String code) {
    final int[][] points = new int[20][];
    for (int z = 0; z < 20; z++) points[z] = new int[] {4 + z * z / 40, 20 - z / 2, z + 3};
    final Volume rpi = mask(points);
    for (Algorithm a : Algorithm.values()) {
      final Settings settings = new Settings(a, 10, false);
      final Centerline one = FitCenterline.run(rpi, settings, Progress.NONE);
      final Centerline other =
          FitCenterline.run(rpi.reoriented(Orientation.parse(code)), settings, Progress.NONE);
      for (int s = 3; s < 23; s++) {
        assertArrayEquals(one.point(s), other.point(s), 1e-9);
        assertArrayEquals(one.tangent(s), other.tangent(s), 1e-9);
      }
    }
  }

  @Test
  void polynomialIsFoundExactly() {
    final int n = 400;
    final double[] z = new double[n], y = new double[n];
    for (int i = 0; i < n; i++) {
      z[i] = 1000 + 2 * i;
      final double u = (z[i] - 1400) / 300;
      y[i] = 3 - u + 2 * u * u - 4 * Math.pow(u, 3) + Math.pow(u, 5);
    }
    final Track track = new PolynomialFit().fit(z, y, 1000, 1798);
    for (int i = 0; i < n; i++) {
      final double u = (z[i] - 1400) / 300;
      assertEquals(y[i], track.position()[2 * i], 1e-10);
      assertEquals(
          (-1 + 4 * u - 12 * u * u + 5 * Math.pow(u, 4)) / 300, track.slope()[2 * i], 1e-10);
    }
  }

  @Test
  void refusesWhatCannotBeFitted() {
    final InputException empty =
        assertThrows(InputException.class, () -> fit(mask(), Algorithm.BSPLINE, false));
    assertTrue(empty.getMessage().contains("mask is empty"));
    assertThrows(InputException.class, () -> new Settings(Algorithm.BSPLINE, -1, false));
    assertThrows(InputException.class, () -> new Settings(Algorithm.BSPLINE, Double.NaN, false));
  }
}
