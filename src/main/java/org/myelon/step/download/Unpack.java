package org.myelon.step.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Unpacks a zip archive that is not trusted: nothing is written outside of the folder, no link is
 * made (an archived link becomes a small text file), nothing is written twice, checksums are looked
 * at, and there is a limit to what comes out, whatever the archive says of itself.
 */
final class Unpack {

  private static final int MOST_ENTRIES = 10_000;

  private final Path archive, folder;
  private final long mostBytes;
  private long written;

  /**
   * @param folder empty
   * @param mostBytes of all files together
   */
  Unpack(Path archive, Path folder, long mostBytes) {
    this.archive = archive;
    this.folder = folder.toAbsolutePath().normalize();
    this.mostBytes = mostBytes;
  }

  /**
   * Unpacks it.
   *
   * @throws InputException if it is no zip archive, is damaged, or wants something it must not
   */
  void run(Progress progress) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      final List<? extends ZipEntry> entries = zip.stream().toList();
      if (entries.size() > MOST_ENTRIES) throw refused("it has " + entries.size() + " entries");
      for (int i = 0; i < entries.size(); i++) {
        progress.check("Unpacking " + archive.getFileName(), i / (double) entries.size());
        final Path target = target(entries.get(i).getName());
        if (entries.get(i).isDirectory()) Files.createDirectories(target);
        else write(zip, entries.get(i), target, progress);
      }
    } catch (ZipException e) {
      throw new InputException(
          archive + " is no zip archive or is damaged (" + e.getMessage() + "): fetch it again.",
          e);
    } catch (FileAlreadyExistsException e) {
      throw refused("two of its entries have one name");
    } catch (IOException e) {
      throw new InputException("Cannot unpack " + archive + ": " + e.getMessage() + ".", e);
    }
  }

  /** The place of an entry, which must be below the folder on every system. */
  private Path target(String name) {
    final boolean plain =
        !name.startsWith("/") && name.chars().noneMatch(c -> c == '\\' || c == ':' || c == 0);
    final Path target = plain ? folder.resolve(name).normalize() : folder;
    if (!target.startsWith(folder)
        || target.equals(folder)
        || List.of(name.split("/")).contains(".."))
      throw refused("its entry '" + name + "' would lie outside of the folder");
    return target;
  }

  private void write(ZipFile zip, ZipEntry entry, Path target, Progress progress)
      throws IOException {
    Files.createDirectories(target.getParent());
    final CRC32 crc = new CRC32();
    final byte[] buffer = new byte[1 << 16];
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out =
            Files.newOutputStream(
                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (progress.isCancelled()) throw new CancelledException();
        written += n;
        if (written > mostBytes)
          throw refused("it unpacks to more than " + (mostBytes >> 20) + " MB");
        crc.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    if (entry.getCrc() != -1 && entry.getCrc() != crc.getValue())
      throw new ZipException("the checksum of " + entry.getName() + " is wrong");
  }

  private InputException refused(String why) {
    return new InputException(archive.getFileName() + " is not unpacked: " + why + ".");
  }
}
