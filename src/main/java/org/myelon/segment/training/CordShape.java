package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * A cord made from that of a label map: scaled by 0.7 to 1.3, flattened (1 in 5, down to half, over
 * a few mm as by a disc or throughout), bent to a bean, or ending (conus). Places are in mm from
 * its middle at the height that was chosen.
 */
final class CordShape {

  private final LabelMap map;
  private final LabelMap.Level level;
  private final double scaleX;
  private final double scaleY;
  private final double flat;
  private final double flatZ;
  private final double flatLength;
  private final double bean;
  private final double endZ;
  private final double taper;
  private final float sharpness;

  /**
   * @param end whether it ends near the height that was chosen
   */
  CordShape(LabelMap map, LabelMap.Level level, boolean end, RandomGenerator random) {
    this.map = map;
    this.level = level;
    final double scale = Chance.between(random, 0.75, 1.3);
    final double stretch = Chance.logBetween(random, 0.88, 1.14);
    scaleX = scale * stretch;
    scaleY = scale / stretch;
    flat = Chance.once(random, 0.2) ? Chance.between(random, 0.15, 0.5) : 0;
    flatZ = Chance.around(random, 6);
    flatLength = Chance.logBetween(random, 3, 30);
    bean = Chance.once(random, 0.3) ? Chance.around(random, 0.04) : 0;
    taper = Chance.between(random, 10, 40);
    endZ = end ? Chance.between(random, -taper, 40) : Double.NEGATIVE_INFINITY;
    sharpness = (float) Chance.between(random, 1.2, 4);
  }

  /** Half of its extent from right to left at the height that was chosen, mm. */
  double halfRL() {
    return level.halfRL() * scaleX;
  }

  /** Half of its extent from anterior to posterior without compression, mm. */
  double halfAP() {
    return level.halfAP() * scaleY;
  }

  /** How much the cord is flattened at a height, 0 to 1. */
  double flatness(double z) {
    final double d = (z - flatZ) / flatLength;
    return flat / (1 + d * d);
  }

  /** Whether the height lies below the cord's end. */
  boolean isBelow(double z) {
    return z < endZ;
  }

  private double size(double z) {
    if (endZ == Double.NEGATIVE_INFINITY) return 1;
    final double t = Math.min(1, (z - endZ) / taper);
    return Math.sqrt(t * (2 - t));
  }

  float cord(double x, double y, double z) {
    if (isBelow(z)) return 0;
    final double f = flatness(z), s = size(z) + 1e-3;
    return map.cord(
        level.x() + x / (scaleX * (1 + 0.4 * f) * s),
        level.y() + (y + bean * x * x) / (scaleY * (1 - f) * s),
        level.z() + z);
  }

  /** How much of a place is grey matter: the map's means over many subjects, made sharper. */
  float grey(double x, double y, double z) {
    if (isBelow(z)) return 0;
    final double f = flatness(z), s = size(z) + 1e-3;
    final float g =
        map.grey(
            level.x() + x / (scaleX * (1 + 0.4 * f) * s),
            level.y() + (y + bean * x * x) / (scaleY * (1 - f) * s),
            level.z() + z);
    return Math.max(0, Math.min(1, (g - 0.5f) * sharpness + 0.5f));
  }
}
