package org.myelon.segment.nnunet;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, read from front to back; never past the end, whatever a length says. */
final class PickleBytes {

  private static final int LONGEST_LINE = 1000;

  private final ByteBuffer bytes;

  PickleBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void require(long count) throws IOException {
    if (count < 0 || count > bytes.remaining()) throw new EOFException("its pickle is cut off");
  }

  /** Unsigned. */
  int u1() throws IOException {
    require(1);
    return bytes.get() & 0xff;
  }

  /** Unsigned. */
  int u2() throws IOException {
    require(2);
    return bytes.getShort() & 0xffff;
  }

  int i4() throws IOException {
    require(4);
    return bytes.getInt();
  }

  /** Unsigned. */
  long u4() throws IOException {
    return i4() & 0xffffffffL;
  }

  long i8() throws IOException {
    require(8);
    return bytes.getLong();
  }

  /** Python writes its floating point numbers with the highest byte first. */
  double real() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(i8()));
  }

  byte[] take(long count) throws IOException {
    require(count);
    final byte[] taken = new byte[(int) count];
    bytes.get(taken);
    return taken;
  }

  String text(long count) throws IOException {
    return new String(take(count), StandardCharsets.UTF_8);
  }

  /** A whole number in two's complement, the lowest byte first. */
  Number whole(int count) throws IOException {
    final byte[] lowFirst = take(count);
    if (count == 0) return 0L;
    final byte[] highFirst = new byte[count];
    for (int i = 0; i < count; i++) highFirst[i] = lowFirst[count - 1 - i];
    final BigInteger number = new BigInteger(highFirst);
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  /** A line without its end. */
  String line() throws IOException {
    final StringBuilder line = new StringBuilder();
    for (int c = u1(); c != '\n'; c = u1()) {
      if (line.length() == LONGEST_LINE) throw new IOException("its pickle has a damaged name");
      line.append((char) c);
    }
    return line.toString();
  }
}
