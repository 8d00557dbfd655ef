package org.myelon.segment.training;

import java.util.random.RandomGenerator;

/**
 * What lies above the body of C2, near the middle plane: dens, arches of C1, clivus, occiput,
 * medulla, pons, fourth ventricle, cerebellum. Places as in {@link DrawnSpine}, before the drift.
 */
final class DrawnHead {

  private final double scale;
  private final double wall;
  private final double back;
  private final float[] grey;
  private final float marrow;
  private final double bodyTop;
  private final double dens;
  private final double bodyDepth;
  private final double densDepth;
  private final double[] arch;
  private final double[] rear;
  private final double basionY;
  private final double basionZ;
  private final double clivus;
  private final double clivusThickness;
  private final double opisthionY;
  private final double opisthionZ;
  private final double occiput;
  private final double pmj;
  private final double medulla;
  private final double pons;
  private final double ponsHeight;
  private final double cordRadius;
  private final boolean line;
  private final boolean sinus;
  private final double densLean;

  DrawnHead(
      double scale, double wall, double depth, double back, float[] grey, RandomGenerator random) {
    this.scale = scale;
    this.wall = wall;
    this.back = back;
    this.grey = grey;
    marrow = grey[Tissue.MARROW.ordinal()] * (float) Chance.logBetween(random, 0.9, 1.12);
    bodyTop = Chance.between(random, 16, 21) * scale;
    dens = Chance.between(random, 31, 39) * scale;
    bodyDepth = depth;
    densDepth = Chance.between(random, 9, 12) * scale;
    densLean = Chance.around(random, 0.15);
    arch =
        new double[] {
          wall + densDepth + Chance.between(random, 4.5, 7) * scale,
          dens - Chance.between(random, 5, 11) * scale,
          Chance.between(random, 2.5, 4.2) * scale,
          Chance.between(random, 4, 6.5) * scale
        };
    rear =
        new double[] {
          back - Chance.between(random, 3, 7) * scale,
          dens - Chance.between(random, 8, 15) * scale,
          Chance.between(random, 2.5, 4.5) * scale,
          Chance.between(random, 2.5, 4.5) * scale
        };
    basionZ = dens + Chance.between(random, 3, 9) * scale;
    basionY = wall + Chance.between(random, 1, 7) * scale;
    clivus = Math.tan(Math.toRadians(Chance.between(random, 20, 55)));
    clivusThickness = Chance.between(random, 7, 14) * scale;
    opisthionZ = basionZ - Chance.between(random, -2, 8) * scale;
    opisthionY = back - Chance.between(random, 3, 11) * scale;
    occiput = Math.tan(Math.toRadians(Chance.between(random, -5, 40)));
    pmj = Chance.between(random, 49, 74) * scale;
    medulla = Chance.between(random, 6, 8.5) * scale;
    pons = Chance.between(random, 7, 12) * scale;
    ponsHeight = Chance.between(random, 22, 29) * scale;
    cordRadius = 3.7 * scale;
    line = Chance.once(random, 0.6);
    sinus = random.nextBoolean();
  }

  double pmjZ() {
    return pmj;
  }

  /** Front of the medulla where the pons begins. */
  double pmjY() {
    return medulla;
  }

  private float value(Tissue t) {
    return grey[t.ordinal()];
  }

  /**
   * @return -1 where the column and canal below go on
   */
  float at(double x, double y, double z, NoiseField noise) {
    final float bone = bones(x, y, z);
    if (bone >= 0) return bone;
    if (y > wall - 1.6 && z < basionZ) return soft(y, z, noise);
    final double clivusY = clivusY(z);
    if (z >= basionZ && y > clivusY) return ahead(y, z, clivusY, noise);
    final boolean skull = z >= floor(y);
    if (!skull) {
      if (z > dens - 12 * scale && y > opisthionY && y < back) return rim(x, y, z, noise);
      return z > dens + 3 * scale && y < back ? muscle(x, y, z, noise) : -1;
    }
    return brain(y, z, clivusY, noise);
  }

  /** Between the arch of C1 and the rim of the skull: membrane, fluid before it. */
  private float rim(double x, double y, double z, NoiseField noise) {
    final double t = (z - rear[1]) / (opisthionZ - rear[1] + 1e-6);
    final double edge = rear[0] + rear[2] + t * (opisthionY - rear[0] - rear[2]);
    if (z < rear[1]) return -1;
    return y > edge ? value(Tissue.CSF) : muscle(x, y, z, noise);
  }

