package org.myelon.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes several files into a folder so that either all of them appear or none: first into a
 * temporary folder beside them. Other files in the folder stay as they are.
 */
public final class AtomicFiles {

  private AtomicFiles() {}

  /**
   * Writes files; those that were there before are replaced, or kept if anything goes wrong.
   *
   * @param folder made if it is not there
   * @param content writes the files, also into subfolders, of the empty folder that it is given
   * @return the files, in alphabetical order
   * @throws InputException if the file system does not let them be written; nothing is left behind
   */
  public static List<Path> write(Path folder, Consumer<Path> content) {
    if (Files.exists(folder) && !Files.isDirectory(folder))
      throw new InputException(folder + " is a file; give a folder for the results.");
    final Path made = firstMissing(folder.toAbsolutePath().normalize());
    Path fresh = null;
    boolean complete = false;
    try {
      Files.createDirectories(folder);
      fresh = Files.createTempDirectory(folder, ".part");
      content.accept(fresh);
      final List<Path> files = moveAll(fresh, folder);
      complete = true;
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          "Cannot write into "
              + folder
              + ": "
              + e.getMessage()
              + ". Free space or choose another folder.",
          e);
    } finally {
      if (fresh != null) FolderTree.delete(fresh);
      if (!complete && made != null) FolderTree.delete(made);
    }
  }

  /** The outermost folder that has to be made, null if none. */
  private static Path firstMissing(Path folder) {
    Path missing = null;
    for (Path p = folder; p != null && !Files.exists(p); p = p.getParent()) missing = p;
    return missing;
  }

  private static List<Path> moveAll(Path from, Path to) throws IOException {
    final List<Path> moved = new ArrayList<>();
    for (Path file : below(from)) {
      if (Files.isDirectory(file)) continue;
      final Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
      moved.add(target);
    }
    return moved;
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }
}
