package org.myelon.segment.nnunet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A file of PyTorch 1.6 or later: a zip archive of a pickle and of raw numbers, one entry for each
 * storage, none of them compressed.
 */
final class TorchArchive implements AutoCloseable {

  private static final int LONGEST_PICKLE = 64 << 20;
  private static final int BUFFER = 1 << 18;
  private static final String PICKLE = "data.pkl";

  private final ZipFile zip;
  private final String folder;

  private TorchArchive(ZipFile zip) throws IOException {
    this.zip = zip;
    this.folder = folder(zip);
  }

  /**
   * Opens a file.
   *
   * @throws IOException with the reason in its message
   */
  static TorchArchive open(Path file) throws IOException {
    refuseOtherFormats(file);
    final ZipFile zip = open(file.toFile());
    try {
      return new TorchArchive(zip);
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile open(java.io.File file) throws IOException {
    try {
      return new ZipFile(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("it is damaged or cut off", e);
    }
  }

  private static void refuseOtherFormats(Path file) throws IOException {
    final byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(512);
    }
    if (start.length < 4) throw new IOException("it is empty or cut off");
    if (start[0] == 'P' && start[1] == 'K') return;
    final boolean pickle = (start[0] & 0xff) == 0x80;
    final boolean tar =
        start.length > 262 && new String(start, 257, 5, StandardCharsets.US_ASCII).equals("ustar");
    if (pickle || tar)
      throw new IOException(
          "it is in the format that PyTorch wrote before version 1.6; load and save it once with"
              + " a newer PyTorch");
    throw new IOException("it is no file of PyTorch");
  }

  /** The entries lie in a folder whose name is that of the file when it was written. */
  private static String folder(ZipFile zip) throws IOException {
    final List<String> pickles =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.matches("([^/]+/)?" + PICKLE))
            .limit(2)
            .toList();
    if (pickles.size() != 1) throw new IOException("it is a zip archive, but none of PyTorch");
    final String folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
    if (zip.getEntry(folder + "constants.pkl") != null)
      throw new IOException("it is a TorchScript model, not the checkpoint of a training");
    return folder;
  }

  /** The pickle that says what the numbers are. */
  byte[] pickle() throws IOException {
    final ZipEntry entry = entry(PICKLE);
    if (entry.getSize() > LONGEST_PICKLE)
      throw new IOException("its pickle is longer than that of any network");
    try (CheckedInputStream in = stream(entry)) {
      final byte[] bytes = in.readNBytes((int) entry.getSize());
      check(entry, bytes.length, in);
      return bytes;
    }
  }

  /** The numbers of a storage. */
  float[] numbers(StoredTensor.Storage storage) throws IOException {
    final ZipEntry entry = entry("data/" + storage.key());
    if (storage.count() > Integer.MAX_VALUE - 8
        || entry.getSize() != storage.count() * storage.type().bytes())
      throw new IOException(entry.getName() + " has not the size that its pickle says");
    final float[] numbers = new float[(int) storage.count()];
    final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(byteOrder());
    long read = 0;
    int done = 0;
    try (CheckedInputStream in = stream(entry)) {
      for (int n = fill(in, buffer); n > 0; n = fill(in, buffer)) {
        read += n;
        done = storage.type().decode(buffer.flip(), numbers, done);
      }
      check(entry, read, in);
    }
    return numbers;
  }

  /** As many bytes as there is room for: whole numbers, but for the end. */
  private static int fill(InputStream in, ByteBuffer buffer) throws IOException {
    final int n = in.readNBytes(buffer.array(), 0, buffer.capacity());
    buffer.limit(buffer.capacity()).position(n);
    return n;
  }

  private ByteOrder byteOrder() throws IOException {
    final ZipEntry entry = zip.getEntry(folder + "byteorder");
    if (entry == null) return ByteOrder.LITTLE_ENDIAN;
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readNBytes(8), StandardCharsets.US_ASCII).startsWith("big")
          ? ByteOrder.BIG_ENDIAN
          : ByteOrder.LITTLE_ENDIAN;
    }
  }

  private ZipEntry entry(String name) throws IOException {
    final ZipEntry entry = zip.getEntry(folder + name);
    if (entry == null) throw new IOException("it lacks " + folder + name);
    if (entry.getMethod() != ZipEntry.STORED)
      throw new IOException(entry.getName() + " is compressed, which PyTorch never does");
    return entry;
  }

  private CheckedInputStream stream(ZipEntry entry) throws IOException {
    return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
  }

  private static void check(ZipEntry entry, long read, CheckedInputStream in) throws IOException {
    if (read != entry.getSize()) throw new EOFException("it is cut off in " + entry.getName());
    if (in.getChecksum().getValue() != entry.getCrc())
      throw new IOException("it is damaged in " + entry.getName() + ": fetch it again");
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
