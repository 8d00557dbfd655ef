package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is either whole or as it was before. */
class AtomicFileTest {

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void replacesAndLeavesNoOtherFile() throws IOException {
    final Path file = folder.resolve("a.txt");
    TextFile.write(file, "one");
    TextFile.write(file, "zwölf");
    assertEquals("zwölf", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void fullDiskKeepsTheOldFile() throws IOException {
    final Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full));
    final Path file = folder.resolve("a.txt");
    TextFile.write(file, "old");
    final AtomicFile.Content toFullDisk =
        out -> {
          out.write(new byte[100]);
          try (OutputStream disk = new FileOutputStream(full.toFile())) {
            disk.write(new byte[100]);
          }
        };
    final String message =
        assertThrows(InputException.class, () -> AtomicFile.write(file, toFullDisk)).getMessage();
    assertTrue(message.contains("a.txt") && message.contains("No space left"), message);
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void aFaultInTheProgramLeavesNothing() throws IOException {
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFile.write(
                folder.resolve("a.txt"),
                out -> {
                  throw new IllegalStateException();
                }));
    assertEquals(List.of(), names());
  }

  @Test
  void placesThatCannotBeWrittenAreNamed() throws IOException {
    final String missing =
        assertThrows(
                InputException.class, () -> TextFile.write(folder.resolve("no/such/a.txt"), "x"))
            .getMessage();
    assertTrue(missing.contains("no/such") && missing.contains("does not exist"), missing);
    assertThrows(InputException.class, () -> TextFile.write(folder, "x"));
    final Path locked = Path.of("/proc/self");
    Assumptions.assumeTrue(Files.isDirectory(locked));
    final String denied =
        assertThrows(InputException.class, () -> TextFile.write(locked.resolve("a.txt"), "x"))
            .getMessage();
    assertTrue(denied.contains("no permission"), denied);
  }

  @Test
  void aLinkStaysALink() throws IOException {
    final Path file = folder.resolve("a.txt"), link = folder.resolve("link.txt");
    TextFile.write(file, "one");
    Files.createSymbolicLink(link, file);
    TextFile.write(link, "two");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("two", Files.readString(file));
  }
}
