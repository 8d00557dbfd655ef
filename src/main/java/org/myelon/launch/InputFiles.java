package org.myelon.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.myelon.step.InputException;
import org.myelon.step.Provenance;
import org.myelon.step.Sha256;

/** The files a command reads, and their fingerprints, taken while the command works. */
final class InputFiles {

  private final Map<String, Path> paths = new LinkedHashMap<>();
  private final Map<String, CompletableFuture<String>> hashes = new LinkedHashMap<>();

  /**
   * Adds the file of an input.
   *
   * @throws InputException if there is no such file
   */
  void add(String input, String path) {
    final Path file = Path.of(path);
    if (Files.isDirectory(file))
      throw new InputException(input + "=" + path + " is a folder; give a NIfTI file.");
    if (!Files.isReadable(file))
      throw new InputException(
          input + "=" + path + (Files.exists(file) ? " cannot be read." : ": no such file."));
    paths.put(input, file);
  }

  Map<String, Path> paths() {
    return paths;
  }

  /** Begins to read the files for their fingerprints on another thread. */
  void startHashing() {
    paths.forEach(
        (input, file) ->
            hashes.put(
                input,
                CompletableFuture.supplyAsync(() -> Sha256.of(file), ForkJoinPool.commonPool())));
  }

  /** The files with their fingerprints, once these have been taken. */
  List<Provenance.Input> provenance() {
    return paths.entrySet().stream()
        .map(
            e ->
                new Provenance.Input(
                    e.getKey(),
                    e.getValue().toAbsolutePath().normalize().toString(),
                    hashes.get(e.getKey()).join()))
        .toList();
  }
}
