package org.myelon.image.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.image.Affine;
import org.myelon.image.DataType;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/** Every data type, byte order and version; scaling; what writing does to the numbers. */
class NiftiTypesTest {

  private static final Affine PLACE = new Affine(2, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, -30);

  @TempDir Path folder;

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  static double[] values(Volume v) {
    return Views.flatIterable(v.pixels()).stream().mapToDouble(p -> p.getRealDouble()).toArray();
  }

  static double[] counting(int n) {
    final double[] c = new double[n];
    for (int i = 0; i < n; i++) c[i] = i;
    return c;
  }

  static Stream<Arguments> layouts() {
    final List<Arguments> all = new ArrayList<>();
    for (DataType type : DataType.values())
      for (int version : new int[] {1, 2})
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN})
          for (boolean gzip : new boolean[] {false, true})
            all.add(Arguments.of(type, version, order, gzip));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void readsEveryTypeInEveryLayout(DataType type, int version, ByteOrder order, boolean gzip)
      throws IOException {
    final byte[] plain = new NiftiBytes(version, order, type.code(), type.bytes()).single();
    final Volume v =
        Nifti.read(file(gzip ? "a.nii.gz" : "a.nii", gzip ? NiftiBytes.gzip(plain) : plain));
    assertEquals(type, DataType.of(v.pixels().getType()).orElseThrow());
    assertInstanceOf(PlanarImg.class, v.pixels());
    assertArrayEquals(new long[] {3, 4, 2}, v.grid().size());
    assertArrayEquals(counting(24), values(v));
    assertEquals(PLACE, v.voxelToWorld());
    assertEquals("a", v.name());
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void writesTheTypeThatWasRead(DataType type) throws IOException {
    final NiftiBytes bytes = NiftiBytes.little(type.code(), type.bytes());
    new java.util.Random(5).nextBytes(bytes.voxels);
    final Volume v = Nifti.read(file("a.nii", bytes.single()));
    Nifti.write(v, folder.resolve("b.nii"));
    final byte[] written = Files.readAllBytes(folder.resolve("b.nii"));
    assertEquals(352 + bytes.voxels.length, written.length);
    assertArrayEquals(
        bytes.voxels, java.util.Arrays.copyOfRange(written, 352, written.length), "stored numbers");
    assertEquals(type.code(), ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).getShort(70));
  }

  @Test
  void extremesOfEveryIntegerTypeSurvive() throws IOException {
    final NiftiBytes unsigned = NiftiBytes.little(1280, 8);
    ByteBuffer.wrap(unsigned.voxels).putLong(0, -1L);
    assertEquals(0x1p64, values(Nifti.read(file("u.nii", unsigned.single())))[0]);
    final NiftiBytes signed = NiftiBytes.little(256, 1);
    signed.voxels[0] = -128;
    assertEquals(-128, values(Nifti.read(file("s.nii", signed.single())))[0]);
    final NiftiBytes wide = NiftiBytes.little(768, 4);
    ByteBuffer.wrap(wide.voxels).putInt(0, -1);
    assertEquals(4294967295.0, values(Nifti.read(file("w.nii", wide.single())))[0]);
  }

  @Test
  void scaledValuesGoBackAsTheStoredNumbers() throws IOException {
    final NiftiBytes bytes = NiftiBytes.little(4, 2).scaling(0.5, -3);
    final Volume v = Nifti.read(file("a.nii", bytes.single()));
    assertInstanceOf(FloatType.class, v.pixels().getType());
    assertEquals(0.5 * 23 - 3, values(v)[23]);
    Nifti.write(v, folder.resolve("b.nii"));
    assertArrayEquals(bytes.single(), Files.readAllBytes(folder.resolve("b.nii")));
  }

  @Test
  void scalingThatFloatCannotHoldIsReadAsDouble() throws IOException {
    final NiftiBytes bytes = NiftiBytes.little(4, 2).scaling(0.001, 1e5);
    final Volume v = Nifti.read(file("a.nii", bytes.single()));
    assertInstanceOf(DoubleType.class, v.pixels().getType());
    Nifti.write(v, folder.resolve("b.nii"));
    assertArrayEquals(bytes.single(), Files.readAllBytes(folder.resolve("b.nii")));
  }

  @Test
  void slopeZeroOrNotANumberMeansNoScaling() throws IOException {
    for (double slope : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      final NiftiBytes bytes = NiftiBytes.little(4, 2).scaling(slope, 7);
      final Volume v = Nifti.read(file("a.nii", bytes.single()));
      assertArrayEquals(counting(24), values(v), "slope " + slope);
      assertNull(v.header().scaling());
    }
    final NiftiBytes inter = NiftiBytes.little(4, 2).scaling(2, Double.NaN);
    assertEquals(46, values(Nifti.read(file("a.nii", inter.single())))[23]);
  }

  @Test
  void newPixelsHaveTheirOwnType() throws IOException {
    final Volume v = Nifti.read(file("a.nii", NiftiBytes.little(4, 2).scaling(0.5, -3).single()));
    final Volume mask = v.withPixels(ArrayImgs.unsignedBytes(new byte[24], 3, 4, 2));
    Nifti.write(mask, folder.resolve("m.nii.gz"));
    final Volume back = Nifti.read(folder.resolve("m.nii.gz"));
    assertEquals(DataType.UINT8, DataType.of(back.pixels().getType()).orElseThrow());
    assertEquals(0, values(back)[23]);
  }

  @Test
  void roundsToNearestAndSaturates() {
    final float[] values = {-1.6f, 0.5f, 1.5f, 2.4f, 254.6f, 300, Float.NaN, 1e30f};
    final Volume v = Volume.of(ArrayImgs.floats(values, 2, 2, 2), Affine.IDENTITY, "v");
    final Path file = folder.resolve("a.nii");
    Nifti.write(v, file, DataType.UINT8, Progress.NONE);
    assertArrayEquals(new double[] {0, 0, 2, 2, 255, 255, 0, 255}, values(Nifti.read(file)));
    Nifti.write(v, file, DataType.INT8, Progress.NONE);
    assertArrayEquals(new double[] {-2, 0, 2, 2, 127, 127, 0, 127}, values(Nifti.read(file)));
    Nifti.write(v, file, DataType.UINT64, Progress.NONE);
    assertEquals(0x1p64, values(Nifti.read(file))[7]);
    Nifti.write(v, file, DataType.INT64, Progress.NONE);
    assertEquals(0x1p63, values(Nifti.read(file))[7]);
    Nifti.write(v, file, DataType.INT32, Progress.NONE);
    assertEquals(Integer.MAX_VALUE, values(Nifti.read(file))[7]);
    Nifti.write(v, file, DataType.FLOAT64, Progress.NONE);
    assertEquals(1e30f, values(Nifti.read(file))[7]);
  }

  @Test
  void longsBeyondDoublePrecisionSurviveUnderAView() throws IOException {
    final long odd = (1L << 60) + 1;
    final long[] longs = {odd, 2, 3, 4, 5, 6, 7, -odd};
    final Volume v = Volume.of(ArrayImgs.longs(longs, 2, 2, 2), Affine.scale(-1, 1, 1), "v");
    final Path file = folder.resolve("a.nii");
    Nifti.write(v.reoriented(org.myelon.image.Orientation.parse("LPI")), file);
    final ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(2, b.getLong(352));
    assertEquals(odd, b.getLong(360));
  }
}
