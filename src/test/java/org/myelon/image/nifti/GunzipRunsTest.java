package org.myelon.image.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the compressor of the JDK, in all its manners. */
class GunzipRunsTest {

  private static byte[] gzip(byte[] bytes, int level, int strategy) throws IOException {
    final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(level);
            def.setStrategy(strategy);
          }
        }) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GunzipRuns in = new GunzipRuns(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  /** Runs of all lengths, noise, and texts that repeat at all distances. */
  private static byte[] mixture(long seed, int size) {
    final Random random = new Random(seed);
    final byte[] bytes = new byte[size];
    for (int at = 0; at < size; ) {
      final int n = Math.min(size - at, 1 + random.nextInt(3000));
      switch (random.nextInt(4)) {
        case 0 -> Arrays.fill(bytes, at, at + n, (byte) random.nextInt());
        case 1 -> {
          for (int i = 0; i < n; i++) bytes[at + i] = (byte) random.nextInt(256);
        }
        case 2 -> {
          for (int i = 0; i < n; i++) bytes[at + i] = (byte) (random.nextGaussian() * 9);
        }
        default -> {
          final int back = 1 + random.nextInt(Math.max(1, Math.min(at, 40_000)));
          for (int i = 0; i < n; i++) bytes[at + i] = at + i < back ? 7 : bytes[at + i - back];
        }
      }
      at += n;
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "6, 0", "9, 0", "6, 1", "6, 2"})
  void givesBackWhatWasPacked(int level, int strategy) throws IOException {
    for (int size : new int[] {0, 1, 2, 300, 32_768, 131_072, 700_001}) {
      final byte[] bytes = mixture(size + level, size);
      assertArrayEquals(bytes, unpacked(gzip(bytes, level, strategy)), size + " bytes");
      assertArrayEquals(new byte[size], unpacked(gzip(new byte[size], level, strategy)));
    }
  }

  @Test
  void skipsAndReadsByteByByte() throws IOException {
    final byte[] bytes = mixture(3, 300_000);
    try (GunzipRuns in = new GunzipRuns(new ByteArrayInputStream(gzip(bytes, 6, 0)))) {
      in.skipNBytes(150_001);
      assertEquals(bytes[150_001] & 0xff, in.read());
      assertArrayEquals(Arrays.copyOfRange(bytes, 150_002, 200_000), in.readNBytes(49_998));
      assertEquals(100_000, in.skip(1_000_000));
      assertEquals(-1, in.read());
      assertEquals(-1, in.read(new byte[3], 0, 3));
    }
  }

  @Test
  void readsAllMembersAndAllOfTheHeader() throws IOException {
    final byte[] a = mixture(1, 5000), b = mixture(2, 70_000);
    final byte[] first = gzip(a, 6, 0), second = gzip(b, 1, 0);
    final ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(first, 0, 3);
    both.write(2 | 4 | 8 | 16);
    both.write(first, 4, 6);
    both.write(new byte[] {3, 0, 'x', 'y', 'z', 'n', 'a', 0, 'c', 0, 1, 2});
    both.write(first, 10, first.length - 10);
    both.write(second);
    both.write(new byte[30]);
    final byte[] found = unpacked(both.toByteArray());
    assertArrayEquals(a, Arrays.copyOf(found, a.length));
    assertArrayEquals(b, Arrays.copyOfRange(found, a.length, found.length));
  }

  /** Whatever is wrong is an IOException: nothing else, no endless loop. */
  @Test
  void damageIsSeen() throws IOException {
    final byte[] bytes = mixture(4, 3000), packed = gzip(bytes, 6, 0);
    for (int length = 0; length < packed.length; length++) {
      final byte[] cut = Arrays.copyOf(packed, length);
      assertThrows(IOException.class, () -> unpacked(cut), "cut to " + length);
    }
    final Random random = new Random(5);
    for (int i = 0; i < 5000; i++) {
      final byte[] bad = packed.clone();
      bad[10 + random.nextInt(bad.length - 10)] ^= (byte) (1 << random.nextInt(8));
      try {
        // an unused bit after the last block may flip
        assertArrayEquals(bytes, unpacked(bad));
      } catch (IOException expected) {
        assertFalse(expected.toString().isEmpty());
      }
    }
  }

  @Test
  void isMeantForRuns(@TempDir Path folder) throws IOException {
    final Path zeros = folder.resolve("zeros.gz"), noise = folder.resolve("noise.gz");
    Files.write(zeros, gzip(new byte[100_000], 6, 0));
    Files.write(noise, gzip(mixture(6, 100_000), 6, 0));
    assertTrue(GunzipRuns.suits(zeros));
    assertFalse(GunzipRuns.suits(noise));
    Files.write(noise, new byte[] {0x1f, (byte) 0x8b});
    assertFalse(GunzipRuns.suits(noise));
  }
}
