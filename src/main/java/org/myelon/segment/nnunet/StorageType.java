package org.myelon.segment.nnunet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.myelon.segment.network.Half;

/** Types of numbers in a PyTorch file, all of which become single precision. */
enum StorageType {
  DOUBLE("DoubleStorage", 8, b -> (float) b.getDouble()),
  FLOAT("FloatStorage", 4, ByteBuffer::getFloat),
  HALF("HalfStorage", 2, b -> Half.toFloat(b.getShort())),
  BFLOAT16("BFloat16Storage", 2, b -> Float.intBitsToFloat(b.getShort() << 16)),
  LONG("LongStorage", 8, ByteBuffer::getLong),
  INT("IntStorage", 4, ByteBuffer::getInt),
  SHORT("ShortStorage", 2, ByteBuffer::getShort),
  CHAR("CharStorage", 1, ByteBuffer::get),
  BYTE("ByteStorage", 1, b -> b.get() & 0xff),
  BOOL("BoolStorage", 1, ByteBuffer::get);

  private interface Decoder {
    float next(ByteBuffer bytes);
  }

  private final String className;
  private final int bytes;
  private final Decoder decoder;

  StorageType(String className, int bytes, Decoder decoder) {
    this.className = className;
    this.bytes = bytes;
    this.decoder = decoder;
  }

  /** The type of a class of PyTorch, such as torch.FloatStorage. */
  static Optional<StorageType> of(String className) {
    return Arrays.stream(values()).filter(t -> className.equals("torch." + t.className)).findAny();
  }

  /** Of one number. */
  int bytes() {
    return bytes;
  }

  /** Reads whole numbers from the buffer until it is empty or the array full. */
  int decode(ByteBuffer from, float[] into, int at) {
    int i = at;
    while (i < into.length && from.remaining() >= bytes) into[i++] = decoder.next(from);
    return i;
  }
}
