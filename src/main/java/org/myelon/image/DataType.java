package org.myelon.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import org.myelon.step.InputException;

/** The number types that a voxel can be stored as, with the names and codes of NIfTI. */
public enum DataType {
  UINT8(2, 1, 0, 255, UnsignedByteType.class),
  INT8(256, 1, Byte.MIN_VALUE, Byte.MAX_VALUE, ByteType.class),
  INT16(4, 2, Short.MIN_VALUE, Short.MAX_VALUE, ShortType.class),
  UINT16(512, 2, 0, 65535, UnsignedShortType.class),
  INT32(8, 4, Integer.MIN_VALUE, Integer.MAX_VALUE, IntType.class),
  UINT32(768, 4, 0, 4294967295.0, UnsignedIntType.class),
  INT64(1024, 8, Long.MIN_VALUE, Long.MAX_VALUE, LongType.class),
  UINT64(1280, 8, 0, 0x1p64, UnsignedLongType.class),
  FLOAT32(16, 4, -Float.MAX_VALUE, Float.MAX_VALUE, FloatType.class),
  FLOAT64(64, 8, -Double.MAX_VALUE, Double.MAX_VALUE, DoubleType.class);

  private final int code;
  private final int bytes;
  private final double min;
  private final double max;
  private final Class<?> pixelType;

  DataType(int code, int bytes, double min, double max, Class<?> pixelType) {
    this.code = code;
    this.bytes = bytes;
    this.min = min;
    this.max = max;
    this.pixelType = pixelType;
  }

  /** The type with a NIfTI code, empty for those that hold no single real number. */
  public static Optional<DataType> ofCode(int code) {
    return Arrays.stream(values()).filter(t -> t.code == code).findFirst();
  }

  /** The type that holds ImgLib2 pixels of this kind, empty for types such as bits or complex. */
  public static Optional<DataType> of(RealType<?> pixel) {
    return Arrays.stream(values()).filter(t -> t.pixelType.isInstance(pixel)).findFirst();
  }

  /**
   * Reads a name such as "uint8" or "float32".
   *
   * @throws InputException if there is no such type
   */
  public static DataType parse(String name) {
    return Arrays.stream(values())
        .filter(t -> t.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "'"
                        + name
                        + "' is no data type: give one of "
                        + Arrays.stream(values())
                            .map(DataType::toString)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** The NIfTI code. */
  public int code() {
    return code;
  }

  /** Bytes of one voxel. */
  public int bytes() {
    return bytes;
  }

  public boolean isInteger() {
    return this != FLOAT32 && this != FLOAT64;
  }

  /** Smallest value it holds (finite). */
  public double min() {
    return min;
  }

  /** Largest value it holds (finite; for the 64-bit integers the nearest double). */
  public double max() {
    return max;
  }

  /** The name as numpy and SCT write it: "uint8", "float32". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
