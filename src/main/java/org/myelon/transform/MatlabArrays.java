package org.myelon.transform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.myelon.step.AtomicFile;
import org.myelon.step.InputException;

/**
 * Columns of numbers in a MATLAB level 4 file. Each has a header of five integers (type, rows,
 * columns, whether complex, length of the name with its end), the name and the numbers. The type is
 * 1000 m + 10 p: m 0 little endian, 1 big endian, p 0 double, 1 float. (MAT-File Format,
 * MathWorks.)
 */
final class MatlabArrays {

  /** A file of transforms has some hundred bytes. */
  private static final long LONGEST_FILE = 1 << 20;

  private static final int HEADER = 20, LONGEST_NAME = 256;

  private MatlabArrays() {}

  /** A column of numbers with a name. */
  record Named(String name, double[] values) {}

  /** Whether the bytes are no text. */
  static boolean isBinary(byte[] bytes) {
    for (byte b : bytes) if (b == 0) return true;
    return false;
  }

  /**
   * All columns of a file, in its order.
   *
   * @throws InputException if it is damaged or holds other things
   */
  static List<Named> read(Path file) {
    final List<Named> arrays = new ArrayList<>();
    final ByteBuffer in = ByteBuffer.wrap(bytes(file));
    while (in.hasRemaining()) arrays.add(next(in, file));
    return arrays;
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LONGEST_FILE) throw damaged(file);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException(file + " may not be read: ask for permission.", e);
    }
  }

  private static Named next(ByteBuffer in, Path file) {
    if (in.remaining() < HEADER) throw damaged(file);
    in.order(ByteOrder.LITTLE_ENDIAN);
    final int first = in.getInt(in.position());
    if (first < 0 || first > 9999) in.order(ByteOrder.BIG_ENDIAN);
    final int type = in.getInt();
    final long rows = in.getInt(), columns = in.getInt();
    final int complex = in.getInt(), nameLength = in.getInt();
    final boolean wide = type % 100 == 0;
    // whether rows or columns come first (100) is the same for a single column
    final int machine = type - type % 1000, precision = type % 100;
    if (machine != (in.order() == ByteOrder.BIG_ENDIAN ? 1000 : 0)
        || precision != 0 && precision != 10
        || complex != 0
        || nameLength < 1
        || nameLength > LONGEST_NAME
        || rows < 0
        || columns < 0
        || Math.min(rows, columns) > 1) throw damaged(file);
    final long count = rows * columns;
    if (in.remaining() < nameLength + count * (wide ? 8 : 4)) throw damaged(file);
    final byte[] name = new byte[nameLength];
    in.get(name);
    final double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) values[i] = wide ? in.getDouble() : in.getFloat();
    return new Named(new String(name, StandardCharsets.ISO_8859_1).split("\0", 2)[0], values);
  }

  private static InputException damaged(Path file) {
    return new InputException(
        file
            + " is no MATLAB level 4 file of ITK or ANTs, or it is cut off or damaged. Copy it again,"
            + " or save it with -v4.");
  }

  /** Writes columns as ITK does on most machines: little endian, double. */
  static void write(List<Named> arrays, Path file) {
    int size = 0;
    for (Named a : arrays) size += HEADER + a.name().length() + 1 + 8 * a.values().length;
    final ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (Named a : arrays) {
      out.putInt(0).putInt(a.values().length).putInt(1).putInt(0).putInt(a.name().length() + 1);
      out.put(a.name().getBytes(StandardCharsets.ISO_8859_1)).put((byte) 0);
      for (double v : a.values()) out.putDouble(v);
    }
    AtomicFile.write(file, to -> to.write(out.array()));
  }
}
