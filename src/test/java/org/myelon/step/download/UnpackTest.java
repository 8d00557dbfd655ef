package org.myelon.step.download;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class UnpackTest {

  @TempDir Path temporary;

  private String refused(byte[] zip, long mostBytes) throws Exception {
    final Path file = Files.write(temporary.resolve("a.zip"), zip);
    final Path to = Files.createDirectories(temporary.resolve("to"));
    return assertThrows(
            InputException.class, () -> new Unpack(file, to, mostBytes).run(Progress.NONE))
        .getMessage();
  }

  @Test
  void thereIsALimitToWhatComesOut() throws Exception {
    final String said = refused(ArchiveServer.zip("zeros", "0".repeat(5_000_000)), 1 << 20);
    assertTrue(said.contains("more than 1 MB"), said);
  }

  @Test
  void thereIsALimitToTheNumberOfFiles() throws Exception {
    final String[] many = new String[20_002];
    for (int i = 0; i < many.length; i++) many[i] = i % 2 == 0 ? "f" + i : "";
    assertTrue(refused(ArchiveServer.zip(many), 1 << 20).contains("entries"));
  }

  @Test
  void nothingIsWrittenTwice() throws Exception {
    final byte[] zip = ArchiveServer.zip("a", "first", "b", "second");
    // the second entry takes the name of the first, in its header and in the directory
    for (int i = 0; i < zip.length - 1; i++) if (zip[i] == 'b' && named(zip, i)) zip[i] = 'a';
    final String said = refused(zip, 1 << 20);
    assertTrue(said.contains("one name") || said.contains("damaged"), said);
  }

  /** Whether a name of one letter begins there: the length before it says so. */
  private static boolean named(byte[] zip, int at) {
    final boolean local = at >= 30 && zip[at - 30] == 'P' && zip[at - 28] == 3;
    return local || at >= 46 && zip[at - 46] == 'P' && zip[at - 44] == 1;
  }
}
