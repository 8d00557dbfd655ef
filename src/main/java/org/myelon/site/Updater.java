package org.myelon.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;

/**
 * Does in a folder what Fiji's updater does in Fiji's: new files are put into {@code update/}, an
 * empty file there stands for one to delete, and at the next start {@code update/} is moved into
 * place. A file is known by its name without version; one with an unknown checksum was changed by
 * the user and is left alone.
 */
final class Updater {

  private final Path fiji;

  /**
   * @param fiji Fiji's folder, of any content
   */
  Updater(Path fiji) {
    this.fiji = fiji;
  }

  /**
   * Follows a site: installs, updates, removes.
   *
   * @param site the folder with the files of the list
   * @return what was done, a line for each file
   * @throws InputException if a file of the site is not what its list says
   */
  List<String> follow(SiteList list, Path site) {
    final List<String> done = new ArrayList<>();
    for (SiteFile file : list.files()) {
      final Optional<SitePath> local = local(file.key());
      final String checksum = local.map(l -> Checksum.of(l, l.in(fiji))).orElse("");
      if (file.isObsolete()) {
        if (local.isPresent() && file.knows(checksum)) done.add(remove(local.get()));
      } else if (local.isEmpty()) done.add("install " + fetch(file, site));
      else if (checksum.equals(file.version().checksum())) continue;
      else if (file.knows(checksum)) {
        if (!local.get().equals(file.path())) remove(local.get());
        done.add("update " + fetch(file, site));
      } else done.add("leave " + local.get() + " as the user changed it");
    }
    return done;
  }

  /** Follows a site no longer: its files are removed. */
  void leave(SiteList list) {
    for (SiteFile file : list.files())
      local(file.key()).filter(l -> file.knows(Checksum.of(l, l.in(fiji)))).ifPresent(this::remove);
  }

  /** What the start of Fiji does. */
  void restart() {
    final Path update = fiji.resolve("update");
    try (Stream<Path> staged = Files.exists(update) ? Files.walk(update) : Stream.empty()) {
      for (Path file : staged.filter(Files::isRegularFile).sorted().toList()) {
        final Path target = fiji.resolve(update.relativize(file).toString());
        Files.createDirectories(target.getParent());
        if (Files.size(file) == 0) Files.deleteIfExists(target);
        else Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FolderTree.delete(update);
  }

  /** The file that the updater takes for a name without version. */
  private Optional<SitePath> local(String key) {
    final Path folder = fiji.resolve(key).getParent();
    if (!Files.isDirectory(folder)) return Optional.empty();
    final String in = key.substring(0, key.lastIndexOf('/') + 1);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> new SitePath(in + f.getFileName()))
          .filter(p -> p.unversioned().equals(key))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SitePath fetch(SiteFile file, Path site) {
    final Path from = site.resolve(file.path().stored(file.version().timestamp()));
    final Path to = staged(file.path());
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
      if (Files.size(to) != file.version().size())
        throw new InputException(file.path() + " has not the size that the list says.");
    } catch (IOException e) {
      throw new InputException("Cannot fetch " + from + ": " + e.getMessage() + ".", e);
    }
    if (!Checksum.of(file.path(), to).equals(file.version().checksum()))
      throw new InputException(file.path() + " has not the checksum that the list says.");
    return file.path();
  }

  private String remove(SitePath local) {
    try {
      Files.write(staged(local), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "remove " + local;
  }

  private Path staged(SitePath path) {
    try {
      final Path staged = path.in(fiji.resolve("update"));
      Files.createDirectories(staged.getParent());
      return staged;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
