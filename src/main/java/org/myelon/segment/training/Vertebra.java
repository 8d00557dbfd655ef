package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * The bones around a canal: those of the label map, scaled to the canal; a body before the canal,
 * which is a disc where the map has none; ligaments between the arches behind.
 */
final class Vertebra {

  private final LabelMap map;
  private final LabelMap.Level level;
  private final double scale;
  private final double halfX;
  private final double halfY;
  private final double middleY;
  private final boolean mapped;
  private final double arch;
  private final double ligament;

  Vertebra(LabelMap map, LabelMap.Level level, Canal canal, Region region, RandomGenerator random) {
    this.map = map;
    this.level = level;
    scale = canal.halfRL() / 9 * Chance.between(random, 0.95, 1.25);
    final double size = region == Region.NECK ? 10 : region == Region.SHOULDERS ? 12 : 17;
    halfX = size * Chance.between(random, 0.85, region == Region.ABDOMEN ? 1.5 : 1.2);
    halfY = halfX * Chance.between(random, 0.65, 0.9);
    middleY = canal.front() + 0.92 * halfY;
    mapped = Chance.once(random, 0.85);
    arch = Chance.between(random, 12, 35);
    ligament = Chance.between(random, 0, 2.5);
  }

  /** Where the body ends in front, mm before the cord's middle. */
  double front() {
    return middleY + halfY;
  }

  /** The tissue outside the canal; null where there is no spine. */
  Tissue at(double x, double y, double z) {
    if (mapped && Math.abs(x) < 60 && Math.abs(y) < 60) {
      final float bone = map.bone(level.x() + x / scale, level.y() + y / scale, level.z() + z);
      if (bone > 0.7) return Tissue.MARROW;
      if (bone > 0.2) return Tissue.CORTICAL;
    }
    final double u = x / halfX, v = (y - middleY) / halfY;
    final double q = u * u + v * v;
    if (q < 1) {
      if (!mapped) return q < 0.8 ? Tissue.MARROW : Tissue.CORTICAL;
      return q < 0.75 ? Tissue.DISC : Tissue.LIGAMENT;
    }
    return y < 0 && isLigament(x, y, z) ? Tissue.LIGAMENT : null;
  }

  /** Between the spinous processes, a few mm wide and wavy. */
  private boolean isLigament(double x, double y, double z) {
    final double half = ligament * (1 + 0.4 * Math.sin(0.45 * y + 0.3 * z));
    return Math.abs(x) < half && -y < arch;
  }
}
