package org.myelon.segment.network;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.download.Fetch;
import org.myelon.step.download.Rules;

/**
 * PyTorch's native library, some 100 MB packed. DJL takes it from the folder that {@code
 * PYTORCH_LIBRARY_PATH} names, from a jar on the class path (in Fiji: in its folder {@code jars}),
 * or from its cache ({@code DJL_CACHE_DIR}, else {@code .djl.ai} in the home folder). If it is
 * nowhere, this fetches it into the cache, as DJL would itself, but tells how far it is, stops when
 * asked to, and goes on from there at the next call.
 */
final class NativeLibrary {

  static final URI SOURCE = URI.create("https://publish.djl.ai/pytorch/");

  private static final Rules RULES = Rules.strict(8L << 30, 16L << 30);
  private static final Pattern CUDA = Pattern.compile("cu(\\d{3})");
  private static final String MAIN = System.mapLibraryName("torch");

  private final URI source;
  private final Path cache;
  private final String version;
  private final String system;
  private final String flavour;

  /**
   * @param source where files.txt of a version lies
   * @param cache folder of DJL for PyTorch
   * @param version of PyTorch
   * @param system such as linux-x86_64
   * @param flavour cpu, or cu128 for a computer with CUDA 12.8
   */
  NativeLibrary(URI source, Path cache, String version, String system, String flavour) {
    this.source = source;
    this.cache = cache;
    this.version = version;
    this.system = system;
    this.flavour = flavour;
  }

  /**
   * Sees that DJL will find the library.
   *
   * @throws InputException if it is nowhere and cannot be fetched; says what to put where
   */
  static void provide(Progress progress) {
    if (Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH") != null) return;
    if (Utils.getEnvOrSystemProperty("PYTORCH_VERSION") != null) return;
    final Platform platform = Platform.detectPlatform("pytorch");
    if (!platform.isPlaceholder()) return;
    final String wanted = Utils.getEnvOrSystemProperty("PYTORCH_FLAVOR", platform.getFlavor());
    new NativeLibrary(SOURCE, folder(), platform.getVersion(), platform.getClassifier(), wanted)
        .fetchUnlessThere(Utils.isOfflineMode(), progress);
  }

  /** Where DJL keeps it. */
  static Path folder() {
    return Utils.getEngineCacheDir("pytorch");
  }

  void fetchUnlessThere(boolean offline, Progress progress) {
    if (Files.exists(folder(flavour).resolve(MAIN))) return;
    if (offline)
      throw new InputException(
          "PyTorch's native library is not on this computer, and DJL is set to work offline: "
              + otherwise()
              + ".");
    try {
      fetch(progress);
    } catch (IOException e) {
      throw new InputException(
          "PyTorch's native library cannot be fetched (" + e + "): " + otherwise() + ".", e);
    }
  }

  private Path folder(String ofFlavour) {
    return cache.resolve(version + "-" + ofFlavour + "-" + system);
  }

  private void fetch(Progress progress) throws IOException {
    Files.createDirectories(cache);
    progress.check("Looking for PyTorch's native library", 0);
    final List<String> all = index(progress);
    final String best = closest(all);
    if (Files.exists(folder(best).resolve(MAIN))) return;
    final List<URI> files =
        all.stream()
            .filter(line -> line.startsWith(best + "/" + system + "/") && line.endsWith(".gz"))
            .map(line -> source.resolve(release() + "/" + line))
            .toList();
    if (files.isEmpty())
      throw new InputException(
          "There is no PyTorch %s for this kind of computer (%s): networks do not run here"
              .formatted(release(), system));
    // in a folder of its own, since another process may fetch the same
    final Path own = Files.createTempDirectory(cache, "fetched");
    final Path fresh = own.resolve("files");
    final Path begun = cache.resolve("begun-" + folder(best).getFileName());
    try {
      if (!moved(begun, fresh)) Files.createDirectory(fresh);
      new PackedFiles(files, RULES, otherwise()).fetch(fresh, progress);
      Utils.moveQuietly(fresh, folder(best));
    } finally {
      if (Files.exists(fresh)) moved(fresh, begun);
      Utils.deleteQuietly(own);
    }
  }

  /** Moves a folder if it is there and its new place is free. */
  private static boolean moved(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The version without its date. */
  private String release() {
    return version.replaceFirst("-\\d+$", "");
  }

  /** All files of the version; kept, since DJL looks into it too. */
  private List<String> index(Progress progress) throws IOException {
    final Path kept = cache.resolve(version + ".txt");
    if (Files.notExists(kept)) {
      final Path own = Files.createTempDirectory(cache, "files");
      try {
        final Path fresh = own.resolve("files.txt");
        final URI address = source.resolve(release() + "/files.txt");
        new Fetch(address, fresh, RULES, otherwise()).run(progress.silent());
        Utils.moveQuietly(fresh, kept);
      } finally {
        Utils.deleteQuietly(own);
      }
    }
    return Files.readAllLines(kept);
  }

  /** The newest CUDA that is there and no newer than this computer's, or none, as DJL chooses. */
  private String closest(List<String> files) {
    final Matcher cuda = CUDA.matcher(flavour);
    if (!cuda.matches()) return flavour;
    final int newest = Integer.parseInt(cuda.group(1));
    return files.stream()
        .map(line -> line.split("/"))
        .filter(parts -> parts.length > 2 && parts[1].equals(system))
        .map(parts -> CUDA.matcher(parts[0]))
        .filter(Matcher::matches)
        .map(match -> Integer.parseInt(match.group(1)))
        .filter(version -> version <= newest)
        .max(Integer::compare)
        .map(version -> "cu" + version)
        .orElse("cpu");
  }

  /** What a user does whose computer cannot fetch it. */
  private String otherwise() {
    return ("put PyTorch's native library there by hand: pytorch-native-cpu-%s-%s.jar (Maven Central,"
            + " ai.djl.pytorch) into Fiji's folder jars or on the class path, or the folder %s of a"
            + " computer that has it")
        .formatted(release(), system, folder(flavour));
  }
}
