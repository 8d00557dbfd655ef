package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files or none. */
class AtomicFilesTest {

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder.resolve("sub"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TextFile.write(folder.resolve("sub/b.txt"), "new b");
    TextFile.write(folder.resolve("a.txt"), "new a");
  }

  @Test
  void makesTheFolderAndKeepsWhatIsNotOurs() throws IOException {
    final Path out = folder.resolve("x/y");
    Files.createDirectories(out);
    TextFile.write(out.resolve("a.txt"), "old");
    TextFile.write(out.resolve("other.txt"), "other");
    assertEquals(
        List.of(out.resolve("a.txt"), out.resolve("sub/b.txt")),
        AtomicFiles.write(out, AtomicFilesTest::make));
    assertEquals("new a", Files.readString(out.resolve("a.txt")));
    assertEquals(List.of("x/y/a.txt", "x/y/other.txt", "x/y/sub/b.txt"), names());
  }

  @Test
  void aFailureLeavesEverythingAsItWas() throws IOException {
    final Path out = folder.resolve("x/y");
    assertThrows(
        CancelledException.class,
        () ->
            AtomicFiles.write(
                out,
                fresh -> {
                  make(fresh);
                  throw new CancelledException();
                }));
    assertFalse(Files.exists(folder.resolve("x")), "the folders made for it are gone, too");
    TextFile.write(folder.resolve("a.txt"), "old");
    assertThrows(
        InputException.class,
        () ->
            AtomicFiles.write(
                folder,
                fresh -> {
                  make(fresh);
                  throw new UncheckedIOException(new IOException("disk full"));
                }));
    assertEquals("old", Files.readString(folder.resolve("a.txt")));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void aFileIsNoFolder() {
    final Path file = folder.resolve("a.txt");
    TextFile.write(file, "old");
    final String message =
        assertThrows(InputException.class, () -> AtomicFiles.write(file, AtomicFilesTest::make))
            .getMessage();
    assertTrue(message.contains("a.txt is a file"), message);
  }
}
