package org.myelon.step.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Sha256;

/**
 * A zip archive that is not trusted: a file at hand, or one that was fetched. Closing it deletes
 * what was fetched: whatever went wrong with it would go wrong again.
 */
public final class Archive implements AutoCloseable {

  private static final String OTHERWISE =
      "give another address, or a file that was fetched elsewhere, as url=";

  private final Path file;
  private final boolean fetched;
  private final Rules rules;

  private Archive(Path file, boolean fetched, Rules rules) {
    this.file = file;
    this.fetched = fetched;
    this.rules = rules;
  }

  /**
   * Gets an archive.
   *
   * @param source path of a file on this computer, or an address
   * @param folder that keeps what is fetched, also the part of a broken download, from which the
   *     next call goes on; made if it is not there
   * @param rules which addresses are taken, and how much
   * @throws InputException if it cannot be had, saying what to do
   * @throws IOException if the folder cannot be made
   */
  public static Archive get(String source, Path folder, Rules rules, Progress progress)
      throws IOException {
    final Optional<Path> local = localFile(source);
    if (local.isPresent()) return new Archive(local.get(), false, rules);
    final URI address = address(source, rules);
    final String path = address.getPath();
    final String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^\\w.-]", "_");
    final Path file = folder.resolve(name.isBlank() ? "archive.zip" : name);
    Files.createDirectories(folder);
    if (!Files.exists(file)) new Fetch(address, file, rules, OTHERWISE).run(progress);
    return new Archive(file, true, rules);
  }

  private static Optional<Path> localFile(String source) {
    try {
      return Optional.of(Path.of(source.strip())).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static URI address(String source, Rules rules) {
    final URI address;
    try {
      address = URI.create(source.strip());
    } catch (IllegalArgumentException e) {
      throw new InputException(source + " is neither a file nor an address.", e);
    }
    if (address.getScheme() == null
        || !rules.schemes().contains(address.getScheme().toLowerCase(Locale.ROOT))
        || address.getHost() == null)
      throw new InputException(
          source + " is neither a file here nor an address that begins with https://.");
    return address;
  }

  /**
   * Its fingerprint.
   *
   * @param expected the one it must have; empty if that is not known
   * @throws InputException if it has another one
   */
  public String sha256(String expected, Progress progress) throws IOException {
    final String wanted = Sha256.parse(expected);
    final String found = Sha256.of(file, progress);
    if (!wanted.isEmpty() && !wanted.equals(found))
      throw new InputException(
          file.getFileName()
              + " is not the file that was expected: its SHA-256 is "
              + found
              + ", not "
              + wanted
              + "; nothing was unpacked.");
    return found;
  }

  /** The length in bytes. */
  public long size() throws IOException {
    return Files.size(file);
  }

  /** Its name without folders. */
  public String name() {
    return file.getFileName().toString();
  }

  /**
   * Unpacks it.
   *
   * @param folder empty
   * @throws InputException if it is no zip archive, is damaged, or wants something it must not
   */
  public void unpack(Path folder, Progress progress) {
    new Unpack(file, folder, rules.mostUnpacked()).run(progress);
  }

  @Override
  public void close() throws IOException {
    if (fetched) Files.deleteIfExists(file);
  }
}
