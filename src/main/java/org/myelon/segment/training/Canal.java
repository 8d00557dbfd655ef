package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * The canal around a cord: fluid with roots and flow voids, dura, fat outside it. Its outline is a
 * rounded triangle, wider in front; the cord touches its wall where it is narrow.
 */
final class Canal {

  private final CordShape cord;
  private final double middleX;
  private final double middleY;
  private final double halfX;
  private final double halfY;
  private final double triangle;
  private final double dura;
  private final double fatFront;
  private final double fatBack;
  private final double[][] roots;
  private final double flow;
  private final double flowPlace;
  private final boolean veins;

  /**
   * @param cauda whether the roots of the cauda equina run in it
   */
  Canal(CordShape cord, boolean cauda, RandomGenerator random) {
    this.cord = cord;
    final double roomX = Chance.between(random, 1.2, 5.5);
    final double roomY = Chance.once(random, 0.2) ? 0.2 : Chance.between(random, 0.8, 4.5);
    halfX = cord.halfRL() + roomX;
    halfY = cord.halfAP() + roomY;
    middleX = Chance.around(random, 0.4 * roomX);
    middleY = Chance.around(random, 0.9 * roomY);
    triangle = Chance.between(random, -0.05, 0.25);
    dura = Chance.between(random, 0.03, 0.1);
    fatFront = Chance.between(random, 0, 0.15);
    fatBack = Chance.once(random, 0.7) ? Chance.between(random, 0.05, 0.6) : 0;
    veins = random.nextBoolean();
    flow = Chance.once(random, 0.3) ? Chance.between(random, 0.3, 1) : 0;
    flowPlace = Chance.between(random, 0, 1000);
    roots = cauda ? cauda(random) : Chance.once(random, 0.6) ? rootlets(random) : new double[0][];
  }

  /** Ventral and dorsal rootlets on both sides of the cord: x, y, radius. */
  private double[][] rootlets(RandomGenerator random) {
    final double[][] list = new double[4 + Chance.index(random, 8)][];
    for (int i = 0; i < list.length; i++) {
      final double side = i % 2 == 0 ? 1 : -1, away = Chance.between(random, 1.08, 1.7);
      final double angle = Chance.between(random, 0.3, 0.9) * (i % 4 < 2 ? 1 : -1);
      list[i] =
          new double[] {
            side * cord.halfRL() * away * Math.cos(angle),
            cord.halfAP() * away * Math.sin(angle),
            Chance.between(random, 0.25, 0.7)
          };
    }
    return list;
  }

  /** Up to 30 roots, mostly at the back of the canal. */
  private double[][] cauda(RandomGenerator random) {
    final double[][] list = new double[8 + Chance.index(random, 24)][];
    for (int i = 0; i < list.length; i++) {
      final double angle = Chance.between(random, -Math.PI, Math.PI);
      final double r = Math.sqrt(random.nextDouble()) * 0.9;
      list[i] =
          new double[] {
            middleX + halfX * r * Math.cos(angle),
            middleY + halfY * r * Math.sin(angle) - 0.3 * halfY * random.nextDouble(),
            Chance.between(random, 0.4, 1.1)
          };
    }
    return list;
  }

  /** How far out a place is: 1 at the wall of the fluid. */
  private double radius2(double x, double y, double z) {
    final double narrow = 1 - cord.flatness(z);
    final double v = (y - middleY) / (halfY * narrow);
    final double u = (x - middleX) / (halfX * (1 + triangle * Math.max(-1.2, Math.min(1.2, v))));
    return u * u + v * v;
  }

  /** Half of its extent from right to left, mm. */
  double halfRL() {
    return halfX;
  }

  /** Where it ends in front, mm before the middle of the cord. */
  double front() {
    return middleY + halfY * (1 + dura + fatFront);
  }

  /** The tissue around the cord at a place; null outside the canal. */
  Tissue at(double x, double y, double z) {
    final double q = radius2(x, y, z);
    if (q < 1) return isRoot(x, y) ? Tissue.WHITE : Tissue.CSF;
    if (q < (1 + dura) * (1 + dura)) return Tissue.LIGAMENT;
    final double limit = 1 + dura + (y < middleY ? fatBack * backwards(x, y) : fatFront);
    if (q < limit * limit) return y > middleY && veins ? Tissue.BLOOD : Tissue.FAT;
    return null;
  }

  /** Fat behind is thickest in the midline. */
  private double backwards(double x, double y) {
    final double u = (x - middleX) / halfX, v = (y - middleY) / halfY;
    return Math.max(0.12, v * v / (u * u + v * v + 1e-6) * 2 - 1);
  }

  private boolean isRoot(double x, double y) {
    for (double[] r : roots) {
      final double dx = x - r[0], dy = y - r[1];
      if (dx * dx + dy * dy < r[2] * r[2]) return true;
    }
    return false;
  }

  /** By how much flowing fluid is darker at a place: a factor. */
  float flow(NoiseField noise, double x, double y, double z) {
    if (flow == 0) return 1;
    final float n = noise.at(x * 0.7 + flowPlace, y * 0.7, z * 0.5);
    return (float) (1 - flow * Math.max(0, Math.min(1, n)));
  }
}
