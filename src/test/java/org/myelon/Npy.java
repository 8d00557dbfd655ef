package org.myelon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array that NumPy saved, little endian and in C order (the last axis fastest), as floats.
 *
 * @param shape lengths of the axes
 * @param values of float16, float32, float64, int8, uint8 or int16
 */
public record Npy(int[] shape, float[] values) {

  private static final Pattern HEADER =
      Pattern.compile("'descr': '[<|]([a-z]\\d)'.*'fortran_order': False.*'shape': \\(([^)]*)\\)");

  public static Npy read(Path file) throws IOException {
    final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    final int version = bytes.get(6);
    final int begin = version == 1 ? 10 : 12;
    final int length = version == 1 ? bytes.getShort(8) : bytes.getInt(8);
    final Matcher header =
        HEADER.matcher(new String(bytes.array(), begin, length, StandardCharsets.US_ASCII));
    if (!header.find()) throw new IOException(file + " is no array that this reader knows");
    final int[] shape =
        Arrays.stream(header.group(2).split(","))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    bytes.position(begin + length);
    final float[] values = new float[Arrays.stream(shape).reduce(1, (p, q) -> p * q)];
    for (int i = 0; i < values.length; i++) values[i] = next(bytes, header.group(1));
    return new Npy(shape, values);
  }

  private static float next(ByteBuffer bytes, String type) {
    return switch (type) {
      case "f2" -> half(bytes.getShort());
      case "f4" -> bytes.getFloat();
      case "f8" -> (float) bytes.getDouble();
      case "i1" -> bytes.get();
      case "u1" -> bytes.get() & 0xff;
      case "i2" -> bytes.getShort();
      default -> throw new IllegalArgumentException("type " + type);
    };
  }

  /** IEEE half precision; Java 17 has no conversion. */
  private static float half(short bits) {
    final int exponent = bits >> 10 & 0x1f, fraction = bits & 0x3ff;
    final double magnitude =
        exponent == 0
            ? fraction * 0x1p-24
            : exponent == 31
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : (1024 + fraction) * Math.pow(2, exponent - 25.0);
    return (float) (bits < 0 ? -magnitude : magnitude);
  }

  /** The values of the first axis at an index. */
  public Npy at(int index) {
    final int n = values.length / shape[0];
    return new Npy(
        Arrays.copyOfRange(shape, 1, shape.length),
        Arrays.copyOfRange(values, index * n, (index + 1) * n));
  }

  /** The values of each index of the first axis. */
  public float[][] rows() {
    final float[][] rows = new float[shape[0]][];
    for (int i = 0; i < rows.length; i++) rows[i] = at(i).values();
    return rows;
  }

  /** The largest absolute difference from other values in the same order. */
  public double largestDifference(float[] other) {
    if (other.length != values.length)
      throw new AssertionError(other.length + " values, not " + values.length);
    double worst = 0;
    for (int i = 0; i < other.length; i++) {
      final double d = Math.abs((double) other[i] - values[i]);
      if (!(d <= worst)) worst = d;
    }
    return worst;
  }
}
