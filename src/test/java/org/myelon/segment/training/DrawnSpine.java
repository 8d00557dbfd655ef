package org.myelon.segment.training;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A whole spine drawn at random near its middle plane, from the midbrain to the sacrum: bodies and
 * discs, canal, cord, cauda, processes, C2 with its dens between the arches of C1, the skull base,
 * medulla and pons, and what lies before and behind them. Places are in mm as the cord's slab has
 * them: x towards Left, y towards Anterior from the middle of the cord, z upwards from disc C2/C3.
 * Sizes are means of adults, each person and each part changed.
 */
final class DrawnSpine {

  /** Heights of C3 to L5 with one disc each, mm. */
  private static final double[] HEIGHTS = {
    18, 17, 17, 17, 18, 20, 21.5, 22, 22.5, 23, 23.5, 24, 24.5, 25, 25.5, 27, 29, 31, 32, 33.5, 34,
    34.5
  };

  /** Discs from C2/C3 to L5/S1, and those between the parts of the sacrum. */
  static final int DISCS = 23, ALL = 27;

  private static final double[] SACRUM = {29, 23, 19, 16};

  /** Slices per mm of the table from heights to levels. */
  private static final int PER_MM = 2;

  private static final double HIGHEST = 400;

  final double scale;
  final double[] disc = new double[ALL];
  private final double[] thickness = new double[ALL];
  private final double[] wedge = new double[ALL];
  private final double[] tilt = new double[ALL];
  private final double[] bulge = new double[ALL];
  private final double[] depth = new double[ALL + 1];
  private final float[] marrow = new float[ALL + 2];
  private final float[] nucleus = new float[ALL];
  private final float[] annulus = new float[ALL];
  private final float[] nuclearPart = new float[ALL];
  private final double concave;
  private final double waist;
  private final Curve wall;
  private final Curve back;
  private final Curve front;
  private final Curve aside;
  private final double conus;
  private final double cordSize;
  private final double slant;
  private final double process;

  /** Of the process of C2: middle, half of its height, length. */
  private final double[] axis;

  private final float[] grey;
  private final float texture;
  private final float plate;
  private final DrawnHead head;
  private final DrawnFront before;
  private final Curve drift;
  private final NoiseField noise;
  private final double noisePlace;
  private final double noiseScale;
  private final boolean vein;
  private final byte[] levels;

  /**
   * @param noise a smooth texture
   */
  DrawnSpine(NoiseField noise, RandomGenerator random) {
    this.noise = noise;
    noisePlace = Chance.between(random, 0, 1000);
    noiseScale = Chance.logBetween(random, 0.4, 1.2);
    scale = Chance.logBetween(random, 0.78, 1.2);
    grey = contrast(random);
    texture = (float) Chance.between(random, 0.02, 0.12);
    plate = (float) (Chance.once(random, 0.85) ? Chance.between(random, 0.5, 1.3) : 0);
    concave = Chance.between(random, 0, 0.5);
    waist = Chance.between(random, 0, 2);
    vein = random.nextBoolean();
    cordSize = Chance.logBetween(random, 0.85, 1.2);
    slant = Chance.between(random, 0.3, 1.3);
    process = Chance.between(random, 0.35, 0.75);
    axis =
        new double[] {
          Chance.between(random, 0, 10),
          Chance.between(random, 5, 8),
          Chance.between(random, 14, 28)
        };
    place(random);
    looks(random);
    wall = curve(new Wave(1.2, 60, 200, random), this::usualWall, 5.2);
    back = curve(new Wave(1.2, 60, 200, random), this::usualBack, 5);
    front = curve(new Wave(1, 80, 200, random), z -> 0, -5);
    aside = curve(new Wave(2.5, 120, 400, random), z -> 0, -20);
    conus = disc[15 + Chance.index(random, 5)] - Chance.between(random, 0, 20);
    final double top = Chance.between(random, 8, 62) * scale;
    final double low = Chance.once(random, 0.6) ? conus + Chance.around(random, 25) : -2000;
    final Drift away = new Drift(low, top, disc[DISCS - 1], random);
    drift = new Curve(bottom() - 100, HIGHEST, away::at);
    lean();
    levels = table();
    head = new DrawnHead(scale, wall.at(0), depth[0], -back.at(0), grey, random);
    before = new DrawnFront(grey, random);
  }

