package org.myelon.image.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Takes a stream apart into bits, the lowest of each byte first. */
final class BitInput {

  private final InputStream in;
  private final byte[] input = new byte[1 << 16];
  private int at, end;
  private long bits;
  private int count;

  BitInput(InputStream in) {
    this.in = in;
  }

  /**
   * The next bits as a number.
   *
   * @param n at most 16
   * @throws EOFException if there are no more
   */
  int take(int n) throws IOException {
    if (count < n) fill();
    if (count < n) throw new EOFException();
    final int value = (int) bits & (1 << n) - 1;
    drop(n);
    return value;
  }

  /**
   * The symbol that the next bits stand for.
   *
   * @throws EOFException if there are no more
   * @throws ZipException if they stand for none
   */
  int symbol(Huffman code) throws IOException {
    if (count < Huffman.LONGEST) fill();
    final int found = code.decode(bits), length = found & 15;
    if (length > count) throw new EOFException();
    if (found < 0) throw new ZipException("no such Huffman word");
    drop(length);
    return found >> 4;
  }

  private void drop(int n) {
    bits >>>= n;
    count -= n;
  }

  /** Drops bits up to the next whole byte. */
  void align() {
    drop(count & 7);
  }

  /** The next whole byte, -1 at the end. */
  int readByte() throws IOException {
    if (count < 8) fill();
    return count < 8 ? -1 : take(8);
  }

  private void fill() throws IOException {
    while (count <= 56) {
      if (at == end) {
        end = Math.max(0, in.read(input));
        at = 0;
        if (end == 0) return;
      }
      bits |= (input[at++] & 0xffL) << count;
      count += 8;
    }
  }
}
