package org.myelon.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files in UTF-8, written whole or not at all. */
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

  /**
   * The text of a file in UTF-8.
   *
   * @throws InputException if it cannot be read
   */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": is it there, and a text file?", e);
    }
  }
}