  private static float[] contrast(RandomGenerator random) {
    for (; ; ) {
      final TissueContrast c = TissueContrast.draw(false, random);
      final float[] grey = new float[Tissue.values().length];
      for (Tissue t : Tissue.values()) grey[t.ordinal()] = c.mean(t);
      final float bone = grey[Tissue.MARROW.ordinal()];
      if (Math.abs(bone - grey[Tissue.DISC.ordinal()]) > 0.08
          || Math.abs(bone - grey[Tissue.CORTICAL.ordinal()]) > 0.1) return grey;
    }
  }

  private void place(RandomGenerator random) {
    final double cervical = Chance.logBetween(random, 0.88, 1.14);
    final double lower = Chance.logBetween(random, 0.88, 1.14);
    for (int i = 1; i < ALL; i++) {
      final double height = i < DISCS ? HEIGHTS[i - 1] : SACRUM[i - DISCS];
      disc[i] =
          disc[i - 1]
              - height * scale * (i < 6 ? cervical : lower) * Chance.logBetween(random, 0.9, 1.11);
    }
    final double thick = Chance.logBetween(random, 0.75, 1.3);
    for (int i = 0; i < ALL; i++) {
      final double usual = i < 6 ? 5 : i < 14 ? 4 : i < DISCS ? 4 + (i - 13) * 0.75 : 1.8;
      final double worn = Chance.once(random, 0.12) ? Chance.between(random, 0.3, 0.7) : 1;
      thickness[i] = usual * scale * thick * worn * Chance.logBetween(random, 0.85, 1.18);
      bulge[i] = worn < 1 || Chance.once(random, 0.1) ? Chance.between(random, 0, 3.5) : 0;
      wedge[i] = Chance.around(random, 0.3) + (i > 17 ? 0.3 : 0);
      tilt[i] = Chance.around(random, 0.06) + (i > 20 && i < DISCS ? 0.25 * (i - 20) : 0);
    }
    final double stout = Chance.logBetween(random, 0.85, 1.18);
    for (int i = 0; i <= ALL; i++) {
      final double usual =
          i < 6 ? 15.5 : i < 18 ? 16.5 + (i - 6) * 1.25 : i < DISCS ? 33 : 30 - 5 * (i - DISCS);
      depth[i] = usual * scale * stout * Chance.logBetween(random, 0.95, 1.05);
    }
    final double general = Chance.around(random, 0.14);
    for (int i = 0; i < ALL; i++) tilt[i] += general;
  }

  private void looks(RandomGenerator random) {
    for (int i = 0; i < marrow.length; i++)
      marrow[i] =
          value(Tissue.MARROW)
              * (float)
                  (Chance.once(random, 0.05)
                      ? Chance.logBetween(random, 0.6, 1.6)
                      : Chance.logBetween(random, 0.93, 1.08));
    final double alike = Chance.between(random, 0.1, 1);
    final double part = Chance.between(random, 0, 0.9);
    for (int i = 0; i < ALL; i++) {
      nucleus[i] =
          value(Tissue.DISC) * (float) (1 + alike * Chance.around(random, 0.5))
              + (float) (alike * Chance.around(random, 0.15));
      annulus[i] =
          value(Tissue.LIGAMENT)
              + (float) Chance.between(random, 0, 0.8)
                  * (value(Tissue.DISC) - value(Tissue.LIGAMENT));
      nuclearPart[i] = (float) (part + Chance.around(random, 0.15));
    }
  }

  /** Discs lie about across the canal, which the line of the slab does not follow exactly. */
  private void lean() {
    for (int i = 0; i < ALL; i++) {
      final double slope = (drift.at(disc[i] + 5) - drift.at(disc[i] - 5)) / 10;
      tilt[i] -= 0.9 * slope;
    }
  }

  private float value(Tissue t) {
    return grey[t.ordinal()];
  }

  private byte[] table() {
    final double lowest = disc[ALL - 1] - 40;
    final byte[] table = new byte[(int) (-lowest * PER_MM) + 1];
    int i = 0;
    for (int k = 0; k < table.length; k++) {
      final double z = -(double) k / PER_MM;
      while (i < ALL - 1 && z < (disc[i] + disc[i + 1]) / 2) i++;
      table[k] = (byte) i;
    }
    return table;
  }

