package org.myelon.label;

/**
 * Numbers of the spinal levels, which are the segments of the cord and are named after their nerve
 * roots: 1-8 are C1-C8, 9-20 T1-T12, 21-25 L1-L5, 26-30 S1-S5, as in the files of PAM50. They are
 * not the numbers of the vertebrae ({@link Vertebra}), of which there are only seven in the neck.
 */
public final class SpinalLevel {

  /** The last number that is a spinal level. */
  public static final int LAST = 30;

  private SpinalLevel() {}

  /** Whether a label value is a spinal level. */
  public static boolean isSpinal(int value) {
    return value >= 1 && value <= LAST;
  }

  /** Such as "C8" or "T11"; the number itself if it is no spinal level. */
  public static String name(int value) {
    if (!isSpinal(value)) return Integer.toString(value);
    if (value <= 8) return "C" + value;
    if (value <= 20) return "T" + (value - 8);
    return value <= 25 ? "L" + (value - 20) : "S" + (value - 25);
  }
}
