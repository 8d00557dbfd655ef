package org.myelon.step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes several files, in any folders, so that either all of them appear or none: each first into
 * a hidden folder beside its place, and all into their places when the last is complete. For the
 * files of one folder there is {@link AtomicFiles}.
 */
public final class StagedFiles implements AutoCloseable {

  private final List<Staged> all = new ArrayList<>();

  /**
   * A file that has been begun.
   *
   * @param target its place
   * @param name as the user wrote it; where that is a link, the place has another
   * @param folder the hidden one, which holds it under this name
   */
  private record Staged(Path target, String name, Path folder) {

    /** Where a file of the hidden folder goes: others that belong to it come beside it. */
    Path place(Path file) {
      final String found = file.getFileName().toString();
      return found.equals(name) ? target : target.resolveSibling(found);
    }
  }

  /**
   * Writes a file, which appears when all are kept.
   *
   * @param content writes the file that it is given, of the same name elsewhere, and others that
   *     belong to it beside it
   * @throws InputException if it cannot be written
   */
  public void write(Path file, Consumer<Path> content) {
    final Staged staged = staged(file);
    all.add(staged);
    try {
      content.accept(staged.folder.resolve(staged.name));
    } catch (InputException e) {
      // the hidden folder is none that a user knows
      final String known = file.toAbsolutePath().getParent().toString();
      throw new InputException(e.getMessage().replace(staged.folder.toString(), known), e);
    }
  }

  private static Staged staged(Path file) {
    try {
      final Path target = AtomicFile.target(file);
      return new Staged(
          target,
          file.getFileName().toString(),
          Files.createTempDirectory(target.getParent(), ".part"));
    } catch (IOException e) {
      throw AtomicFile.refused(file, e);
    }
  }

  /**
   * Puts all files into their places; those that were there before are replaced.
   *
   * @throws InputException if the file system does not let them be moved
   */
  public void keep() {
    for (Staged staged : all) for (Path file : inside(staged)) move(file, staged.place(file));
  }

  private static List<Path> inside(Staged staged) {
    try (Stream<Path> files = Files.list(staged.folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw AtomicFile.refused(staged.target, e);
    }
  }

  private static void move(Path file, Path place) {
    try {
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw AtomicFile.refused(place, e);
    }
  }

  /** Forgets what was not kept. */
  @Override
  public void close() {
    all.forEach(staged -> FolderTree.delete(staged.folder));
    all.clear();
  }
}
