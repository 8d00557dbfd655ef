package org.myelon.template;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Puts a template from a release archive into a folder: fetched over https (a broken download goes
 * on where it stopped) or a file at hand, its SHA-256 compared, unpacked aside, checked to be a
 * template, and moved into place in one step.
 */
public final class DownloadTemplate {

  /** The release of PAM50 that is fetched unless another one is named. */
  public static final String VERSION = "r20250730";

  static final long MOST_PACKED = 2L << 30, MOST_UNPACKED = 8L << 30;

  private DownloadTemplate() {}

  /**
   * @param source https address of a zip archive, or the path of one on this computer
   * @param sha256 its fingerprint in hexadecimal; empty if it is not known and not to be compared
   * @param folder that will hold {@code template} and {@code atlas}; must not exist, or be empty
   */
  public record Settings(String source, String sha256, Path folder) {

    /** A release of PAM50 by its name, such as r20250730. */
    public static String address(String version) {
      return String.format(
          "https://github.com/spinalcordtoolbox/PAM50/releases/download/%1$s/PAM50-%1$s.zip",
          version);
    }
  }

  /**
   * @param template what is there now
   * @param sha256 fingerprint of the archive, in hexadecimal
   */
  public record Result(Template template, String sha256) {}

  /** What a test may do otherwise: which schemes are taken, and how long nothing may arrive. */
  record Rules(List<String> schemes, Duration stall) {
    static final Rules STRICT = new Rules(List.of("https"), Duration.ofSeconds(60));
  }

  /**
   * @param settings what to fetch, and where to
   * @param progress listens, and may cancel; what was fetched so far stays for the next call
   * @return the template
   * @throws InputException if it cannot be fetched, is not what was asked for, or the folder is in
   *     use; the folder is as it was then
   * @implNote op names='myelon.template.download'
   */
  public static Result run(Settings settings, Progress progress) {
    return run(settings, Rules.STRICT, progress);
  }

  static Result run(Settings settings, Rules rules, Progress progress) {
    final Path folder = settings.folder.toAbsolutePath().normalize();
    requireFree(folder);
    final String expected = settings.sha256.strip().toLowerCase(Locale.ROOT);
    if (!expected.matches("([0-9a-f]{64})?"))
      throw new InputException("A SHA-256 has 64 hexadecimal digits, not '" + expected + "'.");
    try {
      Files.createDirectories(folder.getParent());
      final Optional<Path> local = localFile(settings.source);
      if (local.isPresent()) return install(local.get(), expected, folder, progress);
      final Path archive = fetched(settings.source, folder, rules, progress.part(0, 0.8));
      try {
        return install(archive, expected, folder, progress.part(0.8, 1));
      } finally {
        // whatever went wrong with it would go wrong again
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new InputException(
          "Cannot write " + folder + ": " + e.getMessage() + ". Choose another folder.", e);
    }
  }

  private static Result install(Path archive, String expected, Path folder, Progress progress)
      throws IOException {
    final String found = sha256(archive, progress.part(0, 0.3));
    if (!expected.isEmpty() && !expected.equals(found))
      throw new InputException(
          archive.getFileName()
              + " is not the file that was expected: its SHA-256 is "
              + found
              + ", not "
              + expected
              + "; nothing was unpacked.");
    return new Result(unpacked(archive, folder, progress.part(0.3, 1)), found);
  }

  private static void requireFree(Path folder) {
    if (!Files.exists(folder)) return;
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isEmpty()) return;
    } catch (IOException e) {
      throw new InputException(folder + " is no folder that can be used.", e);
    }
    throw new InputException(
        folder + " is in use: it is not overwritten. Remove it or give another folder=.");
  }

  private static Optional<Path> localFile(String source) {
    try {
      return Optional.of(Path.of(source.strip())).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Path fetched(String source, Path folder, Rules rules, Progress progress)
      throws IOException {
    final URI address;
    try {
      address = URI.create(source.strip());
    } catch (IllegalArgumentException e) {
      throw new InputException(source + " is neither a file nor an address.", e);
    }
    if (address.getScheme() == null
        || !rules.schemes.contains(address.getScheme().toLowerCase(Locale.ROOT))
        || address.getHost() == null)
      throw new InputException(
          source + " is neither a file here nor an address that begins with https://.");
    final String path = address.getPath();
    final String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^\\w.-]", "_");
    final Path archive = folder.resolveSibling(name.isBlank() ? "template.zip" : name);
    if (!Files.exists(archive)) new Fetch(address, archive, MOST_PACKED, rules.stall).run(progress);
    return archive;
  }

  private static String sha256(Path file, Progress progress) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      final MessageDigest digest = MessageDigest.getInstance("SHA-256");
      final byte[] buffer = new byte[1 << 16];
      final double size = Math.max(1, Files.size(file));
      long done = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        done += n;
        progress.check("Checking " + file.getFileName(), done / size);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Unpacks aside, on the same disk, and moves the folder of the template into place. */
  private static Template unpacked(Path archive, Path folder, Progress progress)
      throws IOException {
    final Path aside = Files.createTempDirectory(folder.getParent(), ".template");
    try {
      new Unpack(archive, aside, MOST_UNPACKED).run(progress);
      final Path root = root(aside, archive);
      Template.open(root);
      Files.deleteIfExists(folder);
      Files.move(root, folder, StandardCopyOption.ATOMIC_MOVE);
      return Template.open(folder);
    } finally {
      FolderTree.delete(aside);
    }
  }

  /** The folder of the template in an archive: its root, or the one folder that it packs. */
  private static Path root(Path unpacked, Path archive) throws IOException {
    try (Stream<Path> inside = Files.list(unpacked)) {
      return Stream.concat(Stream.of(unpacked), inside.sorted())
          .filter(p -> LabelFolder.isOne(p.resolve("template")))
          .findFirst()
          .orElseThrow(
              () ->
                  new InputException(
                      archive.getFileName()
                          + " holds no template: template/"
                          + InfoLabel.FILE
                          + " is missing in it."));
    }
  }
}
