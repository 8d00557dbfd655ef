package org.myelon.image.nifti;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.myelon.image.DataType;
import org.myelon.image.PlaneReader;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * Valid files with some bytes changed, cut or repeated give a volume that can be used, or a refusal
 * in one line; never another exception, and never more voxels than the file can hold. Cases found
 * are kept by name in {@link NiftiBadInputTest}.
 */
class NiftiFuzzTest {

  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("fuzz");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) Files.delete(file);
    }
    Files.delete(folder);
  }

  /** What is done to a file: bytes from {@code at} on are set, removed or doubled. */
  record Mutation(int kind, int at, int value, int length) {

    byte[] apply(byte[] file) {
      if (file.length == 0) return file;
      final int from = at % file.length, to = Math.min(file.length, from + length);
      final byte[] result;
      switch (kind) {
        case 0 -> {
          result = file.clone();
          Arrays.fill(result, from, to, (byte) value);
        }
        case 1 -> {
          result = file.clone();
          result[from] ^= (byte) (1 << (value & 7));
        }
        case 2 -> result = Arrays.copyOf(file, from);
        case 3 -> {
          result = Arrays.copyOf(file, file.length - (to - from));
          System.arraycopy(file, to, result, from, file.length - to);
        }
        default -> {
          result = Arrays.copyOf(file, file.length + to - from);
          System.arraycopy(file, from, result, to, file.length - from);
        }
      }
      return result;
    }
  }

  private static byte[] base(int i) {
    final ByteOrder order = i % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    final DataType type = DataType.values()[i % DataType.values().length];
    final NiftiBytes bytes = new NiftiBytes(1 + i / 2 % 2, order, type.code(), type.bytes());
    bytes.qform(1, 0.1, 0.2, 0.3, 1, 2, 3);
    if (i % 3 == 0) bytes.extension(6, "a comment".getBytes()).extension(2, new byte[40]);
    if (i % 5 == 0) bytes.scaling(0.5, 3);
    if (i % 7 == 0) bytes.sform(0);
    return bytes.single();
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    // the first 600 bytes hold the header, where most mistakes lie
    final Arbitrary<Integer> at =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 600), Arbitraries.integers().between(0, 5000));
    return Combinators.combine(
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(6, Arbitraries.just(1)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(2, 4))),
            at,
            Arbitraries.of(0, 1, 0x7f, 0x80, 0xff, 0x55, 3),
            Arbitraries.integers().between(1, 9))
        .as(Mutation::new);
  }

  @Property(tries = 3000, seed = "2024", shrinking = ShrinkingMode.BOUNDED)
  void damagedHeadersAndVoxels(
      @ForAll("bases") int base,
      @ForAll("several") List<Mutation> mutations,
      @ForAll boolean zipped)
      throws IOException {
    byte[] file = base(base);
    for (Mutation m : mutations) file = m.apply(file);
    check(zipped ? NiftiBytes.gzip(file) : file);
  }

  @Property(tries = 2000, seed = "2025", shrinking = ShrinkingMode.BOUNDED)
  void damagedGzip(@ForAll("bases") int base, @ForAll("several") List<Mutation> mutations)
      throws IOException {
    byte[] file = NiftiBytes.gzip(base(base));
    for (Mutation m : mutations) file = m.apply(file);
    check(file);
  }

  @Property(tries = 500, seed = "2026", shrinking = ShrinkingMode.BOUNDED)
  void damagedPairs(
      @ForAll("bases") int base,
      @ForAll("several") List<Mutation> ofHeader,
      @ForAll("several") List<Mutation> ofVoxels)
      throws IOException {
    final byte[] whole = base(base);
    final int magic = whole[0] == 0x5c || whole[3] == 0x5c ? 344 : 4;
    whole[magic + 1] = 'i';
    byte[] header = Arrays.copyOf(whole, magic == 344 ? 352 : 544);
    byte[] voxels = whole;
    for (Mutation m : ofHeader) header = m.apply(header);
    for (Mutation m : ofVoxels) voxels = m.apply(voxels);
    Files.write(folder.resolve("fuzz.img"), voxels);
    check(Files.write(folder.resolve("fuzz.hdr"), header), voxels.length);
  }

  @Provide
  Arbitrary<Integer> bases() {
    return Arbitraries.integers().between(0, 419);
  }

  @Provide
  Arbitrary<List<Mutation>> several() {
    return mutations().list().ofMinSize(1).ofMaxSize(4);
  }

  private static void check(byte[] bytes) throws IOException {
    check(Files.write(folder.resolve("fuzz.nii"), bytes), bytes.length);
  }

  private static void check(Path file, long length) {
    final Volume volume;
    try {
      volume = Nifti.read(file);
    } catch (InputException e) {
      assertTrue(e.getMessage().contains("fuzz."), e.getMessage());
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      return;
    }
    final PlaneReader planes = new PlaneReader(volume.pixels());
    assertTrue(planes.planeCount() * planes.planeSize() <= 1032 * length, "voxels from nowhere");
    for (long p = 0; p < planes.planeCount(); p++) planes.read(p, new double[planes.planeSize()]);
    assertTrue(volume.voxelToWorld().isUsable());
    Nifti.write(volume, file.resolveSibling("again.nii"));
    assertTrue(
        volume
            .grid()
            .differenceFrom(Nifti.read(file.resolveSibling("again.nii")).grid(), 1e-3)
            .isEmpty());
  }
}