  /** The disc nearest to a height. */
  private int nearest(double z) {
    return levels[Math.max(0, Math.min(levels.length - 1, (int) (-z * PER_MM)))];
  }

  private Curve curve(Wave wave, DoubleUnaryOperator usual, double least) {
    return new Curve(
        bottom() - 100, HIGHEST, z -> Math.max(least, usual.applyAsDouble(z) * scale + wave.at(z)));
  }

  /** From the middle of the cord forward to the back of the bodies, before the drift. */
  private double usualWall(double z) {
    final double cervical = 9, chest = 7.2, lumbar = 11.5;
    final double toChest = step(z, disc[5], 60), toLumbar = step(z, disc[16], 90);
    return cervical + toChest * (chest - cervical) + toLumbar * (lumbar - chest);
  }

  /** From the middle of the cord back to the arches. */
  private double usualBack(double z) {
    return 7 + 1.5 * step(z, disc[16], 90);
  }

  /** Rises from 0 to 1 over a width about a height, downwards. */
  private static double step(double z, double middle, double width) {
    final double t = Math.max(0, Math.min(1, (middle - z) / width + 0.5));
    return t * t * (3 - 2 * t);
  }

  /** The posterior tip of a disc. */
  double[] tip(int i) {
    final double w = wall.at(disc[i]) - bulge[i] * 0.8;
    return new double[] {w + drift.at(disc[i]), disc[i]};
  }

  /** The middle of the cord at a height: x, y. */
  double[] middle(double z) {
    return new double[] {-aside.at(z), drift.at(z)};
  }

  /** Where the cord ends below. */
  double conus() {
    return conus;
  }

  /** The notch between pons and medulla. */
  double[] pmj() {
    return new double[] {head.pmjY() + drift.at(head.pmjZ()), head.pmjZ()};
  }

  /** Where the brain has ended above. */
  double top() {
    return head.pmjZ() + 60;
  }

  double bottom() {
    return disc[ALL - 1] - 20;
  }

  /** How bright the image is at a place. */
  float at(double px, double py, double z) {
    final double x = px + aside.at(z), y = py - drift.at(z);
    final float n =
        noise.at(x * noiseScale + noisePlace, y * noiseScale + noisePlace, z * noiseScale);
    return tissue(x, y, z) * (1 + texture * n);
  }

  private float tissue(double x, double y, double z) {
    final double w = wall.at(z);
    if (z > 10 * scale) {
      final float above = head.at(x, y, z, noise);
      if (above >= 0) return above;
    }
    if (y > w - 0.8) return column(x, y, z, w);
    final double b = -back.at(z);
    if (y < b) return behind(x, y, z, b);
    return canal(x, y, z, w, b);
  }

  private float canal(double x, double y, double z, double w, double b) {
    if (y > w - 1.6) return value(Tissue.LIGAMENT);
    final double end = disc[DISCS] - 15;
    if (z < end) return value(Tissue.FAT);
    final int near = nearest(z);
    final double out = bulge[near] * Math.max(0, 1 - Math.abs(z - disc[near]) / 4);
    if (y > w - 0.8 - out) return annulus[near];
    if (y > w - 1.6 - out) return value(Tissue.LIGAMENT);
    if (y < b + 1.2 + 1.5 * Math.sin(0.28 * z / scale)) return value(Tissue.FAT);
    final double taper = Math.max(0, Math.min(1, (z - conus) / 25));
    final double thickening = 1 + 0.15 * Math.exp(-Math.pow((z + 45 * scale) / 35, 2));
    final double a = 3.6 * cordSize * scale * Math.sqrt(taper) * thickening;
    final double q = x * x / (1.9 * a * a + 1e-6) + y * y / (a * a + 1e-6);
    if (taper > 0 && q < 1) return q < 0.2 ? value(Tissue.GREY) : value(Tissue.WHITE);
    if (z < conus + 20 && y < 0.5 * w && noise.at(y * 1.7, x * 1.7, z * 0.05) > 0.4)
      return value(Tissue.WHITE);
    return value(Tissue.CSF);
  }

