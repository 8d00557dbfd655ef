package org.myelon.image.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Gzip on all cores, without name and time, so that equal images give equal bytes for any number of
 * threads. The data are cut into blocks that are compressed on their own, each with the end of the
 * one before as its dictionary; together they are one deflate stream (RFC 1951, 1952), as pigz
 * makes it.
 */
final class ParallelGzip extends OutputStream {

  /**
   * The fastest level, which nibabel writes too: the slower ones make MR images a few per cent
   * smaller and take several times as long.
   */
  private static final int LEVEL = 1;

  private static final int BLOCK = 1 << 19, WINDOW = 1 << 15;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 255};

  private final OutputStream out;
  private final int mostPending = 2 * ForkJoinPool.getCommonPoolParallelism() + 2;
  private final Queue<CompletableFuture<byte[]>> pending = new ArrayDeque<>();
  private final CRC32 checksum = new CRC32();
  private byte[] dictionary = new byte[0];
  private byte[] block = new byte[BLOCK];
  private int filled;
  private long total;
  private boolean closed;

  ParallelGzip(OutputStream out) throws IOException {
    this.out = out;
    out.write(HEADER);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == BLOCK) compress(false);
      final int n = Math.min(length - done, BLOCK - filled);
      System.arraycopy(bytes, offset + done, block, filled, n);
      filled += n;
      done += n;
    }
  }

  private void compress(boolean last) throws IOException {
    checksum.update(block, 0, filled);
    total += filled;
    final byte[] data = block, before = dictionary;
    final int length = filled;
    pending.add(CompletableFuture.supplyAsync(() -> deflate(data, length, before, last)));
    dictionary = Arrays.copyOfRange(data, Math.max(0, length - WINDOW), length);
    block = last ? null : new byte[BLOCK];
    filled = 0;
    while (!pending.isEmpty() && (last || pending.size() >= mostPending))
      out.write(pending.remove().join());
  }

  private static byte[] deflate(byte[] data, int length, byte[] dictionary, boolean last) {
    final Deflater deflater = new Deflater(LEVEL, true);
    try {
      if (dictionary.length > 0) deflater.setDictionary(dictionary);
      deflater.setInput(data, 0, length);
      if (last) deflater.finish();
      final ByteArrayOutputStream compressed = new ByteArrayOutputStream(length / 2 + 64);
      final byte[] buffer = new byte[1 << 16];
      int n;
      do {
        n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        compressed.write(buffer, 0, n);
      } while (last ? !deflater.finished() : n == buffer.length);
      return compressed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** Writes what is left and closes the stream below. */
  @Override
  public void close() throws IOException {
    if (closed) return;
    closed = true;
    try (out) {
      compress(true);
      writeLittleEndian((int) checksum.getValue());
      writeLittleEndian((int) total);
    }
  }

  private void writeLittleEndian(int value) throws IOException {
    for (int shift = 0; shift < 32; shift += 8) out.write(value >>> shift);
  }
}
