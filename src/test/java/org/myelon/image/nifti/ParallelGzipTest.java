package org.myelon.image.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is compressed on several cores is one plain gzip file. */
class ParallelGzipTest {

  /** Half noise, half runs; the pieces in which it is written do not matter. */
  private static byte[] data(int length) {
    final byte[] data = new byte[length];
    new Random(5).nextBytes(data);
    for (int i = 0; i < length; i++) if (i / 1000 % 2 == 0) data[i] = (byte) (i / 100_000);
    return data;
  }

  private static byte[] compress(byte[] data, int piece) {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParallelGzip gzip = new ParallelGzip(bytes)) {
      for (int i = 0; i < data.length; i += piece)
        gzip.write(data, i, Math.min(piece, data.length - i));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 70_000, 1 << 19, (1 << 19) + 1, 5_000_000})
  void comesBackAsItWas(int length) throws IOException {
    final byte[] data = data(length), compressed = compress(data, 65_536);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      assertArrayEquals(data, in.readAllBytes());
      assertEquals(-1, in.read());
    }
    assertTrue(compressed.length < 0.6 * length + 100, compressed.length + " bytes");
  }

  @Test
  void sameBytesForAnyNumberOfThreadsAndPieces() throws Exception {
    final byte[] data = data(3_000_000), once = compress(data, 1 << 20);
    final ForkJoinPool three = new ForkJoinPool(3);
    assertArrayEquals(once, three.submit(() -> compress(data, 777)).get());
    three.shutdown();
  }
}
