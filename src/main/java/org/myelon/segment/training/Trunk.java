package org.myelon.segment.training;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The body around a spine, drawn at random: an outline with skin and fat under it, {@link Organs}
 * of the region, and between them muscles with sheets of fat. Places are in mm from the cord's
 * middle.
 */
final class Trunk {

  private static final double SKIN = 1.5;

  private final BodyOutline outline;
  private final double fat;
  private final double fatPart;
  private final Tissue filling;
  private final double fasciaWidth;
  private final double fasciaScale;
  private final double fasciaPlace;
  private final List<Blob> organs;
  private final List<Blob> arms;

  /**
   * @param front where the spine ends in front, mm before the cord
   * @param reach what lies farther from the cord, mm, is left out
   */
  Trunk(Region region, double front, double reach, RandomGenerator random) {
    outline = new BodyOutline(region, random);
    fat = region.fat(random);
    fatPart = Chance.between(random, 0.5, 1.5);
    filling = region == Region.ABDOMEN ? Tissue.FAT : Tissue.MUSCLE;
    fasciaWidth = Chance.between(random, 0.02, 0.14);
    fasciaScale = Chance.logBetween(random, 0.12, 0.4);
    fasciaPlace = Chance.between(random, 0, 1000);
    final Organs all = new Organs(region, outline, fat, front, random);
    organs = all.inside(reach);
    arms = all.outside(reach);
  }

  Tissue at(double x, double y, double z, NoiseField noise) {
    final double inside = outline.depth(x, y);
    if (inside < 0) return first(arms, x, y, z, Tissue.AIR);
    if (inside < SKIN) return Tissue.MUSCLE;
    if (inside < fat * (y < 0 ? fatPart : 1)) return Tissue.FAT;
    final Tissue organ = first(organs, x, y, z, null);
    if (organ != null) return organ;
    if (filling == Tissue.FAT && inside < fat + 14) return Tissue.MUSCLE;
    final float n = noise.at(x * fasciaScale + fasciaPlace, y * fasciaScale, z * 0.05);
    if (Math.abs(n) >= fasciaWidth) return filling;
    return filling == Tissue.FAT ? Tissue.LIGAMENT : Tissue.FAT;
  }

  private static Tissue first(List<Blob> blobs, double x, double y, double z, Tissue otherwise) {
    for (int i = 0; i < blobs.size(); i++) {
      final Tissue t = blobs.get(i).at(x, y, z);
      if (t != null) return t;
    }
    return otherwise;
  }
}
