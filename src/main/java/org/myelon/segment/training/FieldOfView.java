package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * Where a drawn body is imaged: everywhere, or in a sagittal slab 25 to 80 mm wide, or in a box of
 * 35 to 120 mm about the cord; and one in four times with a saturation band before the spine.
 */
final class FieldOfView {

  private final double left;
  private final double right;
  private final double back;
  private final double front;
  private final double band;
  private final float inBand;

  /**
   * @param limited fraction of fields that end
   */
  FieldOfView(double limited, RandomGenerator random) {
    final boolean ends = Chance.once(random, limited), slab = random.nextBoolean();
    final double wide = ends ? (slab ? 26 : 36) : 1e6, most = ends ? (slab ? 80 : 120) : 1e6 + 1;
    final double width = Chance.logBetween(random, wide, most) / 2;
    final double depth = slab ? 1e6 : Chance.logBetween(random, wide, most) / 2;
    final double x = Chance.around(random, 0.6) * (ends ? width : 0);
    final double y = Chance.around(random, 0.6) * (ends && !slab ? depth : 0);
    left = x - width;
    right = x + width;
    back = y - depth;
    front = y + depth;
    band = Chance.once(random, 0.25) ? Chance.between(random, 15, 60) : 1e6;
    inBand = (float) Chance.between(random, 0.03, 0.4);
  }

  boolean contains(double x, double y) {
    return x > left && x < right && y > back && y < front;
  }

  /** Low within the saturation band, whose border is 8 mm wide. */
  float sensitivity(double y) {
    if (y < band) return 1;
    return (float) (1 + (inBand - 1) * Math.min(1, (y - band) / 8));
  }
}
