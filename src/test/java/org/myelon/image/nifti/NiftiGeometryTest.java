package org.myelon.image.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Header;
import org.myelon.image.Orientation;
import org.myelon.image.Qform;
import org.myelon.image.Volume;

/** Where the image lies: which form rules, what is kept, what is written when the grid changes. */
class NiftiGeometryTest {

  private static final double[] NO_SFORM = new double[12];

  @TempDir Path folder;

  private Volume read(NiftiBytes bytes) throws IOException {
    return Nifti.read(Files.write(folder.resolve("in.nii"), bytes.single()));
  }

  private byte[] written(Volume v) throws IOException {
    final Path file = folder.resolve("out.nii");
    Nifti.write(v, file);
    return Files.readAllBytes(file);
  }

  private static short code(byte[] file, int offset) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(offset);
  }

  private static void assertClose(Affine expected, Affine actual, double tolerance) {
    assertArrayEquals(expected.toArray(), actual.toArray(), tolerance);
  }

  /** All header facts set to something, both forms with codes that differ. */
  private static NiftiBytes full() {
    final NiftiBytes b = NiftiBytes.little(4, 2);
    b.qform(1, 0, 0, 1, 5, 6, 7)
        .pixdim(0, -1)
        .pixdim(1, 2)
        .pixdim(2, 3)
        .pixdim(3, 4)
        .pixdim(4, 2500);
    b.text(148, "measured on a Monday").text(228, "other.txt").text(328, "thickness");
    b.header.putShort(68, (short) 1005).putFloat(56, 1.5f).putFloat(60, 2.5f).putFloat(64, -1);
    b.header.putFloat(124, 900).putFloat(128, 10).putFloat(136, 500);
    b.header.put(39, (byte) 0x39).put(122, (byte) 3).put(123, (byte) (2 | 16));
    b.header.putShort(74, (short) 0).putShort(120, (short) 1).putFloat(132, 80);
    return b;
  }

  @Test
  void unchangedFileIsWrittenBackByteForByte() throws IOException {
    final NiftiBytes b = full().extension(6, "a comment".getBytes());
    b.extension(44, new byte[] {1, 2, 3, -4});
    assertArrayEquals(b.single(), written(read(b)));
  }

  @Test
  void newPixelsOnTheSameGridKeepBothForms() throws IOException {
    final NiftiBytes b = full();
    final byte[] out = written(read(b).withPixels(ArrayImgs.shorts(new short[24], 3, 4, 2)));
    b.voxels = new byte[48];
    b.header.putFloat(124, 0).putFloat(128, 0); // the display range was that of the old values
    assertArrayEquals(b.single(), out);
  }

  @Test
  void factsAreUnderstood() throws IOException {
    final Header h = read(full()).header();
    assertEquals("measured on a Monday", h.description());
    assertEquals("other.txt", h.auxiliaryFile());
    assertEquals(1005, h.intentCode());
    assertEquals("thickness", h.intent().name());
    assertEquals(2.5, h.timeStep(), 1e-9);
    assertEquals(0.5, h.time().start(), 1e-9);
    assertEquals(900, h.displayMax());
    assertEquals(3, h.geometry().slices().order());
  }

  @Test
  void sformRulesOverQform() throws IOException {
    final Volume v = read(full());
    assertEquals(new Affine(2, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, -30), v.voxelToWorld());
  }

  @Test
  void qformRulesWithoutSformAndKnowsFlips() throws IOException {
    // half a turn about z: x and y point backwards; qfac -1 turns the third axis round
    final NiftiBytes b = full().sform(0, NO_SFORM);
    assertClose(new Affine(-2, 0, 0, 5, 0, -3, 0, 6, 0, 0, -4, 7), read(b).voxelToWorld(), 1e-12);
    b.pixdim(0, 1);
    assertClose(new Affine(-2, 0, 0, 5, 0, -3, 0, 6, 0, 0, 4, 7), read(b).voxelToWorld(), 1e-12);
    // a third of a turn about (1, 1, 1) sends x to y, y to z, z to x
    b.qform(1, 0.5, 0.5, 0.5, 0, 0, 0);
    assertClose(new Affine(0, 0, 4, 0, 2, 0, 0, 0, 0, 3, 0, 0), read(b).voxelToWorld(), 1e-12);
  }

  @Test
  void voxelSizeAloneIsCentredWithFirstAxisToTheLeft() throws IOException {
    final NiftiBytes b = full().sform(0, NO_SFORM).qform(0);
    final Volume v = read(b);
    assertEquals(new Affine(-2, 0, 0, 2, 0, 3, 0, -4.5, 0, 0, 4, -2), v.voxelToWorld());
    assertEquals("RPI", v.orientation().toString());
    assertArrayEquals(b.single(), written(v));
  }

  @Test
  void shearedSformIsKeptAndHasNoQformOnAnotherGrid() throws IOException {
    final NiftiBytes b = full().sform(4, 2, 0, 0.5, 1, 0, 3, 0, 2, 0, 0, 4, 3);
    final Volume v = read(b);
    assertTrue(v.voxelToWorld().isSheared());
    assertArrayEquals(b.single(), written(v));
    final byte[] out = written(v.reoriented(Orientation.RPI));
    assertEquals(0, code(out, 252));
    assertEquals(4, code(out, 254));
    final Volume back = Nifti.read(folder.resolve("out.nii"));
    assertClose(v.reoriented(Orientation.RPI).voxelToWorld(), back.voxelToWorld(), 1e-6);
  }

  @Test
  void onAnotherGridBothFormsSayTheSamePlace() throws IOException {
    final Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      final double[] offset = {random.nextGaussian() * 90, random.nextGaussian() * 90, -300};
      final double[] q = unit(random), spacing = {0.3 + random.nextDouble(), 1.2, 5};
      final Affine place =
          new Qform(1, q[0], q[1], q[2], offset, random.nextBoolean() ? -1 : 1, spacing).toAffine();
      final Volume v = read(full()).withVoxelToWorld(place);
      final byte[] out = written(v);
      assertEquals(2, code(out, 252), "code of the sform that was read");
      final Grid bySform = Nifti.read(folder.resolve("out.nii")).grid();
      ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);
      final Grid byQform = Nifti.read(Files.write(folder.resolve("q.nii"), out)).grid();
      assertTrue(v.grid().differenceFrom(bySform, 1e-4).isEmpty());
      // near half a turn a float32 quaternion knows the angle to 3e-4 only
      assertTrue(v.grid().differenceFrom(byQform, Grid.TOLERANCE_MM).isEmpty());
    }
  }

  @Test
  void halfTurnsAndMirrorsSurviveTheQuaternion() {
    for (double[] d :
        new double[][] {
          {1, 1, 1}, {-1, -1, 1}, {-1, 1, -1}, {1, -1, -1}, {-1, 1, 1}, {1, 1, -1}, {-1, -1, -1}
        }) {
      final Affine place = Affine.scale(2 * d[0], 3 * d[1], 4 * d[2]);
      assertClose(place, Qform.of(place, 1).toAffine(), 1e-12);
    }
  }

  /** Quaternion b, c, d with a free a not below 0. */
  private static double[] unit(Random random) {
    final double[] q = new double[4];
    double norm = 0;
    for (int i = 0; i < 4; i++) norm += Math.pow(q[i] = random.nextGaussian(), 2);
    for (int i = 0; i < 4; i++) q[i] /= Math.sqrt(norm) * (q[3] < 0 ? -1 : 1);
    return Arrays.copyOf(q, 3);
  }

  @Test
  void otherUnitsBecomeMillimetresAndAreKept() throws IOException {
    final NiftiBytes microns = full();
    microns.header.put(123, (byte) 3);
    final Volume v = read(microns);
    assertArrayEquals(new double[] {0.002, 0.003, 0.004}, v.grid().spacing(), 1e-12);
    assertArrayEquals(microns.single(), written(v));
    final byte[] moved = written(v.reoriented(Orientation.RPI));
    assertEquals(2, moved[123] & 7);
    assertTrue(
        v.reoriented(Orientation.RPI)
            .grid()
            .differenceFrom(Nifti.read(folder.resolve("out.nii")).grid(), 1e-6)
            .isEmpty());
    final NiftiBytes metres = full();
    metres.header.put(123, (byte) 1);
    assertEquals(2000, read(metres).grid().spacing()[0]);
  }

  @Test
  void flatImagesSeriesAndVectorFieldsHaveTheirAxes() throws IOException {
    final NiftiBytes b = full();
    assertArrayEquals(new long[] {6, 4, 1}, read(b.dims(6, 4)).pixels().dimensionsAsLongArray());
    assertArrayEquals(new long[] {24, 1, 1}, read(b.dims(24)).pixels().dimensionsAsLongArray());
    assertArrayEquals(
        new long[] {3, 2, 2, 2}, read(b.dims(3, 2, 2, 2)).pixels().dimensionsAsLongArray());
    assertArrayEquals(
        new long[] {3, 4, 2}, read(b.dims(3, 4, 2, 1, 1)).pixels().dimensionsAsLongArray());
    final Volume field = read(b.dims(2, 2, 2, 1, 3));
    assertArrayEquals(new long[] {2, 2, 2, 1, 3}, field.pixels().dimensionsAsLongArray());
    assertArrayEquals(b.single(), written(field));
    assertEquals(
        23,
        Views.flatIterable(field.pixels()).stream()
            .mapToDouble(p -> p.getRealDouble())
            .max()
            .getAsDouble());
  }

  @Test
  void longAxesMakeVersion2() throws IOException {
    final Volume v =
        Volume.of(ArrayImgs.bytes(new byte[40000], 40000, 1, 1), Affine.scale(0.5, 1, 1), "long");
    final byte[] out = written(v);
    assertEquals(540, ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).getInt(0));
    assertTrue(v.grid().equals(Nifti.read(folder.resolve("out.nii")).grid()));
  }

  @Test
  void version2KeepsItsDoublesAndFacts() throws IOException {
    final NiftiBytes b = new NiftiBytes(2, ByteOrder.LITTLE_ENDIAN, 16, 4);
    b.sform(3, 1.0 / 3, 0, 0, 0.1, 0, 1.0 / 7, 0, 0.2, 0, 0, 1.0 / 9, 0.3);
    b.qform(1, 0.1, 0.2, 0.3, 1, 2, 3).pixdim(0, 1).text(240, "two").extension(6, new byte[9]);
    b.header.putInt(500, 2).putInt(504, 1002).putDouble(192, 4).putLong(232, 1);
    final Volume v = read(b);
    assertEquals(1.0 / 3, v.voxelToWorld().get(0, 0));
    assertArrayEquals(b.single(), written(v));
  }

  @Test
  void bigEndianIsWrittenLittleEndianWithTheSameMeaning() throws IOException {
    final NiftiBytes big = new NiftiBytes(1, ByteOrder.BIG_ENDIAN, 4, 2);
    big.extension(6, "kept".getBytes());
    final NiftiBytes little = NiftiBytes.little(4, 2).extension(6, "kept".getBytes());
    assertArrayEquals(little.single(), written(read(big)));
  }

  @Test
  void pairsAreReadByEitherNameAndWritten() throws IOException {
    final NiftiBytes b = full();
    b.header.put(344, new byte[] {'n', 'i', '1', 0}).putFloat(108, 16);
    final byte[] header = Arrays.copyOf(b.single(), 352);
    final byte[] voxels = new byte[16 + b.voxels.length];
    System.arraycopy(b.voxels, 0, voxels, 16, b.voxels.length);
    final Path hdr = Files.write(folder.resolve("p.hdr"), header);
    Files.write(folder.resolve("p.img.gz"), NiftiBytes.gzip(voxels));
    final Volume v = Nifti.read(hdr);
    assertEquals("p", v.name());
    assertArrayEquals(NiftiTypesTest.counting(24), NiftiTypesTest.values(v));
    assertArrayEquals(
        NiftiTypesTest.counting(24), NiftiTypesTest.values(Nifti.read(folder.resolve("p.img.gz"))));
    for (String name : new String[] {"o.hdr", "r.img.gz", "S.IMG"}) {
      Nifti.write(v, folder.resolve(name));
      final Volume back = Nifti.read(folder.resolve(name));
      assertEquals(v.grid(), back.grid());
      assertArrayEquals(NiftiTypesTest.counting(24), NiftiTypesTest.values(back));
    }
    assertTrue(Files.exists(folder.resolve("o.img")));
    assertTrue(Files.exists(folder.resolve("r.hdr.gz")));
    assertTrue(Files.exists(folder.resolve("S.HDR")));
  }

  @Test
  void compressedIsSeenFromTheContentNotTheName() throws IOException {
    final byte[] zipped = NiftiBytes.gzip(full().single());
    final Path misnamed = Files.write(folder.resolve("zipped.nii"), zipped);
    assertEquals(4, Nifti.read(misnamed).grid().size(1));
    final Path plain = Files.write(folder.resolve("plain.nii.gz"), full().single());
    assertEquals(4, Nifti.read(plain).grid().size(1));
  }

  @Test
  void gzipInSeveralPartsIsReadWhole() throws IOException {
    final byte[] plain = full().single();
    final byte[] first = NiftiBytes.gzip(Arrays.copyOf(plain, 360));
    final byte[] second = NiftiBytes.gzip(Arrays.copyOfRange(plain, 360, plain.length));
    final byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertArrayEquals(
        NiftiTypesTest.counting(24),
        NiftiTypesTest.values(Nifti.read(Files.write(folder.resolve("m.nii.gz"), both))));
  }

  @Test
  void equalImagesGiveEqualBytes() throws IOException, InterruptedException {
    final Volume v = read(full());
    Nifti.write(v, folder.resolve("a.nii.gz"));
    Thread.sleep(1100); // gzip can store seconds
    Nifti.write(v, folder.resolve("b.nii.gz"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a.nii.gz")),
        Files.readAllBytes(folder.resolve("b.nii.gz")));
  }
}
