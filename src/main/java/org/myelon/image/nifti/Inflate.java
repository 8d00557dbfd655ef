package org.myelon.image.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * Expands one deflate stream (P. Deutsch, RFC 1951). Made for label maps and masks, which are
 * mostly runs of one value: a run is filled at the speed of memory and not byte by byte, as {@link
 * java.util.zip.Inflater} does, which is a little faster for other images.
 */
final class Inflate {

  private static final int WINDOW = 1 << 15, LONGEST_MATCH = 258;

  private static final int[] LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] DISTANCE_BASE = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };

  /** The order in which the lengths of the code of lengths come. */
  private static final int[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private static final int END = 256;

  /** What comes next. */
  private enum State {
    BLOCK,
    STORED,
    CODED,
    DONE
  }

  private final BitInput in;

  /** The last bytes written, for matches, and after them new ones. */
  private final byte[] output = new byte[4 * WINDOW];

  private int begin = 0, end = 0;
  private State state = State.BLOCK;
  private boolean last;
  private int stored;
  private final Huffman literals = new Huffman(288), distances = new Huffman(32);
  private final byte[] lengths = new byte[320];

  Inflate(BitInput in) {
    this.in = in;
  }

  /** Where {@link #available} bytes lie from {@link #at} on. */
  byte[] buffer() {
    return output;
  }

  int at() {
    return begin;
  }

  int available() {
    return end - begin;
  }

  /** Says that bytes were used. */
  void use(int count) {
    begin += count;
  }

  /**
   * Expands some more, once all that was available has been used.
   *
   * @return whether there is more
   * @throws ZipException if the stream is damaged
   * @throws EOFException if it ends too early
   */
  boolean more() throws IOException {
    if (end > output.length - WINDOW) {
      // the matches to come reach back no farther than a window
      System.arraycopy(output, end - WINDOW, output, 0, WINDOW);
      begin = end = WINDOW;
    }
    while (end == begin && state != State.DONE) step();
    return end > begin;
  }

  private void step() throws IOException {
    switch (state) {
      case BLOCK -> beginBlock();
      case STORED -> copyStored();
      default -> decode();
    }
  }

  private void beginBlock() throws IOException {
    if (last) {
      state = State.DONE;
      return;
    }
    last = in.take(1) == 1;
    final int type = in.take(2);
    if (type == 0) {
      in.align();
      stored = in.take(16);
      if ((in.take(16) ^ 0xffff) != stored)
        throw new ZipException("a stored block has two lengths");
      state = State.STORED;
      return;
    }
    if (type == 1) fixedCodes();
    else if (type == 2) dynamicCodes();
    else throw new ZipException("a block is of no known type");
    state = State.CODED;
  }

  private void copyStored() throws IOException {
    while (stored > 0 && end < output.length) {
      output[end++] = (byte) in.take(8);
      stored--;
    }
    if (stored == 0) state = State.BLOCK;
  }

  private void fixedCodes() throws ZipException {
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    literals.set(lengths, 0, 288);
    Arrays.fill(lengths, 0, 32, (byte) 5);
    distances.set(lengths, 0, 32);
  }

  private void dynamicCodes() throws IOException {
    final int literalCount = in.take(5) + 257,
        distanceCount = in.take(5) + 1,
        count = in.take(4) + 4;
    Arrays.fill(lengths, (byte) 0);
    for (int i = 0; i < count; i++) lengths[LENGTH_ORDER[i]] = (byte) in.take(3);
    final Huffman code = new Huffman(19);
    code.set(lengths, 0, 19);
    readLengths(code, literalCount + distanceCount);
    if (lengths[END] == 0) throw new ZipException("a block has no end");
    literals.set(lengths, 0, literalCount);
    distances.set(lengths, literalCount, distanceCount);
  }

  private void readLengths(Huffman code, int count) throws IOException {
    for (int n = 0; n < count; ) {
      final int symbol = in.symbol(code);
      if (symbol < 16) {
        lengths[n++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && n == 0) throw new ZipException("a code begins with a repetition");
      final byte value = symbol == 16 ? lengths[n - 1] : 0;
      final int times =
          symbol == 16 ? 3 + in.take(2) : symbol == 17 ? 3 + in.take(3) : 11 + in.take(7);
      if (n + times > count) throw new ZipException("a code has too many lengths");
      Arrays.fill(lengths, n, n += times, value);
    }
  }

  private void decode() throws IOException {
    final int full = output.length - LONGEST_MATCH;
    while (end < full) {
      final int symbol = in.symbol(literals);
      if (symbol < END) output[end++] = (byte) symbol;
      else if (symbol == END) {
        state = State.BLOCK;
        return;
      } else match(symbol - END - 1);
    }
  }

  private void match(int lengthCode) throws IOException {
    if (lengthCode >= LENGTH_BASE.length) throw new ZipException("no such length");
    final int lengthBits = lengthCode < 8 || lengthCode == 28 ? 0 : lengthCode / 4 - 1;
    final int length = LENGTH_BASE[lengthCode] + in.take(lengthBits);
    final int code = in.symbol(distances);
    if (code >= DISTANCE_BASE.length) throw new ZipException("no such distance");
    final int distance = DISTANCE_BASE[code] + in.take(code < 4 ? 0 : code / 2 - 1);
    if (distance > end) throw new ZipException("a match begins too far back");
    copy(distance, length);
  }

  private void copy(int distance, int length) {
    if (distance == 1) Arrays.fill(output, end, end + length, output[end - 1]);
    else
      for (int done = 0; done < length; ) {
        // what was copied can be copied again
        final int n = Math.min(length - done, distance + done);
        System.arraycopy(output, end - distance, output, end + done, n);
        done += n;
      }
    end += length;
  }
}
