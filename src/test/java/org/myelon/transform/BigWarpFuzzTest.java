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
import org.myelon.image.Grid;
import org.myelon.step.InputException;

/** Files with a piece cut out, doubled or overwritten are read or refused in one line. */
class BigWarpFuzzTest {

  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("fuzz");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    for (String name : new String[] {"l.csv", "p.json"}) Files.deleteIfExists(folder.resolve(name));
    Files.delete(folder);
  }

  @Property(tries = 600, seed = "5", shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void damagedFilesAreReadOrRefused(
      @ForAll boolean table,
      @ForAll @IntRange(max = 3) int damage,
      @ForAll @IntRange(max = 2000) int at,
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(max = 8) int letter)
      throws IOException {
    final Path file = folder.resolve(table ? "l.csv" : "p.json");
    Files.writeString(
        file,
        Damage.of(
            table ? BigWarpFileTest.TABLE : BigWarpFileTest.PROJECT, damage, at, length, letter));
    final Grid grid = TransformTest.oblique("LAI");
    try {
      BigWarpFile.read(file).transform(grid, grid).apply(new double[] {1, 2, 3}, new double[3]);
    } catch (InputException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }
}
