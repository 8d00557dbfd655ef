package org.myelon.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a text file whole or not at all. */
public final class TextFile {

  private TextFile() {}

  /**
   * Writes to a temporary file beside the target, then moves it there.
   *
   * @throws InputException if the folder cannot be written or the disk is full; no part is left
   */
  public static void write(Path file, String text) {
    final Path temporary =
        file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(temporary, text);
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(temporary);
      throw new InputException(
          "Cannot write " + file + ": " + e.getMessage() + ". Choose another folder.", e);
    }
  }

  private static void delete(Path temporary) {
    if (Files.exists(temporary) && !temporary.toFile().delete()) temporary.toFile().deleteOnExit();
  }
}
