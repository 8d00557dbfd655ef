package org.myelon.image.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.myelon.step.InputException;

/** The bytes that a file holds, which may be compressed with gzip. */
final class FileContent {

  private static final int GZIP_BUFFER = 1 << 16;

  private FileContent() {}

  /**
   * Opens a file; of a compressed one what it holds.
   *
   * @throws InputException if it is no file
   */
  static InputStream open(Path file) throws IOException {
    requireFile(file);
    final InputStream in = Files.newInputStream(file);
    boolean fits = false;
    try {
      final InputStream content = decompressed(file, in);
      fits = true;
      return content;
    } finally {
      if (!fits) in.close();
    }
  }

  /**
   * What a file holds, if it is compressed, else the file.
   *
   * @param in the file from its start
   */
  static InputStream decompressed(Path file, InputStream in) throws IOException {
    if (!isGzip(file)) return in;
    return GunzipRuns.suits(file) ? new GunzipRuns(in) : new GZIPInputStream(in, GZIP_BUFFER);
  }

  /**
   * Looks at the checksum of a compressed file after its last voxel; a plain file has none.
   *
   * @throws IOException if it is wrong or missing
   */
  static void checkEnd(InputStream in) throws IOException {
    // it is looked at when all has been read, also what damage made more than it should be
    if (in instanceof GZIPInputStream || in instanceof GunzipRuns)
      in.transferTo(OutputStream.nullOutputStream());
  }

  /**
   * Refuses what is no file.
   *
   * @throws InputException saying what it is
   */
  static void requireFile(Path file) {
    if (Files.isRegularFile(file)) return;
    throw new InputException(
        Files.isDirectory(file)
            ? file + " is a folder; name a NIfTI file in it."
            : Files.exists(file)
                ? file + " is no regular file; save it as one."
                : file + " does not exist. Check the path.");
  }

  /** Whether the content is compressed; the name does not count. */
  static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }
}
