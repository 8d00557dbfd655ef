package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Maps with known truth, on oblique, anisotropic and flipped grids. */
class TransformTest {

  private static final double[] CENTRE = {12, -30, 45};

  /** Rotation, scale, shear and shift. */
  private static final Affine MAP =
      Affine.translation(3, -2, 4)
          .after(new Affine(0.96, -0.2, 0.05, 0, 0.21, 1.03, 0, 0, 0.02, 0.1, 0.98, 0));

  static Grid oblique(String code) {
    return Oblique.grid(
        code,
        new long[] {24, 20, 16},
        new double[] {1, 1.5, 2.5},
        new double[] {12, -20, 8},
        CENTRE);
  }

  /** A smooth field about the centre, up to 3 mm, that changes by up to 0.4 mm per mm. */
  static double[] smooth(double[] p) {
    return new double[] {
      3 * Math.sin((p[1] - CENTRE[1]) / 8),
      2 * Math.cos((p[2] - CENTRE[2]) / 7),
      2.5 * Math.sin((p[0] - CENTRE[0]) / 9)
    };
  }

  interface Displacement {
    double[] at(double[] p);
  }

  static DisplacementField field(Grid grid, Displacement u) {
    final int nx = grid.extent(0), ny = grid.extent(1), count = (int) grid.voxelCount();
    final float[][] mm = new float[3][count];
    final BitSet valid = new BitSet();
    valid.set(0, count);
    for (int i = 0; i < count; i++) {
      final double[] d = u.at(grid.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny)));
      for (int c = 0; c < 3; c++) mm[c][i] = (float) d[c];
    }
    return new DisplacementField(grid, mm, valid);
  }

  private static double[] displacement(Affine map, double[] p) {
    final double[] q = map.apply(p);
    return new double[] {q[0] - p[0], q[1] - p[1], q[2] - p[2]};
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  /** Linear interpolation of a linear function is exact up to float32. */
  @ParameterizedTest
  @ValueSource(strings = {"RPI", "LAS", "AIL", "SRP"})
  void aFieldOfAnAffineMapIsThatMap(String code) {
    final Grid grid = oblique(code);
    final DisplacementField field = field(grid, p -> displacement(MAP, p));
    final double[] q = new double[3];
    for (double s = 0; s <= 1; s += 0.09) {
      final double[] p = grid.voxelToWorld().apply(23 * s, 19 * (1 - s), 15 * s * s);
      assertTrue(field.apply(p, q));
      assertArrayEquals(MAP.apply(p), q, 1e-5);
    }
  }

  /** An image of a linear function of the place, moved, is that function of the moved place. */
  @ParameterizedTest
  @ValueSource(strings = {"RPI", "LAS", "AIL", "SRP"})
  void anImageIsReadAtTheMappedPlace(String code) {
    final Volume image = Oblique.image(oblique(code), p -> 2 * p[0] - p[1] + 3 * p[2]);
    final Grid target =
        Oblique.grid(
            "PIR",
            new long[] {9, 8, 7},
            new double[] {0.7, 1.1, 1},
            new double[] {5, 9, -7},
            CENTRE);
    final Volume moved =
        ApplyTransform.run(
            image, target, new AffineTransform(MAP.inverse()), Interpolation.LINEAR, Progress.NONE);
    final float[] values = moved.toFloats();
    int inside = 0;
    for (int i = 0; i < values.length; i++) {
      final double[] q = MAP.inverse().apply(target.voxelToWorld().apply(i % 9, i / 9 % 8, i / 72));
      final double[] voxel = image.voxelToWorld().inverse().apply(q);
      if (voxel[0] < 0 || voxel[1] < 0 || voxel[2] < 0) continue;
      if (voxel[0] > 23 || voxel[1] > 19 || voxel[2] > 15) continue;
      assertEquals(2 * q[0] - q[1] + 3 * q[2], values[i], 1e-3);
      inside++;
    }
    assertTrue(inside > 350, inside + " voxels compared");
  }

  @Test
  void theInverseOfASmoothFieldIsFoundWithinAHundredthOfAMillimetre() {
    final Grid grid = oblique("RPI");
    final DisplacementField field = field(grid, TransformTest::smooth);
    final Transform inverse = field.inverse();
    final double[] q = new double[3], back = new double[3];
    for (int n = 0; n < 1000; n++) {
      final double[] p =
          grid.voxelToWorld().apply(6 + n % 10 * 1.2, 6 + n / 10 % 10 * 0.8, 4 + n / 100 * 0.8);
      assertTrue(field.apply(p, q));
      assertTrue(inverse.apply(q, back), "found");
      assertEquals(0, distance(p, back), 0.01);
    }
    assertEquals(field, inverse.inverse());
  }

  /** The start of the search: spaces of two images can lie far apart. */
  @Test
  void theInverseOfAFieldThatLeadsFarAwayIsFound() {
    final Affine far = Affine.translation(200, -300, 500).after(MAP);
    final Grid grid = oblique("LAS");
    final DisplacementField field = field(grid, p -> displacement(far, p));
    final double[] p = grid.voxelToWorld().apply(5.3, 8.8, 7.1), back = new double[3];
    assertTrue(field.inverse().apply(far.apply(p), back));
    assertArrayEquals(p, back, 0.002);
  }

  @Test
  void theResidualTellsWhereThereIsNoInverse() {
    final Grid grid = oblique("RPI");
    final InverseTransform inverse =
        new InverseTransform(
            field(grid, p -> displacement(Affine.scale(1, 1, 0), p)), Affine.IDENTITY, CENTRE);
    final double[] q = new double[3];
    assertTrue(inverse.solve(CENTRE, q) > 40, "the plane z = 0 does not reach z = 45");
    assertFalse(inverse.apply(CENTRE, q));
  }

  @Test
  void aCompositeGoesThroughTheLastTransformFirst() {
    final Affine shift = Affine.translation(10, 0, 0), stretch = Affine.scale(2, 3, 4);
    final Transform both =
        new CompositeTransform(List.of(new AffineTransform(shift), new AffineTransform(stretch)));
    final double[] q = new double[3], back = new double[3];
    assertTrue(both.apply(new double[] {1, 1, 1}, q));
    assertArrayEquals(new double[] {12, 3, 4}, q, 1e-12);
    assertTrue(both.inverse().apply(q, back));
    assertArrayEquals(new double[] {1, 1, 1}, back, 1e-12);
  }

  /** A sampled transform does the same at the voxels, and says nothing where it said nothing. */
  @Test
  void aTransformIsSampledOnAGrid() {
    final Grid grid = oblique("LAS");
    final Transform half =
        (Half) (p, q) -> MAP.apply(p)[0] > MAP.apply(CENTRE)[0] && copy(MAP.apply(p), q);
    final DisplacementField field = SampleTransform.run(half, grid, Progress.NONE);
    final int nx = grid.extent(0), ny = grid.extent(1);
    final double[] q = new double[3];
    int valid = 0;
    for (int i = 0; i < grid.voxelCount(); i++) {
      final double[] p = grid.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny));
      assertEquals(half.apply(p, q), field.isValid(i));
      if (!field.isValid(i)) continue;
      valid++;
      for (int c = 0; c < 3; c++) assertEquals(q[c] - p[c], field.displacement(c, i), 1e-4);
    }
    assertTrue(valid > 0 && valid < grid.voxelCount());
  }

  private static boolean copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, 3);
    return true;
  }

  /** A transform that is given by its map alone. */
  private interface Half extends Transform {
    @Override
    default Transform inverse() {
      throw new UnsupportedOperationException();
    }
  }

  /** A transform with a known inverse. */
  @Test
  void aPairKnowsItsInverse() {
    final Transform a = new AffineTransform(MAP), b = new AffineTransform(Affine.scale(2, 2, 2));
    final Transform pair = new PairedTransform(a, b);
    final double[] q = new double[3], r = new double[3];
    assertTrue(pair.inverse().apply(CENTRE, q) && b.apply(CENTRE, r));
    assertArrayEquals(r, q);
    assertTrue(pair.inverse().inverse().apply(CENTRE, q) && a.apply(CENTRE, r));
    assertArrayEquals(r, q);
  }

  /** Only invalid voxels with a weight count; beyond the outer faces nothing is valid. */
  @Test
  void theMaskIsRespected() {
    final Grid grid = new Grid(new long[] {4, 3, 2}, Affine.scale(1, 2, 3));
    final BitSet valid = new BitSet();
    valid.set(0, 24);
    valid.clear(1);
    final float[][] mm = new float[3][24];
    for (float[] c : mm) c[1] = Float.NaN;
    final Transform field = new DisplacementField(grid, mm, valid);
    final double[] q = new double[3];
    assertTrue(field.apply(new double[] {0, 0, 0}, q));
    assertFalse(field.apply(new double[] {0.3, 0, 0}, q));
    assertFalse(field.apply(new double[] {1, 0, 0}, q));
    assertTrue(field.apply(new double[] {1, 2, 0}, q));
    assertFalse(field.apply(new double[] {1, 1.9, 0}, q));
    assertTrue(field.apply(new double[] {3.49, 4.9, 4.4}, q));
    assertFalse(field.apply(new double[] {3.51, 4.9, 4.4}, q));
    final Volume ones = Oblique.image(grid, p -> 1);
    final float[] moved =
        ApplyTransform.run(ones, grid, field, Interpolation.LINEAR, Progress.NONE).toFloats();
    for (int i = 0; i < 24; i++) assertEquals(i == 1 ? 0 : 1, moved[i], "voxel " + i);
  }

  @Test
  void aSeriesIsMovedVolumeByVolumeAndLabelsKeepTheirType() {
    final Grid grid = oblique("AIL");
    final Volume a = Oblique.randomImage(grid, 1), b = Oblique.randomImage(grid, 2);
    final Volume series =
        a.withPixels(
            Views.stack(
                ArrayImgs.floats(a.toFloats(), grid.size()),
                ArrayImgs.floats(b.toFloats(), grid.size())));
    final Transform map = new AffineTransform(Affine.translation(1, 2, 3));
    final Volume moved = ApplyTransform.run(series, grid, map, Interpolation.CUBIC, Progress.NONE);
    assertEquals(2, moved.volumeCount());
    assertArrayEquals(
        ApplyTransform.run(b, grid, map, Interpolation.CUBIC, Progress.NONE).toFloats(),
        moved.volume(1).toFloats());
    final Volume labels = Volume.ofBytes(new byte[(int) grid.voxelCount()], grid, "labels");
    final Volume movedLabels =
        ApplyTransform.run(labels, grid, map, Interpolation.NEAREST, Progress.NONE);
    assertEquals(labels.pixels().getType().getClass(), movedLabels.pixels().getType().getClass());
  }

  @Test
  void imagesThatDoNotMeetAreRefused() {
    final Volume image = Oblique.randomImage(oblique("RPI"), 3);
    final Transform away = new AffineTransform(Affine.translation(500, 0, 0));
    final InputException e =
        assertThrows(
            InputException.class,
            () ->
                ApplyTransform.run(image, image.grid(), away, Interpolation.LINEAR, Progress.NONE));
    assertTrue(e.getMessage().startsWith("No voxel of the reference comes from within image"));
  }
}
