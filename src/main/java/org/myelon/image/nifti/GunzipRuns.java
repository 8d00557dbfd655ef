package org.myelon.image.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Reads a gzip file (P. Deutsch, RFC 1952) that is mostly runs of one value, such as a mask or the
 * partial volumes of an atlas, several times as fast as {@link java.util.zip.GZIPInputStream}; see
 * {@link Inflate}. The checksum is looked at when the end is reached.
 */
final class GunzipRuns extends InputStream {

  /** Only runs shrink to less than one part in so many; images of tissue to one half. */
  private static final int SHRUNK = 20;

  private static final int TEXT_FLAGS = 8 | 16, HEADER_CRC = 2, EXTRA = 4, KNOWN_FLAGS = 31;

  private final InputStream file;
  private final BitInput in;
  private Inflate inflate;
  private final CRC32 crc = new CRC32();
  private long length;
  private boolean done;

  /**
   * @param file begins with a gzip header
   * @throws ZipException if it does not
   */
  GunzipRuns(InputStream file) throws IOException {
    this.file = file;
    in = new BitInput(file);
    if (!begin()) throw new ZipException("it does not begin as gzip does");
  }

  /** Whether a gzip file shrank so much that it must be mostly runs. */
  static boolean suits(Path file) throws IOException {
    final long packed = Files.size(file);
    if (packed < 18) return false;
    try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "r")) {
      f.seek(packed - 4);
      return Integer.toUnsignedLong(Integer.reverseBytes(f.readInt())) / SHRUNK > packed;
    }
  }

  /** Reads the header of a member; false if what follows is none. */
  private boolean begin() throws IOException {
    if (in.readByte() != 0x1f || in.readByte() != 0x8b) return false;
    if (in.take(8) != 8) throw new ZipException("it is compressed in an unknown way");
    final int flags = in.take(8);
    if (flags > KNOWN_FLAGS) throw new ZipException("it has unknown flags");
    skip(6);
    if ((flags & EXTRA) != 0) skip(in.take(16));
    for (int f = flags & TEXT_FLAGS; f != 0; f &= f - 1) while (in.take(8) != 0) continue;
    if ((flags & HEADER_CRC) != 0) skip(2);
    inflate = new Inflate(in);
    crc.reset();
    length = 0;
    return true;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) in.take(8);
  }

  /** Makes bytes available; false at the end of the file. */
  private boolean more() throws IOException {
    while (!done && inflate.available() == 0) {
      if (inflate.more()) {
        crc.update(inflate.buffer(), inflate.at(), inflate.available());
        length += inflate.available();
        continue;
      }
      in.align();
      final long sum = in.take(16) | (long) in.take(16) << 16;
      final long size = in.take(16) | (long) in.take(16) << 16;
      if (sum != crc.getValue() || size != (length & 0xffffffffL))
        throw new ZipException("its checksum is wrong");
      done = !begin();
    }
    return !done;
  }

  @Override
  public int read() throws IOException {
    if (!more()) return -1;
    final int value = inflate.buffer()[inflate.at()] & 0xff;
    inflate.use(1);
    return value;
  }

  @Override
  public int read(byte[] to, int offset, int count) throws IOException {
    if (count == 0) return 0;
    if (!more()) return -1;
    final int n = Math.min(count, inflate.available());
    System.arraycopy(inflate.buffer(), inflate.at(), to, offset, n);
    inflate.use(n);
    return n;
  }

  @Override
  public long skip(long count) throws IOException {
    long left = count;
    while (left > 0 && more()) {
      final int n = (int) Math.min(left, inflate.available());
      inflate.use(n);
      left -= n;
    }
    return count - left;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
