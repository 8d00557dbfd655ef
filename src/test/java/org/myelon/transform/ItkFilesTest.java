package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Affine;
import org.myelon.image.Header;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Transforms in ITK's files. */
class ItkFilesTest {

  @TempDir Path folder;

  private static final Affine MAP =
      new Affine(0.96, -0.2, 0.05, 3, 0.21, 1.03, 0, -2, 0.02, 0.1, 0.98, 4);

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void anAffineComesBackExactly() {
    final Path file = folder.resolve("a.txt");
    ItkAffine.write(new AffineTransform(MAP), file);
    assertArrayEquals(MAP.toArray(), ItkAffine.read(file).map().toArray(), 1e-15);
  }

  /** Worked by hand: y = M (x - c) + c + t in LPS. */
  @Test
  void theFixedCentreAndTheAxesOfItkAreUnderstood() throws Exception {
    final Path file =
        write(
            "b.txt",
            """
            #Insight Transform File V1.0
            #Transform 0
            Transform: MatrixOffsetTransformBase_double_3_3
            Parameters: 0 -1 0 1 0 0 0 0 2 5 6 7
            FixedParameters: 10 20 30
            """);
    // RAS (-11, -20, 31) is LPS (11, 20, 31): about c (1, 0, 1), turned (0, 1, 2), back and shifted
    final double[] q = ItkAffine.read(file).map().apply(-11, -20, 31);
    assertArrayEquals(new double[] {-15, -27, 39}, q, 1e-12);
  }

  @Test
  void aFieldComesBackWithItsMask() {
    final DisplacementField field =
        TransformTest.field(TransformTest.oblique("LAS"), TransformTest::smooth);
    final int count = (int) field.grid().voxelCount();
    final float[][] mm = new float[3][count];
    final BitSet valid = new BitSet();
    valid.set(0, count);
    valid.clear(100, 200);
    for (int c = 0; c < 3; c++) for (int i = 0; i < count; i++) mm[c][i] = field.displacement(c, i);
    final Path file = folder.resolve("w.nii.gz");
    Nifti.write(ItkField.toVolume(new DisplacementField(field.grid(), mm, valid), "w"), file);
    final Volume stored = Nifti.read(file);
    assertEquals(1007, stored.header().intentCode());
    assertArrayEquals(new long[] {24, 20, 16, 1, 3}, stored.pixels().dimensionsAsLongArray());
    final DisplacementField back = ItkField.of(stored);
    assertTrue(field.grid().differenceFrom(back.grid(), 0.001).isEmpty());
    for (int i = 0; i < count; i++) {
      assertEquals(valid.get(i), back.isValid(i), "voxel " + i);
      for (int c = 0; valid.get(i) && c < 3; c++)
        assertEquals(mm[c][i], back.displacement(c, i), "voxel " + i);
    }
  }

  private static Volume raw(float[] values, int intent, long... size) {
    return Volume.of(ArrayImgs.floats(values, size), Affine.IDENTITY, "warp")
        .withHeader(Header.NONE.withIntent(Header.Intent.of(intent, "")));
  }

  /** One component is enough to mask a voxel; x and y are turned from LPS. */
  @Test
  void whatOtherProgramsWriteForNothingIsMasked() {
    final float[] v = new float[15];
    Arrays.fill(v, 2);
    v[1] = Float.MAX_VALUE;
    v[5 + 2] = -1e5f;
    v[10 + 3] = Float.NaN;
    final DisplacementField f = ItkField.of(raw(v, 1007, 5, 1, 1, 1, 3));
    for (int i = 0; i < 5; i++) assertEquals(i == 0 || i == 4, f.isValid(i), "voxel " + i);
    assertArrayEquals(
        new float[] {-2, -2, 2},
        new float[] {f.displacement(0, 4), f.displacement(1, 4), f.displacement(2, 4)});
  }

  private static void assertRefused(String text, String named) {
    final InputException e =
        assertThrows(InputException.class, () -> TransformList.read(text, Progress.NONE));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  @Test
  void listsAreComposedAndInverted() {
    final Path a = folder.resolve("a.txt"), w = folder.resolve("w.nii.gz");
    ItkAffine.write(new AffineTransform(MAP), a);
    final DisplacementField field =
        TransformTest.field(TransformTest.oblique("RPI"), TransformTest::smooth);
    Nifti.write(ItkField.toVolume(field, "w"), w);
    final double[] p = {13, -29, 44}, q = new double[3], back = new double[3];
    assertTrue(TransformList.read(a + ", " + w, Progress.NONE).apply(p, q));
    final double[] expected = new double[3];
    assertTrue(field.apply(p, expected));
    assertArrayEquals(MAP.apply(expected), q, 1e-6);
    assertTrue(TransformList.read("-" + w + ",-" + a, Progress.NONE).apply(q, back));
    assertArrayEquals(p, back, 0.01);
  }

  @Test
  void whatIsNoTransformIsRefused() throws Exception {
    assertRefused("", "A transform is missing");
    assertRefused("nowhere.nii.gz", "There is no transform nowhere.nii.gz");
    assertRefused(write("c.csv", "1,2").toString(), "is no transform that can be read");
    assertRefused(write("d.txt", "hello").toString(), "is no transform that can be read");
    final String head = "#Insight Transform File V1.0\nTransform: ";
    assertRefused(write("e.txt", head + "Euler3DTransform_double_3_3\n").toString(), "Euler3D");
    final String affine = head + "AffineTransform_double_3_3\n";
    assertRefused(write("f.txt", affine).toString(), "no line 'Parameters:'");
    assertRefused(write("g.txt", affine + "Parameters: 1 2\n").toString(), "12 numbers");
    assertRefused(write("h.txt", affine + "Parameters: a\n").toString(), "no numbers");
    assertRefused(
        write("i.txt", affine + "Parameters: 1 0 0 0 1 0 0 0 0 0 0 0\nFixedParameters: 0 0 0\n")
            .toString(),
        "singular");
  }

  @Test
  void whatIsNoFieldIsRefused() throws Exception {
    final Path w = folder.resolve("w.nii.gz");
    Nifti.write(raw(new float[24], 1007, 2, 2, 2, 1, 3), w);
    final byte[] whole = Files.readAllBytes(w);
    final Path cut = Files.write(folder.resolve("cut.nii.gz"), Arrays.copyOf(whole, 60));
    assertRefused(cut.toString(), "cut.nii.gz");
    Nifti.write(raw(new float[16], 1007, 2, 2, 2, 1, 2), w);
    assertRefused(w.toString(), "is no displacement field");
    Nifti.write(raw(new float[24], 0, 2, 2, 2, 1, 3), w);
    assertRefused(w.toString(), "is no displacement field");
    Nifti.write(
        Volume.ofFloats(
            new float[8], TransformTest.oblique("RPI").withSize(new long[] {2, 2, 2}), "t"),
        w);
    assertRefused(w.toString(), "is no displacement field");
    final float[] nothing = new float[24];
    Arrays.fill(nothing, Float.NaN);
    Nifti.write(raw(nothing, 1007, 2, 2, 2, 1, 3), w);
    assertRefused(w.toString(), "no valid displacement");
  }

  /** The transform that the example of the command needs is what this writer makes. */
  @Test
  void theExampleIsWrittenByUs() throws Exception {
    final Path file = folder.resolve("shift.txt");
    ItkAffine.write(new AffineTransform(Affine.translation(2, -3, 5)), file);
    assertEquals(Files.readString(file), Files.readString(Path.of("test-data/subject/shift.txt")));
  }
}
