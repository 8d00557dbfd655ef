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
    try {
      replace(target(file), content);
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  /**
   * The file that is made or replaced: through a symbolic link the one it points to, not the link.
   *
   * @throws InputException if it is a folder, or its folder does not exist
   */
  static Path target(Path file) throws IOException {
    final Path target = file.toAbsolutePath();
    if (Files.isDirectory(target))
      throw new InputException(file + " is a folder; name a file to write.");
    final Path folder = target.getParent();
    if (!Files.isDirectory(folder))
      throw new InputException(
          "Cannot write " + file + ": the folder " + folder + " does not exist. Create it first.");
    return Files.exists(target) ? target.toRealPath() : target;
  }

  /** What to tell the user of a file that could not be written. */
  static InputException refused(Path file, IOException e) {
    final boolean forbidden =
        e instanceof AccessDeniedException || e instanceof NoSuchFileException;
    return new InputException(
        "Cannot write "
            + file
            + ": "
            + (forbidden
                ? "no permission in its folder. Choose another folder."
                : e.getMessage() + ". Nothing was written; free space or choose another folder."),
        e);
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
