package org.myelon.segment.network;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * PyTorch's native library, some 100 MB packed. DJL takes it from the folder that {@code
 * PYTORCH_LIBRARY_PATH} names, from a jar on the class path (in Fiji: in its folder {@code jars}),
 * or from its cache ({@code DJL_CACHE_DIR}, else {@code .djl.ai} in the home folder). If it is
 * nowhere, this fetches it into the cache, as DJL would itself, but tells how far it is and stops
 * when asked to.
 */
final class NativeLibrary {

  static final URI SOURCE = URI.create("https://publish.djl.ai/pytorch/");

  private static final int PATIENCE_MILLIS = 30_000;
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
    if (offline) throw missing("DJL is set to work offline", null);
    try {
      fetch(progress);
    } catch (IOException e) {
      throw missing(String.valueOf(e), e);
    }
  }

  private Path folder(String ofFlavour) {
    return cache.resolve(version + "-" + ofFlavour + "-" + system);
  }

  private void fetch(Progress progress) throws IOException {
    Files.createDirectories(cache);
    progress.check("Looking for PyTorch's native library", 0);
    final List<String> all = index();
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
    final Path fresh = Files.createTempDirectory(cache, "fetched");
    try {
      fetch(files, fresh, progress);
      Utils.moveQuietly(fresh, folder(best));
    } finally {
      FolderTree.delete(fresh);
    }
  }

  /** The version without its date. */
  private String release() {
    return version.replaceFirst("-\\d+$", "");
  }

  /** All files of the version; kept, since DJL looks into it too. */
  private List<String> index() throws IOException {
    final Path kept = cache.resolve(version + ".txt");
    if (Files.notExists(kept)) {
      final Path fresh = Files.createTempFile(cache, "files", ".txt");
      try (InputStream in = opened(source.resolve(release() + "/files.txt"))) {
        Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        Utils.moveQuietly(fresh, kept);
      } finally {
        Files.deleteIfExists(fresh);
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

  private static void fetch(List<URI> files, Path into, Progress progress) throws IOException {
    long total = 0;
    for (URI file : files) total += length(file);
    final Arrival arrival = new Arrival(total, progress);
    for (URI file : files)
      try (InputStream in = new GZIPInputStream(arrival.through(opened(file)), 1 << 16)) {
        Files.copy(in, into.resolve(name(file)));
      }
  }

  private static String name(URI file) throws IOException {
    final String path = file.getPath();
    final String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".gz".length());
    if (name.isEmpty() || name.startsWith("..") || name.contains("\\"))
      throw new IOException("a file without a proper name, " + file);
    return name;
  }

  private static long length(URI file) throws IOException {
    final HttpURLConnection connection = connection(file);
    connection.setRequestMethod("HEAD");
    try {
      return Math.max(0, connection.getContentLengthLong());
    } finally {
      connection.disconnect();
    }
  }

  private static InputStream opened(URI file) throws IOException {
    return connection(file).getInputStream();
  }

  private static HttpURLConnection connection(URI file) throws IOException {
    final HttpURLConnection connection = (HttpURLConnection) file.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    return connection;
  }

  private InputException missing(String why, IOException cause) {
    return new InputException(
        ("PyTorch's native library is not on this computer and cannot be fetched (%s): put"
                + " pytorch-native-cpu-%s-%s.jar (Maven Central, ai.djl.pytorch) into Fiji's"
                + " folder jars or on the class path, or copy the folder %s from a computer that"
                + " has it")
            .formatted(why, release(), system, folder(flavour)),
        cause);
  }

  /** Counts what arrives, tells, and stops when asked to. */
  private static final class Arrival {

    private final long total;
    private final Progress progress;
    private long arrived;

    Arrival(long total, Progress progress) {
      this.total = total;
      this.progress = progress;
    }

    InputStream through(InputStream in) {
      return new FilterInputStream(in) {
        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
          final int read = super.read(bytes, from, count);
          arrived += Math.max(0, read);
          progress.check(words(), total > 0 ? Math.min(1, (double) arrived / total) : 0);
          return read;
        }
      };
    }

    private String words() {
      final String of = total > 0 ? " of " + megabytes(total) : "";
      return "Downloading PyTorch's native library, once: " + megabytes(arrived) + of + " MB";
    }

    private static String megabytes(long bytes) {
      return String.format(Locale.ROOT, "%.0f", bytes / 1e6);
    }
  }
}
