package org.myelon.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.myelon.site.SiteFile.Previous;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Installs a site, upgrades it and removes it, in temporary folders: an empty one and one with a
 * file for every jar that Fiji ships.
 */
final class Rehearsal {

  private final Path site;
  private final SiteList list;
  private final FijiJars fiji;
  private final List<Finding> findings = new ArrayList<>();

  Rehearsal(Path site, SiteList list, FijiJars fiji) {
    this.site = site;
    this.list = list;
    this.fiji = fiji;
  }

  List<Finding> run(Progress progress) {
    in("an empty folder", Map.of(), this::installAndLeave, progress.part(0, 0.3));
    in("a folder like Fiji's", jarsOfFiji(), this::installAndLeave, progress.part(0.3, 0.6));
    in("an upgrade", jarsOfFiji(), this::upgrade, progress.part(0.6, 1));
    return findings;
  }

  /** Every jar of the list, as a file with nothing but its own name in it. */
  private Map<String, String> jarsOfFiji() {
    final Map<String, String> files = new TreeMap<>();
    for (FijiJars.Jar jar : fiji.jars()) files.put(jar.installed().text(), "Fiji's");
    return files;
  }

  private void in(
      String what, Map<String, String> files, BiConsumer<Path, String> scene, Progress progress) {
    progress.check("Trying " + what, 0);
    Path folder = null;
    try {
      folder = Files.createTempDirectory("myelon-site");
      for (Map.Entry<String, String> f : files.entrySet()) {
        final Path file = folder.resolve(f.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, f.getValue());
      }
      scene.accept(folder, what);
    } catch (InputException e) {
      findings.add(Finding.fault(what + ": " + e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (folder != null) FolderTree.delete(folder);
    }
  }

  private void installAndLeave(Path folder, String what) {
    final List<String> before = files(folder);
    final Updater updater = new Updater(folder);
    updater.follow(list, site);
    updater.restart();
    requireInstalled(folder, updater, what);
    updater.leave(list);
    updater.restart();
    requireSame(before, files(folder), what + ", after leaving the site");
  }

  /** From all that was offered before, as far as the site still holds it. */
  private void upgrade(Path folder, String what) {
    final List<String> before = files(folder);
    for (SiteFile file : list.files()) putOldVersion(file, folder);
    if (files(folder).equals(before)) return;
    final Updater updater = new Updater(folder);
    updater.follow(list, site);
    updater.restart();
    requireInstalled(folder, updater, what);
    final List<String> expected = new ArrayList<>(before);
    list.offered().forEach(f -> expected.add(f.path().text()));
    requireSame(expected.stream().sorted().toList(), files(folder), what);
  }

  private void putOldVersion(SiteFile file, Path folder) {
    for (Previous p : file.previous()) {
      final Path stored = site.resolve(p.path().stored(p.timestamp()));
      if (!Files.isRegularFile(stored)) continue;
      try {
        final Path target = p.path().in(folder);
        Files.createDirectories(target.getParent());
        Files.copy(stored, target);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return;
    }
  }

  private void requireInstalled(Path folder, Updater updater, String what) {
    for (SiteFile f : list.offered()) {
      final Path file = f.path().in(folder);
      if (!Files.isRegularFile(file)) fault(what + ": " + f.path() + " was not installed");
      else if (!Checksum.of(f.path(), file).equals(f.version().checksum()))
        fault(what + ": " + f.path() + " was not brought up to date");
    }
    for (String more : updater.follow(list, site)) fault(what + ": still wants to " + more);
    for (FijiJars.Jar jar : fiji.jars()) {
      final Path file = jar.installed().in(folder);
      if (Files.exists(file) && !isDummy(file))
        fault(what + ": replaced Fiji's " + jar.installed());
    }
  }

  private static boolean isDummy(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).equals("Fiji's");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireSame(List<String> expected, List<String> there, String what) {
    for (String f : there) if (!expected.contains(f)) fault(what + ": " + f + " is left over");
    for (String f : expected) if (!there.contains(f)) fault(what + ": " + f + " is gone");
  }

  private static List<String> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fault(String text) {
    findings.add(Finding.fault(text));
  }
}
