package org.myelon.phantom;

/** Where discs and levels lie along {@link StraightSpine}, in its slices of 1 mm from below. */
final class StraightLevels {

  /** Length against the subject's. */
  static final double LENGTH = 1.06;

  /** Slices below the lowest disc. */
  private static final int BELOW = 9;

  private final SpineAnatomy anatomy;

  StraightLevels(SpineAnatomy anatomy) {
    this.anatomy = anatomy;
  }

  /** Number of disc labels. */
  int discCount() {
    return anatomy.discCount();
  }

  /** The slice of a disc: 1 the top of C1 … 10 T2/T3. */
  int disc(int value) {
    return BELOW + (int) Math.round(LENGTH * (anatomy.discArcLength(value) - bottom()));
  }

  /** Position along the subject's curve that a slice stands for, mm. */
  double arcLength(int slice) {
    return (slice - BELOW) / LENGTH + bottom();
  }

  private double bottom() {
    return anatomy.discArcLength(discCount());
  }

  /** The vertebral level of a slice, 0 if none; the slice of a disc belongs to the level above. */
  int level(int slice) {
    for (int v = 1; v < discCount(); v++) if (slice < disc(v) && slice >= disc(v + 1)) return v;
    return 0;
  }

  /**
   * The middle slice of a spinal level, 1 (C1) … 10 (T2): they lie above the vertebra of the same
   * number, about as in PAM50.
   */
  int spinalMiddle(int level) {
    if (level == 1) return disc(1) - (disc(1) - disc(2)) / 6;
    final int top = disc(level - 1), bottom = disc(level);
    return (int) Math.round(bottom + (level == 2 ? 0.5 : 0.8) * (top - bottom));
  }

  /** The spinal level of a slice, 0 above the highest disc and below the lowest. */
  int spinalLevel(int slice) {
    if (level(slice) == 0) return 0;
    int nearest = 1;
    for (int v = 2; v <= discCount(); v++)
      if (Math.abs(slice - spinalMiddle(v)) < Math.abs(slice - spinalMiddle(nearest))) nearest = v;
    return nearest;
  }
}
