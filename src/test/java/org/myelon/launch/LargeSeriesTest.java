package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.type.numeric.integer.ShortType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Affine;
import org.myelon.image.PlaneReader;
import org.myelon.image.Volume;
import org.myelon.image.VolumeSeries;
import org.myelon.image.nifti.Nifti;

/**
 * A series three times as large as Java's memory is moved by the shell, volume by volume, and gives
 * what it should; damage late in it leaves nothing behind.
 */
class LargeSeriesTest {

  private static final int NX = 64, NY = 64, NZ = 40, COUNT = 110;
  private static final String MEMORY = "-Xmx12m";

  @TempDir static Path folder;

  /** What voxel i of volume t holds. */
  private static int value(int i, int t) {
    return i % 977 + t;
  }

  @BeforeAll
  static void writeSeries() throws IOException {
    final Volume series =
        Volume.of(
            VolumeSeries.onDemand(
                new long[] {NX, NY, NZ, COUNT}, new ShortType(), LargeSeriesTest::volume),
            new Affine(2, 0, 0, 30, 0, 2, 0, -10, 0, 0, 3, 7),
            "series");
    for (String name : new String[] {"series.nii", "series.nii.gz"})
      Nifti.write(series, folder.resolve(name));
    Files.writeString(
        folder.resolve("shift.txt"),
        """
        #Insight Transform File V1.0
        Transform: AffineTransform_double_3_3
        Parameters: 1 0 0 0 1 0 0 0 1 -2 0 0
        FixedParameters: 0 0 0
        """);
  }

  private static ShortArray volume(int t) {
    final short[] values = new short[NX * NY * NZ];
    for (int i = 0; i < values.length; i++) values[i] = (short) value(i, t);
    return new ShortArray(values);
  }

  /** Runs the shell in a Java of little memory. */
  private static int apply(Path image, Path output, Path said) throws Exception {
    final Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "apply-transform",
                "image=" + image,
                "reference=" + image,
                "transforms=" + folder.resolve("shift.txt"),
                "interpolation=nearest",
                "output=" + output)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    return java.waitFor();
  }

  /** One voxel along x. */
  @ParameterizedTest
  @CsvSource({"series.nii, moved.nii.gz", "series.nii.gz, moved.nii"})
  void muchLargerThanTheMemory(String name, String result) throws Exception {
    final Path said = folder.resolve("said.txt"), output = folder.resolve(result);
    assertEquals(0, apply(folder.resolve(name), output, said), () -> text(said));
    final PlaneReader planes = new PlaneReader(Nifti.read(output).pixels());
    assertEquals((long) NZ * COUNT, planes.planeCount());
    final double[] plane = new double[NX * NY];
    for (int p = 0; p < NZ * COUNT; p++) {
      planes.read(p, plane);
      final int first = p % NZ * plane.length;
      for (int i = 0; i < plane.length; i++)
        if (plane[i] != (i % NX == NX - 1 ? 0 : value(first + i + 1, p / NZ)))
          throw new AssertionError("volume " + p / NZ + ", voxel " + (first + i));
    }
    assertTrue(text(folder.resolve(result + ".json")).contains("\"seconds\""));
    Files.delete(output);
  }

  @Test
  void damageInALateVolume() throws Exception {
    final Path damaged = Files.copy(folder.resolve("series.nii.gz"), folder.resolve("bad.nii.gz"));
    try (RandomAccessFile f = new RandomAccessFile(damaged.toFile(), "rw")) {
      f.seek(f.length() * 9 / 10);
      f.write("damaged damaged damaged".getBytes(StandardCharsets.US_ASCII));
    }
    final Path said = folder.resolve("said.txt"), output = folder.resolve("lost.nii.gz");
    assertEquals(2, apply(damaged, output, said), () -> text(said));
    final List<String> lines = Files.readAllLines(said);
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).matches("myelon: .*bad\\.nii\\.gz is damaged.*"), lines::toString);
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.map(Path::toFile).map(File::getName).anyMatch(n -> n.contains("lost")));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