  private float bones(double x, double y, double z) {
    final float front = ring(arch, y, z);
    if (front >= 0) return front;
    final float behind = ring(rear, y, z);
    if (behind >= 0) return behind;
    final double w = wall + densLean * Math.max(0, z - bodyTop);
    final double v = y - w;
    if (z < dens && v > 0) {
      final double t = Math.max(0, Math.min(1, (z - bodyTop + 4 * scale) / (8 * scale)));
      double d = bodyDepth + t * (densDepth - bodyDepth);
      final double tip = dens - z;
      if (tip < 5 * scale) d *= Math.sqrt(Math.max(0, 1 - Math.pow(1 - tip / (5 * scale), 2)));
      if (v < d && Math.abs(x) < 8) {
        if (v < 0.8 || v > d - 0.8) return value(Tissue.CORTICAL);
        if (line && Math.abs(z - bodyTop) < 0.7 && v > 0.25 * d && v < 0.75 * d)
          return value(Tissue.CORTICAL);
        return marrow;
      }
    }
    return -1;
  }

  private float ring(double[] r, double y, double z) {
    final double u = (y - r[0]) / r[2], v = (z - r[1]) / r[3];
    final double q = u * u + v * v;
    if (q > 1) return -1;
    return q > 0.5 ? value(Tissue.CORTICAL) : marrow;
  }

  /** Ligaments and fat about the dens, then throat. */
  private float soft(double y, double z, NoiseField noise) {
    if (y < wall + 1) return value(Tissue.LIGAMENT);
    if (y > arch[0] + arch[2] + 1.5) return throat(y, z, noise);
    if (z > dens - 2 && y > wall + 2) return value(Tissue.FAT);
    return z < arch[1] - arch[3] - 1 ? throat(y, z, noise) : value(Tissue.LIGAMENT);
  }

  private float throat(double y, double z, NoiseField noise) {
    final double ahead = y - wall - bodyDepth;
    if (ahead < 1.2) return value(Tissue.LIGAMENT);
    if (ahead < 5 * scale + 2 * noise.at(1, 2, z * 0.1)) return value(Tissue.MUSCLE);
    return ahead < 14 * scale ? value(Tissue.AIR) : value(Tissue.MUSCLE);
  }

  private double clivusY(double z) {
    return basionY + (z - basionZ) * clivus;
  }

  private float ahead(double y, double z, double clivusY, NoiseField noise) {
    final double across = (y - clivusY) / Math.hypot(1, clivus);
    if (across < 0.9) return value(Tissue.CORTICAL);
    if (across < clivusThickness)
      return across > clivusThickness - 0.9 || z < basionZ + 1 ? value(Tissue.CORTICAL) : marrow;
    if (sinus && z > basionZ + 22 * scale) return value(Tissue.AIR);
    return across < clivusThickness + 4 + 2 * noise.at(3, y * 0.1, z * 0.1)
        ? value(Tissue.MUSCLE)
        : value(Tissue.AIR);
  }

  /** Upper side of the occipital bone. */
  private double floor(double y) {
    if (y > opisthionY) return opisthionZ;
    return opisthionZ + (opisthionY - y) * occiput;
  }

  private float muscle(double x, double y, double z, NoiseField noise) {
    final double under = floor(y) - z;
    if (y < opisthionY && under < 6 * scale)
      return under < 1 || under > 5 * scale ? value(Tissue.CORTICAL) : marrow;
    final float n = noise.at(x * 0.2, y * 0.25, z * 0.2);
    return n > 0.4 ? value(Tissue.FAT) : value(Tissue.MUSCLE);
  }

  private float brain(double y, double z, double clivusY, NoiseField noise) {
    if (z >= basionZ && y > clivusY - 0.8) return value(Tissue.LIGAMENT);
    final double t = Math.max(0, Math.min(1, (z - dens) / (pmj - dens)));
    double front = cordRadius + t * (medulla - cordRadius);
    double rear = -cordRadius - t * 3 * scale;
    final double top = pmj + ponsHeight;
    if (z > pmj && z < top) {
      final double c = 2 * (z - pmj) / ponsHeight - 1;
      front += pons * Math.pow(Math.max(0, 1 - c * c), 0.4);
    } else if (z >= top) front += 3 * scale;
    front = Math.min(front, z >= basionZ ? clivusY - 2 : front);
    if (y < front && y > rear)
      return Math.abs(y + 1) < 1.5 ? value(Tissue.GREY) : value(Tissue.WHITE);
    if (y >= front) return value(Tissue.CSF);
    final double ventricle =
        z > pmj - 10 * scale && z < top + 5
            ? 8 * scale * Math.max(0, 1 - Math.abs(z - pmj - 9 * scale) / (20 * scale))
            : 1;
    if (y > rear - Math.max(1, ventricle)) return value(Tissue.CSF);
    final double cistern = pmj - 12 * scale;
    if (z < cistern && z < floor(y) + 8 * scale) return value(Tissue.CSF);
    if (z < floor(y) + 2) return value(Tissue.CSF);
    final double folia = Math.sin(y * 1.4 + 3 * noise.at(y * 0.1, 5, z * 0.1) + z * 0.5);
    return folia > 0.9
        ? value(Tissue.CSF)
        : folia < -0.5 ? value(Tissue.WHITE) : value(Tissue.GREY);
  }
}
