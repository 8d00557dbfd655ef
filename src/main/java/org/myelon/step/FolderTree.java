package org.myelon.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder with all that is in it. */
public final class FolderTree {

  private FolderTree() {}

  /**
   * Deletes a folder and all that is in it; of a symbolic link the link, not what it points to. It
   * is no error if there is none.
   *
   * @throws InputException if something in it cannot be deleted
   */
  public static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) return;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(p);
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("Cannot remove the folder " + folder + "; delete it by hand.", e);
    }
  }
}
