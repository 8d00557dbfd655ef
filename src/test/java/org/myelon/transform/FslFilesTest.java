package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Header;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Transforms in FSL's files, between oblique, anisotropic and flipped grids. */
class FslFilesTest {

  private static final Affine MAP =
      new Affine(0.96, -0.2, 0.05, 3, 0.21, 1.03, 0, -2, 0.02, 0.1, 0.98, 4);

  @TempDir Path folder;

  private static Grid moving(String code) {
    return Oblique.grid(
        code,
        new long[] {30, 25, 40},
        new double[] {0.5, 2, 1.2},
        new double[] {-7, 15, 30},
        new double[] {10, -33, 40});
  }

  /** By hand: FSL counts x from the other end where the voxel-to-world map keeps handedness. */
  @Test
  void theMatrixLeadsFromVoxelsTimesSizeToVoxelsTimesSize() throws Exception {
    final Grid moving =
        new Grid(new long[] {11, 5, 5}, new Affine(2, 0, 0, -7, 0, 3, 0, 9, 0, 0, 4, 1));
    final Grid fixed =
        new Grid(new long[] {8, 8, 8}, new Affine(-1, 0, 0, 50, 0, 1, 0, 60, 0, 0, 1, 70));
    final Path file =
        Files.writeString(
            folder.resolve("m.mat"), "1 0 0 3\n0  1  0  4 \n0 0 1 5 \n0 0 0 1.0e+00  \n\n");
    final Transform t = TransformList.read("" + file, Ends.of(moving, fixed), Progress.NONE);
    // moving voxel (4, 1, 1) is in FSL mm ((10 - 4) 2, 3, 4), moved by 3, 4, 5: (15, 7, 9)
    final double[] q = new double[3];
    assertTrue(t.apply(fixed.voxelToWorld().apply(15, 7, 9), q));
    assertArrayEquals(moving.voxelToWorld().apply(4, 1, 1), q, 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"RPI,LAS", "LAS,RPI", "AIL,SRP", "RPI,RPI"})
  void aMatrixComesBack(String movingCode, String fixedCode) {
    final Grid moving = moving(movingCode), fixed = TransformTest.oblique(fixedCode);
    final Path file = folder.resolve("a.mat");
    FlirtFormat.write(new AffineTransform(MAP), moving, fixed, file);
    final double[] p = {12, -29, 41}, q = new double[3];
    final Transform there = TransformList.read("" + file, Ends.of(moving, fixed), Progress.NONE);
    assertTrue(there.apply(p, q));
    assertArrayEquals(MAP.apply(p), q, 1e-9);
    // the minus turns the images round, too
    final Transform back = TransformList.read("-" + file, Ends.of(fixed, moving), Progress.NONE);
    assertTrue(back.apply(q, q));
    assertArrayEquals(p, q, 1e-9);
  }

  private DisplacementField roundTrip(DisplacementField field, Grid moving, boolean absolute) {
    final Path file = folder.resolve("w.nii.gz");
    Nifti.write(FslField.toVolume(field, moving, absolute, "w"), file);
    final Volume stored = Nifti.read(file);
    assertArrayEquals(new long[] {24, 20, 16, 3}, stored.pixels().dimensionsAsLongArray());
    return (DisplacementField)
        TransformList.read("" + file, Ends.of(moving, field.grid()), Progress.NONE);
  }

  /** Float32 of up to 100 mm keeps 1e-5 mm. */
  @ParameterizedTest
  @CsvSource({"RPI,LAS", "LAS,RPI", "AIL,SRP", "RPI,RPI", "SRP,AIL"})
  void warpsComeBackWithTheirMask(String movingCode, String fixedCode) {
    final Grid moving = moving(movingCode), fixed = TransformTest.oblique(fixedCode);
    final DisplacementField whole = TransformTest.field(fixed, TransformTest::smooth);
    final int count = (int) fixed.voxelCount();
    final float[][] mm = new float[3][count];
    for (int c = 0; c < 3; c++) for (int i = 0; i < count; i++) mm[c][i] = whole.displacement(c, i);
    final BitSet valid = new BitSet();
    valid.set(0, count);
    valid.clear(300, 400);
    final DisplacementField field = new DisplacementField(fixed, mm, valid);
    for (boolean absolute : new boolean[] {false, true}) {
      final DisplacementField back = roundTrip(field, moving, absolute);
      for (int i = 0; i < count; i++) {
        assertEquals(valid.get(i), back.isValid(i), "voxel " + i);
        for (int c = 0; valid.get(i) && c < 3; c++)
          assertEquals(mm[c][i], back.displacement(c, i), 1e-4, "voxel " + i);
      }
    }
  }

