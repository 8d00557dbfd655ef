package org.myelon.image.nifti;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of a NIfTI header of either version and byte order, read and written by field. */
final class RawHeader {

  /** Bytes of a header of version 1 and 2. */
  private static final int[] SIZE = {348, 540};

  private static final byte[] MAGIC_2_TAIL = {'\r', '\n', 0x1a, '\n'};

  private final int version;
  private final ByteBuffer bytes;

  private RawHeader(int version, ByteBuffer bytes) {
    this.version = version;
    this.bytes = bytes;
  }

  /** An empty header, little-endian. */
  static RawHeader create(int version, boolean pair) {
    final ByteBuffer bytes = ByteBuffer.allocate(SIZE[version - 1]).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, SIZE[version - 1]);
    final byte[] magic = ((pair ? "ni" : "n+") + version + "\0").getBytes(ISO_8859_1);
    bytes.put(magicOffset(version), magic);
    if (version == 2) bytes.put(8, MAGIC_2_TAIL);
    return new RawHeader(version, bytes);
  }

  /** The version that the first four bytes of a file announce, in either byte order, 0 if none. */
  static int versionOf(byte[] firstFour) {
    final int size = ByteBuffer.wrap(firstFour).getInt();
    for (int v = 1; v <= 2; v++)
      if (size == SIZE[v - 1] || Integer.reverseBytes(size) == SIZE[v - 1]) return v;
    return 0;
  }

  static int sizeOf(int version) {
    return SIZE[version - 1];
  }

  /** Wraps the bytes of a header that starts with its version's size in either byte order. */
  static RawHeader wrap(byte[] header) {
    final ByteBuffer bytes = ByteBuffer.wrap(header);
    if (bytes.getInt(0) != header.length) bytes.order(ByteOrder.LITTLE_ENDIAN);
    return new RawHeader(header.length == SIZE[0] ? 1 : 2, bytes);
  }

  int version() {
    return version;
  }

  ByteOrder order() {
    return bytes.order();
  }

  /** The header's bytes, not a copy. */
  byte[] toBytes() {
    return bytes.array();
  }

  /**
   * The three characters that say what the file is: "n+1" or "n+2" alone, "ni1" or "ni2" a pair.
   */
  String magic() {
    return new String(bytes.array(), magicOffset(version), 3, ISO_8859_1);
  }

  private static int magicOffset(int version) {
    return version == 1 ? 344 : 4;
  }

  double real(Field field, int i) {
    final int at = field.offset(version, i);
    return switch (field.kind(version)) {
      case 'f' -> bytes.getFloat(at);
      case 'd' -> bytes.getDouble(at);
      default -> integer(field, i);
    };
  }

  double real(Field field) {
    return real(field, 0);
  }

  /** All numbers of a field. */
  double[] reals(Field field) {
    final double[] all = new double[field.count];
    for (int i = 0; i < all.length; i++) all[i] = real(field, i);
    return all;
  }

  long integer(Field field, int i) {
    final int at = field.offset(version, i);
    return switch (field.kind(version)) {
      case 'b' -> bytes.get(at) & 0xff;
      case 'h' -> bytes.getShort(at);
      case 'i' -> bytes.getInt(at);
      case 'q' -> bytes.getLong(at);
      default -> throw new IllegalArgumentException(field + " holds no integers");
    };
  }

  int integer(Field field) {
    return (int) integer(field, 0);
  }

  /** Text up to the first zero byte; Latin-1, so that any bytes come back as they were. */
  String text(Field field) {
    final int at = field.offset(version, 0);
    int end = at;
    while (end < at + field.count && bytes.get(end) != 0) end++;
    return new String(bytes.array(), at, end - at, ISO_8859_1);
  }

  void putReal(Field field, int i, double value) {
    final int at = field.offset(version, i);
    switch (field.kind(version)) {
      case 'f' -> bytes.putFloat(at, (float) value);
      case 'd' -> bytes.putDouble(at, value);
      default -> putInteger(field, i, (long) value);
    }
  }

  void putReals(Field field, double... values) {
    for (int i = 0; i < values.length; i++) putReal(field, i, values[i]);
  }

  void putInteger(Field field, int i, long value) {
    final int at = field.offset(version, i);
    switch (field.kind(version)) {
      case 'b' -> bytes.put(at, (byte) value);
      case 'h' -> bytes.putShort(at, (short) value);
      case 'i' -> bytes.putInt(at, (int) value);
      case 'q' -> bytes.putLong(at, value);
      default -> putReal(field, i, value);
    }
  }

  void putInteger(Field field, long value) {
    putInteger(field, 0, value);
  }

  /** Writes text, cut so that it fits. */
  void putText(Field field, String text) {
    bytes.put(field.offset(version, 0), Arrays.copyOf(text.getBytes(ISO_8859_1), field.count));
  }
}
