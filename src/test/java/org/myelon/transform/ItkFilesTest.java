package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

  private static final double C = Math.cos(0.3), S = Math.sin(0.3);

  private static void assertLps(double[] expected, Path file, double... p) {
    final double[] q = ItkAffine.read(file).map().apply(-p[0], -p[1], p[2]);
    assertArrayEquals(expected, new double[] {-q[0], -q[1], q[2]}, 1e-12);
  }

  private Path itk(String kind, String parameters, String fixed) throws Exception {
    return write(
        kind + ".txt",
        "#Insight Transform File V1.0\n#Transform 0\nTransform: "
            + kind
            + "_double_3_3\nParameters: "
            + parameters
            + "\nFixedParameters: "
            + fixed
            + "\n");
  }

  /** Worked by hand from the definitions in the ITK Software Guide, LPS. */
  @Test
  void theLinearKindsOfItkAreUnderstood() throws Exception {
    assertLps(new double[] {2, 4, 6}, itk("TranslationTransform", "1 2 3", ""), 1, 2, 3);
    assertLps(new double[] {1, 2, 3}, itk("IdentityTransform", "", ""), 1, 2, 3);
    assertLps(new double[] {12, 5, 8}, itk("ScaleTransform", "3 2 4", "0 1 2"), 4, 3, 3.5);
    // about z through (1, 1, 0), then shifted
    final double[] turned = {1 + C + 5, 1 + S + 6, 2 + 7};
    assertLps(turned, itk("Euler3DTransform", "0 0 0.3 5 6 7", "1 1 0"), 2, 1, 2);
    final String versor = "0 0 " + Math.sin(0.15) + " 5 6 7";
    assertLps(turned, itk("VersorRigid3DTransform", versor, "1 1 0"), 2, 1, 2);
    assertLps(
        new double[] {1 + 3 * C + 5, 1 + 3 * S + 6, 3 * 2 + 7},
        itk("Similarity3DTransform", versor + " 3", "1 1 0"),
        2,
        1,
        2);
  }

  /** About y, then x, then z; or x, y, z with a fourth fixed number: where (0, 0, 1) goes. */
  @Test
  void theOrderOfEulersAnglesIsThatOfItk() throws Exception {
    // y: (s, 0, c); x: (s, -s c, c c); z
    assertLps(
        new double[] {S * C + S * S * C, S * S - C * S * C, C * C},
        itk("Euler3DTransform", "0.3 0.3 0.3 0 0 0", "0 0 0"),
        0,
        0,
        1);
    // x: (0, -s, c); y: (s c, -s, c c); z
    assertLps(
        new double[] {C * S * C + S * S, S * S * C - C * S, C * C},
        itk("Euler3DTransform", "0.3 0.3 0.3 0 0 0", "0 0 0 1"),
        0,
        0,
        1);
  }

  /** A point goes through the last transform of a chain first. */
  @Test
  void aChainInOneFileIsComposed() throws Exception {
    final Path file =
        write(
            "chain.txt",
            """
            #Insight Transform File V1.0
            #Transform 0
            Transform: CompositeTransform_double_3_3
            #Transform 1
            Transform: ScaleTransform_double_3_3
            Parameters: 2 3 4
            FixedParameters: 0 0 0
            #Transform 2
            Transform: TranslationTransform_double_3_3
            Parameters: 10 20 30
            FixedParameters:
            """);
    assertLps(new double[] {22, 66, 132}, file, 1, 2, 3);
  }

  @Test
  void matlabFilesComeBackExactly() {
    final Path file = folder.resolve("a.mat");
    ItkAffine.write(new AffineTransform(MAP), file);
    assertArrayEquals(MAP.toArray(), ItkAffine.read(file).map().toArray(), 1e-15);
  }

  private static byte[] column(ByteOrder order, int type, String name, double... values) {
    final ByteBuffer b = ByteBuffer.allocate(21 + name.length() + 8 * values.length).order(order);
    b.putInt(type).putInt(values.length).putInt(1).putInt(0).putInt(name.length() + 1);
    b.put(name.getBytes(StandardCharsets.ISO_8859_1)).put((byte) 0);
    for (double v : values)
      if (type % 1000 / 10 == 1) b.putFloat((float) v);
      else b.putDouble(v);
    return Arrays.copyOf(b.array(), b.position());
  }

  private Path matlab(byte[]... columns) throws Exception {
    final ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] c : columns) all.write(c);
    return Files.write(folder.resolve("t.mat"), all.toByteArray());
  }

  /** Byte by byte as the MAT-File Format says; floats and the other byte order, too. */
  @Test
  void theBinaryFilesOfItkAreUnderstood() throws Exception {
    final double[] p = {0, -1, 0, 1, 0, 0, 0, 0, 2, 5, 6, 7}, c = {10, 20, 30};
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN))
      for (String precision : List.of("double", "float")) {
        final int type =
            (order == ByteOrder.BIG_ENDIAN ? 1000 : 0) + (precision.equals("float") ? 10 : 0);
        final Path file =
            matlab(
                column(order, type, "AffineTransform_" + precision + "_3_3", p),
                column(order, type, "fixed", c));
        assertLps(new double[] {15, 27, 39}, file, 11, 20, 31);
      }
  }

  @Test
  void damagedBinaryFilesAreRefused() throws Exception {
    final ByteOrder o = ByteOrder.LITTLE_ENDIAN;
    final byte[] p = column(o, 0, "AffineTransform_double_3_3", new double[12]);
    final byte[] c = column(o, 0, "fixed", new double[3]);
    assertRefused(matlab(p, c).toString(), "singular");
    assertRefused(matlab(p).toString(), "no 'fixed'");
    assertRefused(matlab(c, p).toString(), "it holds 'fixed'");
    assertRefused(matlab(Arrays.copyOf(p, 70)).toString(), "cut off or damaged");
    assertRefused(matlab(p, Arrays.copyOf(c, 9)).toString(), "cut off or damaged");
    p[0] = 77;
    assertRefused(matlab(p, c).toString(), "cut off or damaged");
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
    assertRefused(write("c.dat", "1,2").toString(), "is no transform that can be read");
    assertRefused(write("d.txt", "hello").toString(), "is no transform that can be read");
    final String head = "#Insight Transform File V1.0\nTransform: ";
    assertRefused(write("e.txt", head + "BSplineTransform_double_3_3\n").toString(), "BSpline");
    final String affine = head + "AffineTransform_double_3_3\n";
    assertRefused(write("f.txt", affine).toString(), "12 numbers after 'Parameters:', not 0");
    assertRefused(write("g.txt", affine + "Parameters: 1 2\n").toString(), "12 numbers");
    assertRefused(
        write("j.txt", affine + "Parameters: 1 0 0 0 1 0 0 0 1 0 0 0\n").toString(),
        "3 numbers after 'FixedParameters:'");
    assertRefused(
        write("k.txt", affine + affine.substring(affine.indexOf("Transform:"))).toString(),
        "holds 2 transforms");
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
