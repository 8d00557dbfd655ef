package org.myelon.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Sha256;
import org.myelon.step.download.Archive;
import org.myelon.step.download.Rules;

/**
 * Puts a template from a release archive into a folder: fetched over https (a broken download goes
 * on where it stopped) or a file at hand, its SHA-256 compared, unpacked aside, checked to be a
 * template, and moved into place in one step.
 */
public final class DownloadTemplate {

  /** The release of PAM50 that is fetched unless another one is named. */
  public static final String VERSION = "r20250730";

  private static final Rules RULES = Rules.strict(2L << 30, 8L << 30);

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

  /**
   * @param settings what to fetch, and where to
   * @param progress listens, and may cancel; what was fetched so far stays for the next call
   * @return the template
   * @throws InputException if it cannot be fetched, is not what was asked for, or the folder is in
   *     use; the folder is as it was then
   * @implNote op names='myelon.template.download'
   */
  public static Result run(Settings settings, Progress progress) {
    return run(settings, RULES, progress);
  }

  static Result run(Settings settings, Rules rules, Progress progress) {
    final Path folder = settings.folder.toAbsolutePath().normalize();
    requireFree(folder);
    final String expected = Sha256.parse(settings.sha256);
    try {
      Files.createDirectories(folder.getParent());
      return installed(settings.source, expected, folder, rules, progress);
    } catch (IOException e) {
      throw new InputException(
          "Cannot write " + folder + ": " + e.getMessage() + ". Choose another folder.", e);
    }
  }

  private static Result installed(
      String source, String expected, Path folder, Rules rules, Progress progress)
      throws IOException {
    try (Archive archive = Archive.get(source, folder.getParent(), rules, progress.part(0, 0.8))) {
      final String found = archive.sha256(expected, progress.part(0.8, 0.86));
      return new Result(unpacked(archive, folder, progress.part(0.86, 1)), found);
    }
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

  /** Unpacks aside, on the same disk, and moves the folder of the template into place. */
  private static Template unpacked(Archive archive, Path folder, Progress progress)
      throws IOException {
    final Path aside = Files.createTempDirectory(folder.getParent(), ".template");
    try {
      archive.unpack(aside, progress);
      final Path root = root(aside, archive.name());
      Template.open(root);
      Files.deleteIfExists(folder);
      Files.move(root, folder, StandardCopyOption.ATOMIC_MOVE);
      return Template.open(folder);
    } finally {
      FolderTree.delete(aside);
    }
  }

  /** The folder of the template in an archive: its root, or the one folder that it packs. */
  private static Path root(Path unpacked, String archive) throws IOException {
    try (Stream<Path> inside = Files.list(unpacked)) {
      return Stream.concat(Stream.of(unpacked), inside.sorted())
          .filter(p -> LabelFolder.isOne(p.resolve("template")))
          .findFirst()
          .orElseThrow(
              () ->
                  new InputException(
                      archive
                          + " holds no template: template/"
                          + InfoLabel.FILE
                          + " is missing in it."));
    }
  }
}
