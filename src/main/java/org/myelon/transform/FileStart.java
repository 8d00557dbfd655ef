package org.myelon.transform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.myelon.step.InputException;

/**
 * What can be seen of a file without reading all of it: its name and its first bytes.
 *
 * @param file where it is
 * @param bytes its first bytes, at most {@link #MOST}
 */
record FileStart(Path file, byte[] bytes) {

  /** Enough to tell one kind of text file from another. */
  private static final int MOST = 4096;

  /**
   * @throws InputException if the file is not there or may not be read
   */
  static FileStart of(Path file) {
    if (!Files.isRegularFile(file))
      throw new InputException("There is no transform " + file + ": check the path.");
    try (InputStream in = Files.newInputStream(file)) {
      return new FileStart(file, in.readNBytes(MOST));
    } catch (IOException e) {
      throw new InputException(file + " may not be read: ask for permission.", e);
    }
  }

  /** The first bytes as text, each a character. */
  String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Whether the name ends in one of these, whatever its case. */
  boolean isNamed(String... endings) {
    final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    for (String ending : endings) if (name.endsWith(ending)) return true;
    return false;
  }
}