  /** A single slice says nothing about its third axis. */
  @Test
  void warpsOfOneSliceComeBack() {
    final Grid fixed =
        Oblique.grid(
            "RPI",
            new long[] {24, 20, 1},
            new double[] {1, 1.5, 2.5},
            new double[] {12, -20, 8},
            new double[] {12, -30, 45});
    final DisplacementField field = TransformTest.field(fixed, p -> new double[] {1, 2, 3});
    for (boolean absolute : new boolean[] {false, true}) {
      Nifti.write(
          FslField.toVolume(field, moving("LAS"), absolute, "w"), folder.resolve("s.nii.gz"));
      final DisplacementField back =
          FslField.of(Nifti.read(folder.resolve("s.nii.gz")), moving("LAS"));
      for (int i = 0; i < 480; i++)
        for (int c = 0; c < 3; c++) assertEquals(c + 1, back.displacement(c, i), 1e-4);
    }
  }

  private static Volume raw(int intent, long... size) {
    long count = 1;
    for (long s : size) count *= s;
    final float[] values = new float[(int) count];
    Arrays.fill(values, 0.5f);
    return Volume.of(ArrayImgs.floats(values, size), Affine.IDENTITY, "warp")
        .withHeader(Header.NONE.withIntent(Header.Intent.of(intent, "")));
  }

  private void assertRefused(String text, Ends ends, String why) {
    final InputException e =
        assertThrows(InputException.class, () -> TransformList.read(text, ends, Progress.NONE));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  @Test
  void whatIsNoTransformOfFslIsRefused() throws Exception {
    final Ends ends = Ends.of(moving("RPI"), moving("LAS"));
    final Path w = folder.resolve("w.nii.gz"), m = folder.resolve("m.mat");
    Nifti.write(raw(2007, 4, 4, 4, 3), w);
    assertRefused("" + w, ends, "spline coefficients");
    Nifti.write(raw(1002, 4, 4, 4, 3), w);
    assertRefused("" + w, ends, "no warp of FSL");
    Nifti.write(raw(0, 4, 4, 4, 3), w);
    assertRefused("" + w, Ends.UNKNOWN, "needs the image that it moves");
    final byte[] whole = Files.readAllBytes(w);
    Files.write(w, Arrays.copyOf(whole, whole.length - 9));
    assertRefused("" + w, ends, "w.nii.gz");
    Files.writeString(m, "1 0 0 0\n0 1 0 0\n0 0 1 0\n");
    assertRefused("" + m, ends, "12 numbers, not 16");
    assertRefused("" + m, Ends.UNKNOWN, "needs its two images");
    assertRefused(m + "," + m, ends, "needs its two images");
    Files.writeString(m, "1 0 0 0\n0 1 0 0\n0 0 0 0\n0 0 0 1\n");
    assertRefused("" + m, ends, "singular");
    Files.writeString(m, "1 0 0 0\n0 1 0 0\n0 0 1 0\n0 0 1 1\n");
    assertRefused("" + m, ends, "last row");
    Files.writeString(m, "1 0 0 0\n0 1 0 0\n0 0 1 0\n0 0 1 1-e\n");
    assertRefused("" + m, ends, "other things than numbers");
  }

  /** An FSL warp can be at the end where its image is known. */
  @Test
  void aWarpOfFslMayBeTheFirstOfSeveral() {
    final Grid moving = moving("RPI"), fixed = TransformTest.oblique("LAS");
    final Path w = folder.resolve("w.nii.gz"), a = folder.resolve("a.txt");
    final DisplacementField field = TransformTest.field(fixed, TransformTest::smooth);
    Nifti.write(FslField.toVolume(field, moving, false, "w"), w);
    ItkAffine.write(new AffineTransform(Affine.translation(1, 0, 0)), a);
    final double[] q = new double[3], expected = new double[3];
    assertTrue(
        TransformList.read(w + "," + a, Ends.of(moving, fixed), Progress.NONE)
            .apply(new double[] {11, -30, 45}, q));
    assertTrue(field.apply(new double[] {12, -30, 45}, expected));
    assertArrayEquals(expected, q, 1e-4);
    assertRefused(a + "," + w, Ends.of(moving, fixed), "needs the image that it moves");
    assertFalse(Double.isNaN(q[0]));
  }
}
