package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Determinants with known truth, on oblique, anisotropic and flipped grids. */
class JacobianTest {

  private static final Affine MAP =
      new Affine(1.2, -0.2, 0.05, 3, 0.21, 1.03, 0, -2, 0.02, 0.1, 0.7, 4);

  private static float[] values(Transform t, Grid grid) {
    return Jacobian.run(t, grid, Progress.NONE).toFloats();
  }

  /** Up to the border, and with one voxel along an axis. */
  @ParameterizedTest
  @ValueSource(strings = {"RPI", "LAS", "AIL", "SRP"})
  void anAffineMapHasItsOwnDeterminantEverywhere(String code) {
    final Grid grid = TransformTest.oblique(code);
    final Transform map = new AffineTransform(MAP);
    for (float v : values(map, grid)) assertEquals(MAP.determinant(), v, 1e-4);
    for (float v : values(map, grid.withSize(new long[] {5, 1, 3})))
      assertEquals(MAP.determinant(), v, 1e-4);
  }

  /** The derivative of a sine by differences over 2 mm is off by its curvature, below 0.01. */
  @ParameterizedTest
  @ValueSource(strings = {"RPI", "AIL"})
  void aSmoothFieldHasItsAnalyticDeterminant(String code) {
    final Grid grid = TransformTest.oblique(code);
    final Wave wave = new Wave();
    final float[] found = values(wave, grid);
    final int nx = grid.extent(0), ny = grid.extent(1), nz = grid.extent(2);
    for (int k = 1; k < nz - 1; k++)
      for (int j = 1; j < ny - 1; j++)
        for (int i = 1; i < nx - 1; i++) {
          final double[] p = grid.voxelToWorld().apply(i, j, k);
          assertEquals(wave.determinant(p), found[(k * ny + j) * nx + i], 0.01);
        }
  }

  /** x and y depend on each other. */
  private record Wave() implements Transform {
    @Override
    public boolean apply(double[] p, double[] q) {
      final double x = p[0], y = p[1];
      q[0] = x + 4 * Math.sin(y / 20);
      q[1] = y + 3 * Math.cos(x / 15);
      q[2] = 1.5 * p[2];
      return true;
    }

    double determinant(double[] p) {
      return 1.5 * (1 + Math.cos(p[1] / 20) / 5 * Math.sin(p[0] / 15) / 5);
    }

    @Override
    public Transform inverse() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void foldsAreCountedAndWhatIsUnknownIsNot() {
    final Grid grid = new Grid(new long[] {9, 5, 5}, Affine.scale(-0.5, 1, 2));
    final DisplacementField back =
        TransformTest.field(grid, p -> new double[] {p[0] < -1.9 ? -2 * p[0] : 0, 0, 0});
    final BitSet valid = new BitSet();
    valid.set(0, 225);
    valid.clear(0, 45);
    final float[][] mm = new float[3][225];
    for (int c = 0; c < 3; c++) for (int i = 0; i < 225; i++) mm[c][i] = back.displacement(c, i);
    final Volume det = Jacobian.run(new DisplacementField(grid, mm, valid), grid, Progress.NONE);
    final float[] v = det.toFloats();
    for (int i = 0; i < 225; i++) {
      assertEquals(i < 45, Float.isNaN(v[i]), "voxel " + i);
      if (i < 45) continue;
      if (i % 9 < 3) assertEquals(1, v[i], 1e-5);
      if (i % 9 > 4) assertEquals(-1, v[i], 1e-5);
    }
    assertTrue(Jacobian.countFolds(det) >= 4 * 5 * 4);
    assertTrue(Jacobian.countFolds(det) <= 6 * 5 * 4);
  }

  @Test
  void aTransformOfAnotherImageIsRefused() {
    final Grid grid = TransformTest.oblique("RPI");
    final DisplacementField field = TransformTest.field(grid, TransformTest::smooth);
    final Grid away =
        new Grid(grid.size(), Affine.translation(500, 0, 0).after(grid.voxelToWorld()));
    assertThrows(InputException.class, () -> Jacobian.run(field, away, Progress.NONE));
  }
}
