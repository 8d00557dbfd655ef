package org.myelon.image.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.myelon.image.DataType;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/**
 * Times reading and writing, by hand: the arguments are .nii.gz files. Reading is bounded by
 * inflating, so both are shown.
 */
public final class NiftiBenchmark {

  private static final int RUNS = 7;

  private NiftiBenchmark() {}

  public static void main(String[] files) throws IOException {
    final Path out = Files.createTempFile("benchmark", ".nii.gz");
    System.out.println(
        "file, type, MB, inflate ms, read ms, toFloats ms, RPI toFloats ms, write ms (best of 7), first read ms");
    for (String name : files) {
      final Path file = Path.of(name);
      final double first = milliseconds(1, () -> Nifti.read(file));
      final Volume v = Nifti.read(file);
      final DataType type = DataType.of(v.pixels().getType()).orElseThrow();
      long bytes = type.bytes();
      for (long s : v.pixels().dimensionsAsLongArray()) bytes *= s;
      final Volume one = v.numDimensions() == 3 ? v : null;
      System.out.printf(
          Locale.ROOT,
          "%s, %s, %.1f, %.1f, %.1f, %.1f, %.1f, %.1f, %.1f%n",
          file.getFileName(),
          type,
          bytes / 1e6,
          milliseconds(RUNS, () -> drain(file)),
          milliseconds(RUNS, () -> Nifti.read(file)),
          one == null ? Double.NaN : milliseconds(RUNS, one::toFloats),
          one == null
              ? Double.NaN
              : milliseconds(RUNS, () -> one.reoriented(Orientation.RPI).toFloats()),
          milliseconds(RUNS, () -> Nifti.write(v, out)),
          first);
    }
    Files.delete(out);
  }

  private static void drain(Path file) throws IOException {
    final byte[] buffer = new byte[1 << 16];
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
      int n = 0;
      while (n >= 0) n = in.read(buffer);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static double milliseconds(int runs, Work work) throws IOException {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < runs; i++) {
      final long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
    }
    return best;
  }
}