  /** Bodies and discs, and what lies before them. */
  private float column(double x, double y, double z, double w) {
    final double v0 = y - w;
    int i = nearest(z);
    final double zz = z - tilt[i] * Math.min(v0, depth[i]);
    i = nearest(zz);
    final double u = zz - disc[i];
    final double d = depth[u > 0 ? i : i + 1] + front.at(z);
    final double v = v0 / d;
    final double shape = Math.max(0, 4 * v * (1 - v));
    final double half =
        0.5 * thickness[i] * (1 + concave * shape) * Math.max(0.3, 1 + wedge[i] * (v - 0.5));
    if (Math.abs(u) < half) {
      if (v0 < -bulge[i] || v > 1.04) return v > 1 ? before.at(x, v0 - d, z, noise) : annulus[i];
      final double e = Math.abs(u) / half;
      final double c = (v - 0.5) / (0.5 * Math.max(0.05, nuclearPart[i]) + 0.05);
      return c * c + e * e * 0.8 < 1 ? nucleus[i] : annulus[i];
    }
    final double inset = waist * bodyPhase(zz, i);
    if (v0 < inset * 0.5) return value(Tissue.LIGAMENT);
    if (v0 > d - inset) {
      if (v0 < d - inset + 1.2) return value(Tissue.LIGAMENT);
      return before.at(x, v0 - d, z, noise);
    }
    final double shell = plate * scale;
    if (Math.abs(u) < half + shell || v0 < inset * 0.5 + shell || v0 > d - inset - shell)
      return value(Tissue.CORTICAL);
    final int body = u > 0 ? i : i + 1;
    if (vein && v < 0.35 && body > 0 && body < ALL) {
      final double middle = (disc[body - 1] + disc[body]) / 2;
      if (Math.abs(zz - middle) < 1.1 * scale) return value(Tissue.BLOOD);
    }
    return marrow[body];
  }

  /** 0 at the end plates, 1 in the middle of a body. */
  private double bodyPhase(double z, int i) {
    final int upper = z > disc[i] ? i - 1 : i;
    if (upper < 0 || upper >= ALL - 1) return 0;
    return Math.sin(Math.PI * (disc[upper] - z) / (disc[upper] - disc[upper + 1]));
  }

  /** Arches and spinous processes, which point down, and what lies between them. */
  private float behind(double x, double y, double z, double b) {
    final double away = b - y;
    if (z < disc[DISCS]) return away < 12 * scale ? value(Tissue.MARROW) : value(Tissue.FAT);
    final double zz = z + slant * away * (z < disc[13] ? 0.3 : 1);
    final int i = nearest(zz);
    final double middle = i + 1 < ALL ? (disc[i] + disc[i + 1]) / 2 : disc[i] - 10;
    final int body = zz > disc[i] ? i : i + 1;
    final double centre = zz > disc[i] && i > 0 ? (disc[i - 1] + disc[i]) / 2 : middle;
    if (z + 0.3 * away > (axis[0] - axis[1] - 1) * scale) return behindAxis(x, y, z, away);
    final double high = (disc[Math.max(0, body - 1)] - disc[Math.min(ALL - 1, body)]) * process / 2;
    final double long_ = (body > 4 ? 30 : 14) * scale;
    final double off = Math.abs(zz - centre - 2);
    final boolean lamina = away > 1 && away < 9 * scale;
    if (off < high && away < long_ && (Math.abs(x) < 3 || lamina)) {
      if (off > high - 1 || away < 1 || away > long_ - 1) return value(Tissue.CORTICAL);
      return marrow[Math.min(marrow.length - 1, body)];
    }
    if (away < 3) return value(Tissue.LIGAMENT);
    return between(x, y, z);
  }

  /** The large process of C2. */
  private float behindAxis(double x, double y, double z, double away) {
    final double off = Math.abs(z + 0.3 * away - axis[0] * scale), high = axis[1] * scale;
    if (off < high && away > 1 && away < axis[2] * scale)
      return off > high - 1 || away < 2 ? value(Tissue.CORTICAL) : marrow[0];
    return away < 2 ? value(Tissue.LIGAMENT) : between(x, y, z);
  }

  private float between(double x, double y, double z) {
    final float n = noise.at(x * 0.2 + noisePlace, y * 0.25, z * 0.2);
    return n > 0.6 ? value(Tissue.FAT) : n < -0.9 ? value(Tissue.LIGAMENT) : value(Tissue.MUSCLE);
  }
}
