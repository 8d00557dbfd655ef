package org.myelon.segment.network;

/** Numbers of 16 bits as in IEEE 754: a sign, 5 bits of exponent, 10 bits of fraction. */
public final class Half {

  private static final int SIGN = 0x8000;
  private static final int INFINITE = 0x7c00;
  private static final float SMALLEST = 0x1p-24f;

  private Half() {}

  /** The same number in single precision. */
  public static float toFloat(short half) {
    final int exponent = (half & INFINITE) >> 10;
    final int fraction = half & 0x3ff;
    final float size;
    if (exponent == 0) size = fraction * SMALLEST;
    else if (exponent == 31) size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    else size = Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
    return (half & SIGN) == 0 ? size : -size;
  }

  /** The nearest one, of two as near the even one; infinite from 65520 on. */
  static short of(float value) {
    final int sign = Float.floatToRawIntBits(value) >>> 16 & SIGN;
    final float size = Math.abs(value);
    if (Float.isNaN(value)) return (short) (INFINITE | 0x200);
    if (size >= 65520f) return (short) (sign | INFINITE);
    // below the smallest normal number, halves are multiples of the smallest one
    if (size < 0x1p-14f) return (short) (sign | (int) Math.rint((double) size / SMALLEST));
    final int bits = Float.floatToRawIntBits(size);
    final int rounded = bits + 0xfff + (bits >>> 13 & 1);
    return (short) (sign | (rounded >>> 13) - (112 << 10));
  }
}
