package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.myelon.step.InputException;

/** Files with a piece cut out, doubled or overwritten are read or refused in one line. */
class ElastixFuzzTest {

  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("fuzz");
    Files.writeString(
        folder.resolve("first.txt"),
        ElastixTransformTest.linear("euler", "NoInitialTransform", "Compose"));
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    for (String name : new String[] {"first.txt", "t.txt"})
      Files.deleteIfExists(folder.resolve(name));
    Files.delete(folder);
  }

  private static String base(int kind) {
    return switch (kind) {
      case 0 -> ElastixTransformTest.linear("similarity", "first.txt", "Compose");
      case 1 -> ElastixTransformTest.linear("affine", "first.txt", "Add");
      default -> {
        // fewer numbers, so that other places are hit
        final String text = ElastixTransformTest.spline(1, "first.txt", "Compose");
        final int begin = text.indexOf("(TransformP"), end = text.indexOf("(GridSize");
        yield text.substring(0, begin)
            + "(TransformParameters"
            + " 0.5".repeat(24)
            + ")\n"
            + text.substring(end).replace("9 10 11", "2 2 2");
      }
    };
  }

  @Property(tries = 600, seed = "3", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void damagedFilesAreReadOrRefused(
      @ForAll @IntRange(max = 2) int kind,
      @ForAll @IntRange(max = 3) int damage,
      @ForAll @IntRange(max = 2000) int at,
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(max = 8) int letter)
      throws IOException {
    Files.writeString(folder.resolve("t.txt"), Damage.of(base(kind), damage, at, length, letter));
    try {
      final Transform transform = ElastixTransform.read(folder.resolve("t.txt"));
      transform.apply(new double[] {9, -30, 40}, new double[3]);
    } catch (InputException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }
}
