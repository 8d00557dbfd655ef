package org.myelon.image.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.myelon.image.DataType;

/**
 * Reads Java arrays of numbers from a stream. Single bytes go straight into their array; wider
 * numbers through a small buffer, so that no second copy of a plane is held.
 */
final class PlaneInput {

  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteBuffer buffer;

  PlaneInput(InputStream in, ByteOrder order) {
    this.in = in;
    this.buffer = ByteBuffer.wrap(chunk).order(order);
  }

  /**
   * Reads the next numbers.
   *
   * @return an array of byte, short, int, long, float or double
   * @throws EOFException if the stream ends before
   */
  Object read(DataType type, int count) throws IOException {
    if (type.bytes() == 1) {
      final byte[] a = new byte[count];
      fill(a, count);
      return a;
    }
    final Object array =
        switch (type) {
          case FLOAT32 -> new float[count];
          case FLOAT64 -> new double[count];
          default ->
              type.bytes() == 2
                  ? new short[count]
                  : type.bytes() == 4 ? new int[count] : new long[count];
        };
    final int perChunk = CHUNK / type.bytes();
    for (int done = 0; done < count; done += perChunk) {
      final int n = Math.min(perChunk, count - done);
      fill(chunk, n * type.bytes());
      buffer.clear();
      if (array instanceof short[] a) buffer.asShortBuffer().get(a, done, n);
      else if (array instanceof int[] a) buffer.asIntBuffer().get(a, done, n);
      else if (array instanceof long[] a) buffer.asLongBuffer().get(a, done, n);
      else if (array instanceof float[] a) buffer.asFloatBuffer().get(a, done, n);
      else if (array instanceof double[] a) buffer.asDoubleBuffer().get(a, done, n);
    }
    return array;
  }

  /**
   * Reads the next float32 numbers.
   *
   * @throws EOFException if the stream ends before
   */
  void read(float[] into, int count) throws IOException {
    final int perChunk = CHUNK / Float.BYTES;
    for (int done = 0; done < count; done += perChunk) {
      final int n = Math.min(perChunk, count - done);
      fill(chunk, n * Float.BYTES);
      buffer.clear();
      buffer.asFloatBuffer().get(into, done, n);
    }
  }

  private void fill(byte[] target, int length) throws IOException {
    if (in.readNBytes(target, 0, length) < length) throw new EOFException();
  }
}
