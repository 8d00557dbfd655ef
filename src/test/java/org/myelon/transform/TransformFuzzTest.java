package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Valid files of every kind with some bytes changed, cut or repeated give a transform that can be
 * applied, or a refusal in one line; never another exception.
 */
class TransformFuzzTest {

  private static final Grid GRID =
      new Grid(new long[] {4, 3, 2}, new Affine(2, 0, 0, 1, 0, -3, 0, 2, 0, 0, 4, 3));

  private static final Ends ENDS = Ends.of(GRID, GRID);

  private static Path folder;

  private static final List<Path> VALID = new ArrayList<>();

  @BeforeContainer
  static void writeOneFileOfEachKind() throws IOException {
    folder = Files.createTempDirectory("fuzz");
    final Transform map = new AffineTransform(new Affine(1, .2, 0, 3, 0, 1, .1, 4, 0, 0, .9, 5));
    for (TransformKind kind : TransformKind.values()) {
      final boolean field = kind.toString().matches("itk-field|fsl-absolute|fsl-relative");
      final String ending = field ? ".nii" : kind == TransformKind.ITK_AFFINE ? ".mat" : ".txt";
      VALID.add(folder.resolve(kind + ending));
      kind.write(map, ENDS, folder.resolve(kind + ending), Progress.NONE);
    }
    VALID.add(folder.resolve("text.txt"));
    ItkAffine.write((AffineTransform) map, folder.resolve("text.txt"));
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) Files.delete(file);
    }
    Files.delete(folder);
  }

  /** Bytes from {@code at} on are set, removed or doubled, or the file is cut there. */
  record Damage(int kind, int at, int value, int length) {

    byte[] in(byte[] file) {
      if (file.length == 0) return file;
      final int from = at % file.length, to = Math.min(file.length, from + length);
      final byte[] head = Arrays.copyOf(file, from),
          tail = Arrays.copyOfRange(file, to, file.length);
      if (kind == 0) return head;
      final byte[] middle = Arrays.copyOfRange(file, from, to);
      if (kind < 4) Arrays.fill(middle, (byte) value);
      return join(head, kind == 4 ? new byte[0] : middle, kind == 5 ? middle : new byte[0], tail);
    }

    private static byte[] join(byte[]... parts) {
      final int size = Arrays.stream(parts).mapToInt(p -> p.length).sum();
      final byte[] all = new byte[size];
      int at = 0;
      for (byte[] p : parts) {
        System.arraycopy(p, 0, all, at, p.length);
        at += p.length;
      }
      return all;
    }
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 900),
            Arbitraries.of(0, 1, 0x7f, 0x80, 0xff, 0x20, 0x0a, 0x2d, 0x39, 0x28, 0x65, 0x22),
            Arbitraries.integers().between(1, 9))
        .as(Damage::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property(tries = 1500, seed = "2026", shrinking = ShrinkingMode.BOUNDED)
  void damagedFilesAreReadOrRefused(
      @ForAll("files") int which, @ForAll("damages") List<Damage> damages) throws IOException {
    final Path valid = VALID.get(which);
    byte[] bytes = Files.readAllBytes(valid);
    for (Damage d : damages) bytes = d.in(bytes);
    final Path file = Files.write(folder.resolve("damaged" + valid.getFileName()), bytes);
    try {
      final Transform t = TransformList.read(file.toString(), ENDS, Progress.NONE);
      t.apply(new double[] {4, -1, 5}, new double[3]);
    } catch (InputException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      assertTrue(e.getMessage().contains("damaged"), e.getMessage());
    }
  }

  @Provide
  Arbitrary<Integer> files() {
    return Arbitraries.integers().between(0, TransformKind.values().length);
  }
}
