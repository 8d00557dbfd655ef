package org.myelon.segment.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.myelon.step.Progress;
import org.myelon.step.download.Fetch;
import org.myelon.step.download.Rules;

/** The files of PyTorch's native library on a server, which has packed each by itself (.gz). */
final class PackedFiles {

  private final List<URI> files;
  private final Rules rules;
  private final String otherwise;

  /**
   * @param otherwise what a user does who cannot have them, see {@link Fetch}
   */
  PackedFiles(List<URI> files, Rules rules, String otherwise) {
    this.files = List.copyOf(files);
    this.rules = rules;
    this.otherwise = otherwise;
  }

  /**
   * Fetches and unpacks them. What is in the folder from an earlier call that broke off is not
   * fetched again.
   *
   * @param into folder that gets them, under their names without .gz
   */
  void fetch(Path into, Progress progress) throws IOException {
    final long[] lengths = new long[files.size()];
    for (int i = 0; i < lengths.length; i++) lengths[i] = packed(i, into).length();
    final long total = Arrays.stream(lengths).sum();
    long before = 0;
    for (int i = 0; i < lengths.length; i++) {
      final long begin = before, length = lengths[i];
      final Progress part =
          (stage, fraction) -> tell(begin + Math.round(fraction * length), total, progress);
      if (Files.notExists(unpacked(i, into))) {
        packed(i, into).run(part);
        unpack(packedFile(i, into), unpacked(i, into));
      }
      before += length;
      tell(before, total, progress);
    }
  }

  /** A cancelled progress stops the download from here, too. */
  private static void tell(long arrived, long total, Progress progress) {
    progress.check(
        String.format(
            Locale.ROOT,
            "Downloading PyTorch's native library, once: %.0f of %.0f MB",
            arrived / 1e6,
            total / 1e6),
        total == 0 ? 0 : (double) arrived / total);
  }

  private Fetch packed(int i, Path into) throws IOException {
    return new Fetch(files.get(i), packedFile(i, into), rules, otherwise);
  }

  private Path packedFile(int i, Path into) throws IOException {
    return into.resolve(name(files.get(i)) + ".gz");
  }

  private Path unpacked(int i, Path into) throws IOException {
    return into.resolve(name(files.get(i)));
  }

  private static String name(URI file) throws IOException {
    final String path = file.getPath();
    final String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".gz".length());
    if (name.isEmpty() || name.startsWith("..") || name.contains("\\"))
      throw new IOException("a file without a proper name, " + file);
    return name;
  }

  /** The packed file goes in any case: a damaged one would be damaged again. */
  private static void unpack(Path packed, Path file) throws IOException {
    final Path begun = file.resolveSibling(file.getFileName() + ".unpacking");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16)) {
      Files.copy(in, begun, StandardCopyOption.REPLACE_EXISTING);
      Files.move(begun, file);
    } finally {
      Files.deleteIfExists(packed);
      Files.deleteIfExists(begun);
    }
  }
}
