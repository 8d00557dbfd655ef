package org.myelon.label;

/**
 * Numbers of the vertebral levels: 1-7 are C1-C7, 8-19 T1-T12, 20-24 L1-L5, 25-29 S1-S5. A disc has
 * the number of the vertebra below it.
 */
public final class Vertebra {

  /** The last number that is a vertebra. */
  public static final int LAST = 29;

  /**
   * Mean length of C2-L3 in mm along the cord, the values that SCT uses (De Leener et al.,
   * NeuroImage 2017). C1 has none there and gets that of C2, L4 and below get that of L3.
   */
  private static final double[] LENGTH = {
    20.18, 17.02, 17.84, 16.80, 16.02, 15.72, 16.84, 19.87, 21.55, 21.76, 22.63, 23.80, 24.36,
    25.20, 25.32, 25.50, 27.62, 29.47, 31.89, 33.51, 35.72
  };

  private Vertebra() {}

  /** Whether a label value is a vertebra, or the disc above it, and no other landmark. */
  public static boolean isVertebra(int value) {
    return value >= 1 && value <= LAST;
  }

  /** Such as "C2" or "T11"; the number itself if it is no vertebra. */
  public static String name(int value) {
    if (!isVertebra(value)) return Integer.toString(value);
    if (value <= 7) return "C" + value;
    if (value <= 19) return "T" + (value - 7);
    return value <= 24 ? "L" + (value - 19) : "S" + (value - 24);
  }

  /** Name of the disc above a vertebra, such as "C2/C3"; that of disc 1 is "top of C1". */
  public static String discName(int value) {
    if (!isVertebra(value)) return Integer.toString(value);
    return value == 1 ? "top of C1" : name(value - 1) + "/" + name(value);
  }

  /** Mean length of a vertebral level along the cord in mm. */
  public static double meanLength(int value) {
    return LENGTH[Math.max(0, Math.min(LENGTH.length - 1, value - 2))];
  }
}
