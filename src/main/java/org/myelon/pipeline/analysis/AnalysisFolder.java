package org.myelon.pipeline.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.AtomicFiles;
import org.myelon.step.FolderLock;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Provenance;
import org.myelon.step.Sha256;
import org.myelon.step.TextFile;
import org.myelon.step.Version;

/**
 * The folder of an analysis with its record ({@value Manifest#FILE}). A stage whose origin is that
 * of the record and whose files are as it left them is taken from the folder; what it leaves anew
 * appears whole. One process has the folder at a time.
 *
 * <p>The record never says that files are there which are not: a stage is taken out of it before
 * its files are replaced, and put in again when they all are.
 */
final class AnalysisFolder implements AutoCloseable {

  private static final String LOCK = ".analysis.lock";

  private final Path folder;
  private final FolderLock lock;
  private Manifest manifest;

  private AnalysisFolder(Path folder, FolderLock lock, Manifest manifest) {
    this.folder = folder;
    this.lock = lock;
    this.manifest = manifest;
  }

  /**
   * Opens a folder: one that does not exist, is empty, or holds an earlier analysis.
   *
   * @throws InputException if it holds anything else, cannot be written, another analysis is at
   *     work in it, or a result in it was changed by hand
   */
  static AnalysisFolder open(Path path) {
    final Path folder = path.toAbsolutePath().normalize();
    requireOurs(folder, path);
    final FolderLock lock = FolderLock.of(folder, LOCK, "analysis");
    try {
      removeUnfinished(folder);
      final AnalysisFolder opened = new AnalysisFolder(folder, lock, Manifest.read(folder));
      opened.requireUntouched();
      return opened;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void requireOurs(Path folder, Path path) {
    if (Files.exists(folder) && !Files.isDirectory(folder))
      throw new InputException(path + " is a file; give a folder for the results.");
    if (Files.exists(folder.resolve(Manifest.FILE))) return;
    for (Path file : list(folder))
      if (!isUnfinished(file) && !file.endsWith(LOCK) && !file.endsWith("desktop.ini"))
        throw new InputException(
            path
                + " holds other files ("
                + file.getFileName()
                + "); give a new or an empty folder.");
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("Cannot read the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /** What a process that was killed was writing. */
  private static boolean isUnfinished(Path file) {
    final String name = file.getFileName().toString();
    return name.startsWith(".part") || name.startsWith(".") && name.endsWith(".part");
  }

  private static void removeUnfinished(Path folder) {
    for (Path file : list(folder)) if (isUnfinished(file)) FolderTree.delete(file);
  }

  /** Refuses to go on over what a user has changed: it would be lost. */
  private void requireUntouched() {
    for (StageRecord stage : manifest.stages().values())
      for (Map.Entry<String, String> file : stage.files().entrySet())
        if (Layout.isResult(file.getKey())
            && Files.exists(file(file.getKey()))
            && !Sha256.of(file(file.getKey())).equals(file.getValue()))
          throw new InputException(
              file(file.getKey())
                  + " was changed since the analysis wrote it: keep it elsewhere and give it as an"
                  + " input, or delete it here to have it made again.");
  }

  Path path() {
    return folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Whether a stage left this file. */
  boolean has(String name) {
    return manifest.hash(name).isPresent();
  }

  Volume read(String name, Progress progress) {
    return Nifti.read(file(name), progress);
  }

  /** The fingerprint of a file that a stage left, or "none". */
  String hash(String name) {
    return manifest.hash(name).orElse("none");
  }

  /** The fingerprint of all files of a stage, or "none". */
  String hashOf(String stage) {
    return manifest.get(stage).map(s -> Fingerprint.of(s.files().toString())).orElse("none");
  }

  /** The images and tables, but for those of the template. */
  List<Path> results() {
    return manifest.stages().values().stream()
        .flatMap(s -> s.files().keySet().stream())
        .filter(Layout::hasSidecar)
        .map(this::file)
        .toList();
  }

  Manifest manifest() {
    return manifest;
  }

  /**
   * The record of a stage whose files are all as they would be made again.
   *
   * @return null if it has to be done
   */
  StageRecord unchanged(String stage, Map<String, String> origin) {
    final StageRecord record = manifest.get(stage).orElse(null);
    if (record == null || !record.origin().equals(withVersion(origin))) return null;
    for (Map.Entry<String, String> file : record.files().entrySet())
      if (!Files.exists(file(file.getKey()))
          || !Sha256.of(file(file.getKey())).equals(file.getValue())) return null;
    return record;
  }

  /** Does a stage; its files take the place of those that it left before. */
  StageRecord run(Stage stage, Map<String, String> origin, Progress progress) {
    final long begin = System.nanoTime();
    final Map<String, String> files = new TreeMap<>();
    final Outcome[] outcome = new Outcome[1];
    final double[] seconds = new double[1];
    AtomicFiles.write(
        folder,
        fresh -> {
          outcome[0] = stage.run(fresh, progress);
          seconds[0] = (System.nanoTime() - begin) / 1e9;
          final StageRecord told = new StageRecord(origin, Map.of(), outcome[0], seconds[0]);
          for (String name : below(fresh))
            if (Layout.hasSidecar(name)) writeSidecar(fresh, name, told);
          for (String name : below(fresh)) files.put(name, Sha256.of(fresh.resolve(name)));
          forget(stage.name(), files.keySet());
        });
    final StageRecord record = new StageRecord(withVersion(origin), files, outcome[0], seconds[0]);
    keep(manifest.with(stage.name(), record));
    return record;
  }

  private static Map<String, String> withVersion(Map<String, String> origin) {
    final Map<String, String> all = new LinkedHashMap<>(origin);
    all.put("myelon", Version.TEXT);
    return all;
  }

  private static List<String> below(Path fresh) {
    try (Stream<Path> files = Files.walk(fresh)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> fresh.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeSidecar(Path fresh, String name, StageRecord told) {
    TextFile.write(
        fresh.resolve(name + ".json"),
        new Provenance(
                "analyze",
                told.origin(),
                name,
                List.of(),
                told.outcome().methods(),
                told.outcome().facts(),
                told.seconds())
            .json());
  }

  /** Takes stages that this analysis has not out of the folder. */
  void keepOnly(Set<String> stages) {
    for (String name : new ArrayList<>(manifest.stages().keySet()))
      if (!stages.contains(name)) drop(name);
  }

  /** Takes a stage of an earlier analysis out of the folder. */
  void drop(String stage) {
    forget(stage, Set.of());
  }

  /** Takes a stage out of the record, then removes its files but for those to be replaced. */
  private void forget(String stage, Set<String> replaced) {
    final StageRecord record = manifest.get(stage).orElse(null);
    if (record == null) return;
    keep(manifest.without(stage));
    for (String name : record.files().keySet()) if (!replaced.contains(name)) remove(name);
  }

  private void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
      Path parent = file(name).getParent();
      while (!parent.equals(folder) && list(parent).isEmpty()) {
        Files.delete(parent);
        parent = parent.getParent();
      }
    } catch (IOException e) {
      throw new InputException("Cannot remove " + file(name) + ": " + e.getMessage(), e);
    }
  }

  private void keep(Manifest other) {
    other.write(folder);
    manifest = other;
  }

  @Override
  public void close() {
    lock.close();
  }
}
