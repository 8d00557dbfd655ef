package org.myelon.step;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that it is either complete or not there: into a temporary file in the same
 * folder, which then takes the file's name.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** Writes the bytes of a file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file; one that was there before is replaced, or kept if anything goes wrong.
   *
   * @throws InputException if the file system does not let it be written; nothing is left behind
   */
  public static void write(Path file, Content content) {
    final Path target = file.toAbsolutePath();
    if (Files.isDirectory(target))
      throw new InputException(file + " is a folder; name a file to write.");
    final Path folder = target.getParent();
    if (!Files.isDirectory(folder))
      throw new InputException(
          "Cannot write " + file + ": the folder " + folder + " does not exist. Create it first.");
    try {
      // through a symbolic link the file it points to is replaced, not the link
      replace(Files.exists(target) ? target.toRealPath() : target, content);
    } catch (AccessDeniedException | NoSuchFileException e) {
      throw new InputException(
          "Cannot write " + file + ": no permission in its folder. Choose another folder.", e);
    } catch (IOException e) {
      throw new InputException(
          "Cannot write "
              + file
              + ": "
              + e.getMessage()
              + ". Nothing was written; free space or choose another folder.",
          e);
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    final Path temporary =
        target.resolveSibling(
            "."
                + target.getFileName()
                + "."
                + ProcessHandle.current().pid()
                + "-"
                + Long.toHexString(System.nanoTime())
                + ".part");
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              1 << 16)) {
        content.writeTo(out);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
