package org.myelon.image.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.image.PlaneReader;
import org.myelon.image.Volume;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Series read volume by volume on demand: the same voxels, one-line errors, no file left open. */
class SeriesReaderTest {

  private static final long ON_DEMAND = 0;
  private static final int VOLUMES = 6;

  @TempDir Path folder;

  private static NiftiBytes series(int code, int width) {
    final NiftiBytes file =
        new NiftiBytes(2, ByteOrder.BIG_ENDIAN, code, width).dims(30, 20, 10, VOLUMES);
    file.voxels = new byte[6000 * VOLUMES * width];
    new Random(1).nextBytes(file.voxels);
    return file;
  }

  static Stream<NiftiBytes> files() {
    return Stream.of(
        series(2, 1),
        series(4, 2),
        series(1280, 8),
        series(16, 4),
        series(512, 2).scaling(0.5, -3),
        series(8, 4).scaling(1e-3, 7),
        series(4, 2).dims(30, 20, 10, 2, 3),
        runs(series(2, 1)));
  }

  /** Voxels of one value, which another decompressor takes apart. */
  private static NiftiBytes runs(NiftiBytes file) {
    for (int i = 0; i < file.voxels.length; i++) file.voxels[i] = (byte) (i / 9000);
    return file;
  }

  private Path write(NiftiBytes file, String name) throws IOException {
    final byte[] bytes = file.single();
    return Files.write(folder.resolve(name), name.endsWith(".gz") ? NiftiBytes.gzip(bytes) : bytes);
  }

  private static Volume onDemand(Path file) {
    return Nifti.read(file, Progress.NONE, ON_DEMAND);
  }

