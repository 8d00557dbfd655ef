package org.myelon.step;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes a text file whole or not at all, as UTF-8. */
public final class TextFile {

  private TextFile() {}

  /**
   * Replaces or makes a file.
   *
   * @throws InputException if the folder cannot be written or the disk is full; no part is left
   */
  public static void write(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
