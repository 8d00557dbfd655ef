package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;

class SlicewiseAffineTest {

  private static final Grid GRID =
      Oblique.grid(
          "RPI",
          new long[] {20, 31, 5},
          new double[] {0.5, 0.8, 4},
          new double[] {8, -11, 17},
          new double[] {3, -20, 70});

  private static double[] turn(double degrees, double tx, double ty) {
    final double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
    return new double[] {c, -s, tx, s, c, ty};
  }

  @Test
  void millimetresInTheSlice() {
    final double[][] maps = new double[5][];
    maps[1] = turn(90, 3, 2);
    maps[3] = turn(30, 0, 0);
    final SlicewiseAffine t = SlicewiseAffine.of(GRID, maps);
    final double[] q = new double[3];
    // 4 voxels of 0.5 mm to the left become 2 mm to anterior
    t.apply(GRID.voxelToWorld().apply(4, 0, 1), q);
    assertArrayEquals(new double[] {6, 4 / 0.8, 1}, voxel(q), 1e-9);
    // slice 0 and all below it go as slice 1, slice 4 as slice 3
    t.apply(GRID.voxelToWorld().apply(4, 0, -7), q);
    assertArrayEquals(new double[] {6, 4 / 0.8, -7}, voxel(q), 1e-9);
    t.apply(GRID.voxelToWorld().apply(4, 0, 4), q);
    assertArrayEquals(new double[] {4 * Math.cos(Math.PI / 6), 2 * 0.5 / 0.8, 4}, voxel(q), 1e-9);
    // slice 2 has two neighbours at the same distance: the lower one
    t.apply(GRID.voxelToWorld().apply(4, 0, 2), q);
    assertArrayEquals(new double[] {6, 4 / 0.8, 2}, voxel(q), 1e-9);
  }

  @Test
  void halfwayBetweenSlicesLiesTheMean() {
    final double[][] maps = {turn(0, 0, 0), turn(0, 4, 8), null, null, turn(0, 0, 0)};
    final double[] q = new double[3];
    SlicewiseAffine.of(GRID, maps).apply(GRID.voxelToWorld().apply(10, 10, 0.25), q);
    assertArrayEquals(new double[] {10 + 1 / 0.5, 10 + 2 / 0.8, 0.25}, voxel(q), 1e-9);
  }

  @Test
  void theInverseIsExactEverywhere() {
    final double[][] maps = new double[5][];
    for (int k = 0; k < 5; k++) maps[k] = turn(20 * k - 50, 3 * k, -2 * k);
    final SlicewiseAffine t = SlicewiseAffine.of(GRID, maps);
    final Random random = new Random(1);
    final double[] q = new double[3];
    for (int n = 0; n < 1000; n++) {
      final double[] p = {random.nextGaussian() * 50, random.nextGaussian() * 50, 70 + 30 * n % 7};
      t.apply(p, q);
      t.inverse().apply(q, q);
      assertArrayEquals(p, q, 1e-9);
      t.inverse().inverse().apply(p, q);
      t.inverse().apply(q, q);
      assertArrayEquals(p, q, 1e-9);
    }
  }

  @Test
  void refusesWhatHasNoInverse() {
    final double[][] none = new double[5][];
    assertThrows(IllegalArgumentException.class, () -> SlicewiseAffine.of(GRID, none));
    final double[][] half = {turn(0, 0, 0), turn(180, 0, 0), null, null, null};
    assertThrows(IllegalArgumentException.class, () -> SlicewiseAffine.of(GRID, half));
    final double[][] flat = {turn(0, 0, 0), {1, 0, 0, 1, 0, 0}, null, null, null};
    assertThrows(IllegalArgumentException.class, () -> SlicewiseAffine.of(GRID, flat));
    final double[][] mirrored = {{-1, 0, 0, 0, 1, 0}, null, null, null, null};
    assertThrows(IllegalArgumentException.class, () -> SlicewiseAffine.of(GRID, mirrored));
  }

  private static double[] voxel(double[] world) {
    return GRID.voxelToWorld().inverse().apply(world);
  }
}
