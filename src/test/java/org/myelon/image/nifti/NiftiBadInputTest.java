package org.myelon.image.nifti;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Files that are no usable image are refused in one line that names the file and says why. */
class NiftiBadInputTest {

  @TempDir Path folder;

  private static NiftiBytes good() {
    return NiftiBytes.little(4, 2);
  }

  private static byte[] patched(byte[] file, int at, int... bytes) {
    final byte[] copy = file.clone();
    for (int i = 0; i < bytes.length; i++) copy[at + i] = (byte) bytes[i];
    return copy;
  }

  static Stream<Arguments> bad() {
    final byte[] file = good().single(), zipped = NiftiBytes.gzip(file);
    final byte[] longer = NiftiBytes.gzip(Arrays.copyOf(file, 2 * file.length));
    final double nan = Double.NaN, inf = Double.POSITIVE_INFINITY;
    return Stream.of(
        Arguments.of("empty file", new byte[0], "is empty"),
        Arguments.of("three bytes", new byte[3], "no NIfTI file"),
        Arguments.of("text", "Hello, I am a text file.".repeat(30).getBytes(), "no NIfTI file"),
        Arguments.of("header cut off", Arrays.copyOf(file, 200), "cut off"),
        Arguments.of("voxels cut off", Arrays.copyOf(file, file.length - 1), "cut off"),
        Arguments.of("gzip cut off", Arrays.copyOf(zipped, zipped.length / 2), "cut off"),
        Arguments.of("gzip without trailer", Arrays.copyOf(zipped, zipped.length - 8), "cut off"),
        Arguments.of("gzip header only", Arrays.copyOf(zipped, 10), "cut off"),
        Arguments.of("two bytes of gzip", Arrays.copyOf(zipped, 2), "cut off"),
        Arguments.of("gzip checksum", patched(zipped, zipped.length - 8, 1, 2, 3), "damaged"),
        Arguments.of(
            "gzip checksum after more than the voxels",
            patched(longer, longer.length - 8, 1, 2, 3),
            "damaged"),
        Arguments.of("gzip data", patched(zipped, 40, 0xff, 0xff, 0xff, 0xff), "damaged"),
        Arguments.of("gzip method", patched(zipped, 2, 7), "damaged"),
        Arguments.of("wrong header size", patched(file, 0, 0x5d), "no NIfTI file"),
        Arguments.of("no magic (Analyze)", patched(file, 344, 0, 0, 0), "magic"),
        Arguments.of("magic of version 2", patched(file, 344, 'n', '+', '2'), "magic"),
        Arguments.of("0 dimensions", patched(file, 40, 0, 0), "0 dimensions"),
        Arguments.of("-1 dimensions", patched(file, 40, 0xff, 0xff), "-1 dimensions"),
        Arguments.of("8 dimensions", patched(file, 40, 8, 0), "8 dimensions"),
        Arguments.of("size 0", good().dims(3, 0, 2).single(), "size of 0 on axis 2"),
        Arguments.of("size below 0", good().dims(3, 4, -2).single(), "size of -2 on axis 3"),
        Arguments.of("6-D", good().dims(2, 2, 2, 1, 1, 3).single(), "6 dimensions"),
        Arguments.of("larger than file", good().dims(300, 400, 200).single(), "cut off"),
        Arguments.of("overflow of int", good().dims(32767, 32767, 32767).single(), "cut off"),
        Arguments.of(
            "overflow of long", good().dims(32767, 32767, 32767, 32767, 32767).single(), "cut off"),
        Arguments.of(
            "size 0 in 64 bits by overflow",
            new NiftiBytes(2, ByteOrder.BIG_ENDIAN, 4, 2).dims(1L << 32, 1L << 31, 2).single(),
            "cut off"),
        Arguments.of(
            "lying header in gzip",
            NiftiBytes.gzip(good().dims(32767, 32767, 30000).single()),
            "cut off"),
        Arguments.of("voxels in the header", good().offset(100).single(), "start at byte 100"),
        Arguments.of("negative offset", good().offset(-352).single(), "start at byte -352"),
        Arguments.of("offset no number", good().offset(nan).single(), "start at byte NaN"),
        Arguments.of("offset half a byte", good().offset(352.5).single(), "start at byte 352.5"),
        Arguments.of("offset infinite", good().offset(inf).single(), "start at byte Infinity"),
        Arguments.of("offset beyond file", good().offset(4000).single(), "cut off"),
        Arguments.of(
            "offset beyond gzip", NiftiBytes.gzip(good().offset(60000).single()), "cut off"),
        Arguments.of("sform no number", good().sform(1, nan).single(), "sform"),
        Arguments.of("sform infinite", good().sform(1, inf).single(), "sform"),
        Arguments.of("sform zero", good().sform(1, new double[12]).single(), "sform"),
        Arguments.of(
            "sform flat", good().sform(1, 1, 1, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0).single(), "sform"),
        Arguments.of(
            "qform no number", good().sform(0).qform(1, nan, 0, 0, 0, 0, 0).single(), "qform"),
        Arguments.of("voxel size no number", good().sform(0).pixdim(2, nan).single(), "voxel size"),
        Arguments.of("bits", NiftiBytes.little(1, 1).single(), "single bits"),
        Arguments.of("complex", NiftiBytes.little(32, 8).single(), "complex"),
        Arguments.of("complex128", NiftiBytes.little(1792, 16).single(), "complex"),
        Arguments.of("RGB", NiftiBytes.little(128, 3).single(), "RGB"),
        Arguments.of("RGBA", NiftiBytes.little(2304, 4).single(), "RGB"),
        Arguments.of("float128", NiftiBytes.little(1536, 16).single(), "128-bit"),
        Arguments.of("no type", NiftiBytes.little(0, 1).single(), "code 0"),
        Arguments.of("unknown type", NiftiBytes.little(7, 1).single(), "code 7"),
        Arguments.of(
            "extension too long",
            patched(good().extension(6, new byte[8]).single(), 352, 0x7f, 0, 0, 0),
            "extension of 127 bytes"),
        Arguments.of(
            "extension of negative size",
            patched(good().extension(6, new byte[8]).single(), 352, 0xff, 0xff, 0xff, 0xff),
            "extension of -1 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badFileIsRefusedInOneLine(String what, byte[] bytes, String reason) throws IOException {
    final Path file = Files.write(folder.resolve("bad.nii.gz"), bytes);
    final String message =
        assertThrows(InputException.class, () -> Nifti.read(file), what).getMessage();
    assertTrue(message.contains("bad.nii.gz"), message);
    assertTrue(message.contains(reason), message);
    assertFalse(message.contains("\n"), message);
  }

  private void assertRefused(Path file, String reason) {
    final String message = assertThrows(InputException.class, () -> Nifti.read(file)).getMessage();
    assertTrue(message.contains(file.getFileName().toString()), message);
    assertTrue(message.contains(reason), message);
  }

  @Test
  void whatIsNoFileIsRefused() throws IOException {
    assertRefused(folder.resolve("missing.nii"), "does not exist");
    assertRefused(Files.createDirectory(folder.resolve("folder.nii")), "is a folder");
    assertRefused(folder.resolve("missing.img"), "missing.hdr must lie beside");
  }

  @Test
  void pairsWithoutTheirPartnerAreRefused() throws IOException {
    final NiftiBytes b = good();
    b.header.put(344, new byte[] {'n', 'i', '1', 0}).putFloat(108, 0);
    Files.write(folder.resolve("p.hdr"), b.header.array());
    assertRefused(folder.resolve("p.hdr"), "p.img must lie beside");
    Files.write(folder.resolve("p.img"), new byte[20]);
    assertThrows(InputException.class, () -> Nifti.read(folder.resolve("p.hdr")));
    Files.delete(folder.resolve("p.img"));
    Files.createDirectory(folder.resolve("p.img"));
    final InputException e =
        assertThrows(InputException.class, () -> Nifti.read(folder.resolve("p.hdr")));
    assertTrue(e.getMessage().contains("p.img is a folder"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.png", "out", "nii", "out.nii.zip"})
  void namesWithoutNiftiEndingAreNotWritten(String name) throws IOException {
    final var v = Nifti.read(Files.write(folder.resolve("a.nii"), good().single()));
    final Path out = folder.resolve(name);
    assertThrows(InputException.class, () -> Nifti.write(v, out));
    assertFalse(Files.exists(out));
  }

  @Test
  void cancelledReadingAndWritingStopAndLeaveNothing() throws IOException {
    final Path file = Files.write(folder.resolve("a.nii"), good().single());
    final var v = Nifti.read(file);
    final Progress cancelled =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {
            assertTrue(fraction == 0, stage);
          }

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThrows(CancelledException.class, () -> Nifti.read(file, cancelled));
    final Path out = folder.resolve("out.nii.gz");
    assertThrows(CancelledException.class, () -> Nifti.write(v, out, null, cancelled));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
