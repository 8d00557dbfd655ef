package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in two folders appear together or not at all. */
class StagedFilesTest {

  @TempDir Path folder;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(folder.resolve("x"));
    Files.createDirectories(folder.resolve("y"));
    TextFile.write(folder.resolve("x/a.txt"), "old");
  }

  private List<String> names() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.skip(1).map(f -> folder.relativize(f).toString()).sorted().toList();
    }
  }

  @Test
  void theyAppearWhenAllAreComplete() throws IOException {
    try (StagedFiles files = new StagedFiles()) {
      files.write(folder.resolve("x/a.txt"), path -> TextFile.write(path, "new"));
      files.write(
          folder.resolve("y/b.hdr"),
          path -> {
            TextFile.write(path, "header");
            TextFile.write(path.resolveSibling("b.img"), "voxels");
          });
      assertEquals("old", TextFile.read(folder.resolve("x/a.txt")));
      assertTrue(Files.notExists(folder.resolve("y/b.hdr")));
      files.keep();
    }
    assertEquals("new", TextFile.read(folder.resolve("x/a.txt")));
    assertEquals(List.of("x", "x/a.txt", "y", "y/b.hdr", "y/b.img"), names());
  }

  @Test
  void ifTheSecondFailsTheFirstStaysAsItWas() throws IOException {
    final Path second = folder.resolve("y/b.txt");
    final InputException e =
        assertThrows(
            InputException.class,
            () -> {
              try (StagedFiles files = new StagedFiles()) {
                files.write(folder.resolve("x/a.txt"), path -> TextFile.write(path, "new"));
                files.write(
                    second,
                    path -> {
                      TextFile.write(path.resolveSibling("part"), "of it");
                      throw new InputException("Cannot write " + path + ".");
                    });
                files.keep();
              }
            });
    assertEquals("Cannot write " + second + ".", e.getMessage());
    assertEquals("old", TextFile.read(folder.resolve("x/a.txt")));
    assertEquals(List.of("x", "x/a.txt", "y"), names());
  }

  @Test
  void throughALinkTheFileItPointsToIsReplaced() throws IOException {
    final Path link = folder.resolve("y/link");
    Files.createSymbolicLink(link, folder.resolve("x/a.txt"));
    try (StagedFiles files = new StagedFiles()) {
      files.write(link, path -> TextFile.write(path, path.getFileName().toString()));
      files.keep();
    }
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("link", TextFile.read(folder.resolve("x/a.txt")));
    assertEquals(List.of("x", "x/a.txt", "y", "y/link"), names());
  }

  @Test
  void saysWhatCannotBe() throws IOException {
    try (StagedFiles files = new StagedFiles()) {
      for (Path place : List.of(folder.resolve("x"), folder.resolve("none/a.txt"))) {
        final String said =
            assertThrows(
                    InputException.class,
                    () -> files.write(place, path -> TextFile.write(path, "text")))
                .getMessage();
        assertTrue(said.contains(place.toString()), said);
      }
    }
    assertEquals(List.of("x", "x/a.txt", "y"), names());
  }
}