  private static double[] values(Volume volume) {
    final PlaneReader planes = new PlaneReader(volume.pixels());
    final int count = (int) planes.planeCount(), size = planes.planeSize();
    final double[] all = new double[count * size], plane = new double[size];
    for (int p = 0; p < count; p++) {
      planes.read(p, plane);
      System.arraycopy(plane, 0, all, p * size, size);
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("files")
  void sameVoxelsAsReadAtOnce(NiftiBytes file) throws IOException {
    for (String name : new String[] {"s.nii", "s.nii.gz"}) {
      final Path path = write(file, name);
      final Volume atOnce = Nifti.read(path), onDemand = onDemand(path);
      assertEquals(atOnce.grid(), onDemand.grid());
      assertEquals(atOnce.pixels().getType().getClass(), onDemand.pixels().getType().getClass());
      assertArrayEquals(values(atOnce), values(onDemand), name);
      Nifti.write(atOnce, folder.resolve("a.nii"));
      Nifti.write(onDemand, folder.resolve("b.nii"));
      assertEquals(
          -1, Files.mismatch(folder.resolve("a.nii"), folder.resolve("b.nii")), "written again");
    }
  }

  @Test
  void forthAndBack() throws IOException {
    for (String name : new String[] {"s.nii", "s.nii.gz"}) {
      final Path path = write(series(4, 2), name);
      final Volume atOnce = Nifti.read(path), onDemand = onDemand(path);
      for (int t : new int[] {3, 1, 5, 5, 0, 4, 2, 3})
        assertArrayEquals(atOnce.volume(t).toFloats(), onDemand.volume(t).toFloats(), name);
    }
  }

  @Test
  void headerAndVoxelsApart() throws IOException {
    final Volume atOnce = Nifti.read(write(series(16, 4), "s.nii"));
    for (String name : new String[] {"p.hdr", "z.hdr.gz"}) {
      Nifti.write(atOnce, folder.resolve(name));
      assertArrayEquals(values(atOnce), values(onDemand(folder.resolve(name))), name);
    }
  }

  /** Parts compressed one by one, as bgzip does, are one file. */
  @Test
  void gzipOfSeveralParts() throws IOException {
    final byte[] bytes = series(2, 1).single();
    final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += 5000)
      parts.writeBytes(
          NiftiBytes.gzip(
              java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 5000))));
    final Path path = Files.write(folder.resolve("s.nii.gz"), parts.toByteArray());
    assertArrayEquals(values(Nifti.read(path)), values(onDemand(path)));
  }

  @Test
  void noFileStaysOpen() throws IOException {
    final Path open = Path.of("/proc/self/fd");
    Assumptions.assumeTrue(Files.isDirectory(open), "needs Linux");
    for (String name : new String[] {"s.nii", "s.nii.gz"}) {
      final Volume series = onDemand(write(series(4, 2), name));
      series.volume(2).toFloats();
      try (Stream<Path> descriptors = Files.list(open)) {
        assertFalse(descriptors.anyMatch(d -> pointsTo(d, name)), name);
      }
    }
  }

  private static boolean pointsTo(Path descriptor, String name) {
    try {
      return Files.readSymbolicLink(descriptor).endsWith(name);
    } catch (IOException e) {
      return false; // closed in the meantime
    }
  }

  @Test
  void damageInALateVolumeIsToldAndNothingWritten() throws IOException {
    final byte[] zipped = NiftiBytes.gzip(series(4, 2).single());
    for (int i = 0; i < 20; i++) zipped[zipped.length * 4 / 5 + i] ^= 0x55;
    final Path path = Files.write(folder.resolve("late.nii.gz"), zipped);
    final Volume series = onDemand(path);
    series.volume(1).toFloats();
    refused(series, "late.nii.gz", "damaged");
  }

  @Test
  void checksumAndCutAreSeenAtTheEnd() throws IOException {
    final byte[] zipped = NiftiBytes.gzip(series(4, 2).single());
    zipped[zipped.length - 7] ^= 1;
    refused(onDemand(Files.write(folder.resolve("sum.nii.gz"), zipped)), "sum.nii.gz", "damaged");
    final byte[] cut = java.util.Arrays.copyOf(zipped, zipped.length - 100);
    refused(onDemand(Files.write(folder.resolve("cut.nii.gz"), cut)), "cut.nii.gz", "too early");
  }

  @Test
  void filesThatDoNotStayAreNoticed() throws IOException {
    for (String name : new String[] {"s.nii", "s.nii.gz"}) {
      final Path path = write(series(4, 2), name);
      final Volume changed = onDemand(path);
      changed.volume(0).toFloats();
      write(series(4, 2), name);
      Files.setLastModifiedTime(path, FileTime.fromMillis(1));
      refused(changed, name, "was changed before all of it was read");
      final Volume removed = onDemand(path);
      removed.volume(0).toFloats();
      Files.delete(path);
      refused(removed, name, "was removed before all of it was read");
    }
  }

  private void refused(Volume series, String name, String why) {
    final Path out = folder.resolve("out.nii.gz");
    final String message =
        assertThrows(InputException.class, () -> Nifti.write(series, out)).getMessage();
    assertTrue(message.contains(name) && message.contains(why), message);
    assertEquals(1, message.lines().count(), message);
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.anyMatch(f -> f.getFileName().toString().contains("out")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void readingTellsHowFarItIsAndStops() throws IOException {
    final double[] last = {0};
    final Progress progress =
        new Progress() {
          @Override
          public void update(String stage, double fraction) {
            assertEquals("Reading s.nii.gz", stage);
            last[0] = fraction;
          }

          @Override
          public boolean isCancelled() {
            return last[0] > 0.5;
          }
        };
    final Volume series = Nifti.read(write(series(4, 2), "s.nii.gz"), progress, ON_DEMAND);
    series.volume(2).toFloats();
    assertEquals(0.48, last[0], 0.02);
    assertThrows(CancelledException.class, () -> series.volume(4).toFloats());
  }

  /** Only one volume must fit into the memory. */
  @Test
  void oneVolumeIsNoSeries() throws IOException {
    final Path path = write(series(4, 2).dims(30, 20, 10, 1), "one.nii");
    assertArrayEquals(values(Nifti.read(path)), values(onDemand(path)));
    Files.delete(path);
    assertThrows(InputException.class, () -> Nifti.read(path));
  }
}
