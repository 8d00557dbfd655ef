package org.myelon.image.nifti;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.myelon.image.DataType;

/** Writes Java arrays of numbers to a stream, little-endian, through a small buffer. */
final class PlaneOutput {

  private static final int CHUNK = 1 << 16;

  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);

  PlaneOutput(OutputStream out) {
    this.out = out;
  }

  /** Writes numbers as they are; the array must be of the Java type that stores the type. */
  void write(Object array, DataType type) throws IOException {
    if (array instanceof byte[] a) {
      out.write(a);
      return;
    }
    final int count = java.lang.reflect.Array.getLength(array), perChunk = CHUNK / type.bytes();
    for (int done = 0; done < count; done += perChunk) {
      final int n = Math.min(perChunk, count - done);
      buffer.clear();
      if (array instanceof short[] a) buffer.asShortBuffer().put(a, done, n);
      else if (array instanceof int[] a) buffer.asIntBuffer().put(a, done, n);
      else if (array instanceof long[] a) buffer.asLongBuffer().put(a, done, n);
      else if (array instanceof float[] a) buffer.asFloatBuffer().put(a, done, n);
      else if (array instanceof double[] a) buffer.asDoubleBuffer().put(a, done, n);
      out.write(chunk, 0, n * type.bytes());
    }
  }

  /**
   * Writes values in a type: to integers they are rounded to the nearest (halves to even) and kept
   * within the type's range, not-a-number becomes 0.
   */
  void writeAs(double[] values, DataType type) throws IOException {
    final int perChunk = CHUNK / type.bytes();
    for (int done = 0; done < values.length; done += perChunk) {
      final int n = Math.min(perChunk, values.length - done);
      buffer.clear();
      for (int i = done; i < done + n; i++) put(values[i], type);
      out.write(chunk, 0, n * type.bytes());
    }
  }

  private void put(double value, DataType type) {
    // a cast to an integer saturates and turns not-a-number into 0, as wanted
    final double v = Math.rint(Math.max(type.min(), Math.min(type.max(), value)));
    switch (type) {
      case UINT8, INT8 -> buffer.put((byte) (int) v);
      case INT16, UINT16 -> buffer.putShort((short) (int) v);
      case INT32, UINT32 -> buffer.putInt((int) (long) v);
      case INT64 -> buffer.putLong((long) v);
      case UINT64 -> buffer.putLong(unsigned(v));
      case FLOAT32 -> buffer.putFloat((float) value);
      case FLOAT64 -> buffer.putDouble(value);
    }
  }

  private static long unsigned(double v) {
    if (v < 0x1p63) return (long) v;
    return v < 0x1p64 ? (long) (v - 0x1p63) + Long.MIN_VALUE : -1;
  }
}
