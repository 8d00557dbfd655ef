package org.myelon.segment.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Half precision by its definition. */
class HalfTest {

  /** What each of the 65536 patterns means, from the definition of the format. */
  private static double meaning(int bits) {
    final int exponent = bits >> 10 & 31;
    final int fraction = bits & 1023;
    final double size =
        exponent == 31
            ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
            : exponent == 0
                ? fraction * Math.pow(2, -24)
                : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return bits >> 15 == 0 ? size : -size;
  }

  @Test
  void everyPatternIsReadAndComesBack() {
    for (int bits = 0; bits < 65536; bits++) {
      final float value = Half.toFloat((short) bits);
      assertEquals((float) meaning(bits), value, "pattern " + bits);
      if (!Float.isNaN(value)) assertEquals((short) bits, Half.of(value), "pattern " + bits);
      else assertTrue(Float.isNaN(Half.toFloat(Half.of(value))));
    }
  }

  /** Halfway between two neighbours goes to the even one; a little off goes to the nearer. */
  @Test
  void roundsToTheNearestOfTwoTheEven() {
    for (int bits = 0; bits < 0x7bff; bits++) {
      final double below = meaning(bits);
      final double above = meaning(bits + 1);
      final float middle = (float) ((below + above) / 2);
      final int even = bits % 2 == 0 ? bits : bits + 1;
      assertEquals((short) even, Half.of(middle), "between " + below + " and " + above);
      assertEquals((short) bits, Half.of(Math.nextDown(middle)));
      assertEquals((short) (bits + 1), Half.of(Math.nextUp(middle)));
      assertEquals((short) (even | 0x8000), Half.of(-middle));
    }
    assertEquals((short) 0x7bff, Half.of(65519.996f));
    assertEquals((short) 0x7c00, Half.of(65520));
    assertEquals((short) 0xfc00, Half.of(-Float.MAX_VALUE));
    assertEquals(0, Half.of(Float.MIN_VALUE));
    assertEquals((short) 0x8000, Half.of(-Float.MIN_VALUE));
  }

  @Test
  void losesLessThanOnePartInTwoThousand() {
    final Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      final float value = (float) random.nextGaussian();
      if (Math.abs(value) > 1e-3)
        assertEquals(value, Half.toFloat(Half.of(value)), Math.abs(value) / 2048);
    }
  }
}
