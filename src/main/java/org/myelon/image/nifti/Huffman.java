package org.myelon.image.nifti;

import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A Huffman code as deflate uses them (RFC 1951, 3.2.2): canonical, given by the lengths of its
 * words. Short words are found in a table, long ones bit by bit.
 */
final class Huffman {

  /** Longest word in bits. */
  static final int LONGEST = 15;

  private static final int TABLE_BITS = 10;

  /** What the next bits stand for: the symbol and, below it, 4 bits of length; 0 if longer. */
  private final short[] table = new short[1 << TABLE_BITS];

  /** Number of words of each length, and the symbols in the order of their words. */
  private final int[] count = new int[LONGEST + 1];

  private final short[] symbols;

  /** A code of at most so many symbols. */
  Huffman(int capacity) {
    symbols = new short[capacity];
  }

  /**
   * Takes another code.
   *
   * @param length of the word of each symbol from {@code from} on; 0 if it has none
   * @param size number of symbols
   * @throws ZipException if there is no such code
   */
  void set(byte[] length, int from, int size) throws ZipException {
    Arrays.fill(count, 0);
    for (int s = 0; s < size; s++) count[length[from + s]]++;
    final int words = size - count[0];
    count[0] = 0;
    int left = 1;
    for (int l = 1; l <= LONGEST; l++) {
      left = 2 * left - count[l];
      if (left < 0) throw new ZipException("a Huffman code has too many words");
    }
    // a code of a single word leaves half of the tree empty
    if (left > 0 && words > 1) throw new ZipException("a Huffman code lacks words");
    sort(length, from, size);
    fillTable();
  }

  private void sort(byte[] length, int from, int size) {
    final int[] next = new int[LONGEST + 2];
    for (int l = 1; l <= LONGEST; l++) next[l + 1] = next[l] + count[l];
    for (int s = 0; s < size; s++)
      if (length[from + s] != 0) symbols[next[length[from + s]]++] = (short) s;
  }

  /** The first bit of a word is the lowest one of the input. */
  private void fillTable() {
    Arrays.fill(table, (short) 0);
    int word = 0;
    int n = 0;
    for (int l = 1; l <= TABLE_BITS; l++, word <<= 1)
      for (int i = 0; i < count[l]; i++, word++, n++) {
        final int reversed = Integer.reverse(word) >>> 32 - l;
        final short entry = (short) (symbols[n] << 4 | l);
        for (int at = reversed; at < table.length; at += 1 << l) table[at] = entry;
      }
  }

  /**
   * The symbol at the lowest bits.
   *
   * @param bits the next bits of the input, at least {@link #LONGEST} of them (0 beyond its end)
   * @return the symbol shifted by 4 bits, and the length of its word; negative if there is none
   */
  int decode(long bits) {
    final int entry = table[(int) bits & (1 << TABLE_BITS) - 1];
    return entry != 0 ? entry : decodeLong(bits);
  }

  private int decodeLong(long bits) {
    int word = 0, first = 0, index = 0;
    for (int l = 1; l <= LONGEST; l++) {
      word |= (int) (bits >>> l - 1) & 1;
      if (word - first < count[l]) return symbols[index + word - first] << 4 | l;
      index += count[l];
      first = first + count[l] << 1;
      word <<= 1;
    }
    return -1;
  }
}
