package org.myelon.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * The phantom's spine from the medulla to the third thoracic vertebra, in coordinates along and
 * across its {@link SpineCurve}: the cord is an ellipse in every plane perpendicular to the curve,
 * so its area there is exactly pi/4 AP RL. Diameters follow the mean of healthy adults with the
 * cervical enlargement at C5; disc distances are those of an adult neck.
 */
public final class SpineAnatomy {

  /** Names of the levels 1 to 9. */
  public static final List<String> LEVEL_NAMES =
      List.of("C1", "C2", "C3", "C4", "C5", "C6", "C7", "T1", "T2");

  /** Length of the levels along the cord, mm. */
  private static final double[] LEVEL_LENGTH = {16, 18, 16.5, 16, 15.5, 15.5, 16.5, 18.5, 20};

  private static final double TOP_OF_C1_Z = 70;

  private static final double[] CORD_AP = {10.5, 8.2, 7.9, 7.5, 7.4, 7.3, 7.0, 6.7, 6.5, 6.4, 6.4};
  private static final double[] CORD_RL = {
    12.5, 11.7, 12.0, 12.6, 13.3, 13.6, 13.0, 11.7, 10.3, 9.6, 9.5
  };

  private static final double CANAL_SHIFT = -0.7, DURA = 0.8;
  private static final double DISC_HALF_HEIGHT = 2.4, ENDPLATE = 0.6;

  /** From the canal's front to the posterior tip of the discs. */
  private static final double DISC_TIP = 0.8;

  private final SpineCurve curve = new SpineCurve();
  private final double[] discArcLength = new double[LEVEL_LENGTH.length + 1];
  private final double[] knots = new double[LEVEL_LENGTH.length + 2];

  /**
   * What is known of the cord at one vertebral level, means over its arc length.
   *
   * @param level 1 for C1 … 7 for C7, 8 for T1, 9 for T2
   * @param name "C1" … "T2"
   * @param areaMm2 area perpendicular to the centreline
   * @param diameterAP diameter from anterior to posterior, mm
   * @param diameterRL diameter from right to left, mm
   * @param lengthMm length of the level along the centreline
   */
  public record LevelTruth(
      int level,
      String name,
      double areaMm2,
      double diameterAP,
      double diameterRL,
      double lengthMm) {}

  public SpineAnatomy() {
    discArcLength[0] = curve.arcLength(TOP_OF_C1_Z);
    for (int i = 0; i < LEVEL_LENGTH.length; i++) {
      discArcLength[i + 1] = discArcLength[i] - LEVEL_LENGTH[i];
      knots[i + 1] = discArcLength[i] - LEVEL_LENGTH[i] / 2;
    }
    knots[0] = knots[1] + 22;
    knots[knots.length - 1] = knots[knots.length - 2] - 20;
  }

  public SpineCurve curve() {
    return curve;
  }

  /** Values of the disc labels: 1 the top of C1, 2 = C1/C2, 3 = C2/C3 … 10 = T2/T3. */
  public int discCount() {
    return discArcLength.length;
  }

  /** Position along the curve of a disc label, mm. */
  public double discArcLength(int value) {
    return discArcLength[value - 1];
  }

  /** The posterior tip of a disc, just in front of the canal, RAS mm. */
  public double[] discPoint(int value) {
    final double s = discArcLength(value);
    return curve.world(curve.parameter(s), 0, discTip(s));
  }

  /** How far the posterior tip of a disc lies before the curve, mm. */
  double discTip(double arcLength) {
    return canalFront(arcLength) + DISC_TIP;
  }

  /** The level at an arc length: 1 for C1 …; 0 above the top of C1 and below T2. */
  public int level(double arcLength) {
    for (int v = 1; v < discCount(); v++)
      if (arcLength <= discArcLength(v) && arcLength > discArcLength(v + 1)) return v;
    return 0;
  }

  /** Diameter of the cord from anterior to posterior at an arc length, mm. */
  public double diameterAP(double arcLength) {
    return interpolate(CORD_AP, arcLength);
  }

  /** Diameter of the cord from right to left at an arc length, mm. */
  public double diameterRL(double arcLength) {
    return interpolate(CORD_RL, arcLength);
  }

  /** Area of the cord perpendicular to the curve at an arc length, mm². */
  public double area(double arcLength) {
    return Math.PI / 4 * diameterAP(arcLength) * diameterRL(arcLength);
  }

  /** The truth of all levels, from C1 down. */
  public List<LevelTruth> levels() {
    final List<LevelTruth> levels = new ArrayList<>();
    for (int v = 1; v < discCount(); v++) {
      final double top = discArcLength(v), length = LEVEL_LENGTH[v - 1];
      final int n = 400;
      double area = 0, ap = 0, rl = 0;
      for (int i = 0; i < n; i++) {
        final double s = top - (i + 0.5) * length / n;
        area += area(s) / n;
        ap += diameterAP(s) / n;
        rl += diameterRL(s) / n;
      }
      levels.add(new LevelTruth(v, LEVEL_NAMES.get(v - 1), area, ap, rl, length));
    }
    return levels;
  }

  /** Cubic Hermite curve through the knots (Catmull-Rom slopes), constant beyond them. */
  private double interpolate(double[] values, double s) {
    final int last = knots.length - 1;
    if (s >= knots[0]) return values[0];
    if (s <= knots[last]) return values[last];
    int i = 0;
    while (s < knots[i + 1]) i++;
    final double h = knots[i + 1] - knots[i], u = (s - knots[i]) / h;
    final double m0 = h * slope(values, i), m1 = h * slope(values, i + 1);
    return (1 + 2 * u) * (1 - u) * (1 - u) * values[i]
        + u * (1 - u) * (1 - u) * m0
        + u * u * (3 - 2 * u) * values[i + 1]
        - u * u * (1 - u) * m1;
  }

  private double slope(double[] values, int i) {
    if (i == 0 || i == knots.length - 1) return 0;
    return (values[i + 1] - values[i - 1]) / (knots[i + 1] - knots[i - 1]);
  }

  /** Front of the canal in the midline, mm before the curve. */
  private double canalFront(double s) {
    return CANAL_SHIFT + canalHalfAP(s);
  }

  private double canalHalfAP(double s) {
    return diameterAP(s) / 2 + 3.6;
  }

  private double canalHalfRL(double s) {
    return diameterRL(s) / 2 + 5.4;
  }

  /** The tissue at a place beside the curve. */
  Tissue tissue(SpineCurve.Local p) {
    final double u = p.right(), v = p.anterior(), s = p.arcLength();
    final double a = diameterRL(s) / 2, b = diameterAP(s) / 2;
    if (ellipse(u, v, a, b) <= 1)
      return isGrey(u / a, v / b) ? Tissue.GREY_MATTER : Tissue.WHITE_MATTER;
    final double ca = canalHalfRL(s), cb = canalHalfAP(s), vc = v - CANAL_SHIFT;
    if (ellipse(u, vc, ca, cb) <= 1) return Tissue.CSF;
    if (ellipse(u, vc, ca + DURA, cb + DURA) <= 1) return Tissue.LIGAMENT;
    final double front = v - canalFront(s) - DURA;
    if (front > -3) {
      final Tissue t = column(u, front, s);
      if (t != null) return t;
    }
    final Tissue arch = arch(u, v, s, ca, -vc - cb);
    return arch != null ? arch : softTissue(u, v, s, front);
  }

  /** Butterfly in the unit disc: two anterior and two posterior horns joined by a bar. */
  private static boolean isGrey(double x, double y) {
    final double ax = Math.abs(x);
    if (ax < 0.30 && Math.abs(y - 0.02) < 0.10) return true;
    if (ellipse(ax - 0.30, y - 0.24, 0.15, 0.30) <= 1) return true;
    // the posterior horn leans outwards
    final double lean = ax - 0.28 + 0.30 * (y + 0.25);
    return ellipse(lean, y + 0.30, 0.085, 0.42) <= 1;
  }

  /** Vertebral bodies, dens and discs; {@code front} is the distance before the canal's wall. */
  private Tissue column(double u, double front, double s) {
    final double au = Math.abs(u);
    if (s > discArcLength(2)) return atlas(au, front, s);
    if (rounded(au, front - 7.5, 10.5, 7.5) > 1) return null;
    for (int disc = 3; disc <= discCount(); disc++) {
      final double d = Math.abs(s - discArcLength(disc));
      if (d < DISC_HALF_HEIGHT)
        return rounded(au, front - 8, 6, 4.5) < 1 && d < DISC_HALF_HEIGHT - 0.5
            ? Tissue.NUCLEUS
            : Tissue.ANNULUS;
      if (d < DISC_HALF_HEIGHT + ENDPLATE) return Tissue.LIGAMENT;
    }
    return rounded(au, front - 7.5, 9.8, 6.8) <= 1 ? Tissue.MARROW : Tissue.LIGAMENT;
  }

  /** The dens of C2 and the anterior arch of C1 before it. */
  private Tissue atlas(double au, double front, double s) {
    final double top = discArcLength(1);
    if (s < top - 2 && ellipse(au, front - 5.5, 5.2, 5) <= 1)
      return ellipse(au, front - 5.5, 4.5, 4.3) <= 1 ? Tissue.MARROW : Tissue.LIGAMENT;
    final double mid = (top + discArcLength(2)) / 2;
    if (au < 9 && ellipse(s - mid, front - 14, 5, 2.6) <= 1)
      return ellipse(s - mid, front - 14, 4.2, 1.9) <= 1 ? Tissue.MARROW : Tissue.LIGAMENT;
    return null;
  }

  /**
   * Lateral masses, laminae and spinous processes; {@code back} is the distance behind the canal.
   */
  private Tissue arch(double u, double v, double s, double canalHalfRL, double back) {
    final double au = Math.abs(u);
    for (int level = 1; level < discCount(); level++) {
      final double mid = (discArcLength(level) + discArcLength(level + 1)) / 2;
      final double half = (discArcLength(level) - discArcLength(level + 1)) / 2;
      if (au > canalHalfRL && au < canalHalfRL + 9 && v > -8 && v < 5) {
        if (Math.abs(s - mid) < half - 4.5) return Tissue.MARROW;
        if (Math.abs(s - mid) < half - 3.8) return Tissue.LIGAMENT;
      }
      // laminae and spinous processes point downwards
      final double along = s - mid + 2 + 0.35 * back;
      final double processLength = level == 1 ? 4 : level < 6 ? 16 : 24;
      final boolean lamina = back > 0.8 && back < 5 && au < canalHalfRL;
      final boolean process = back >= 5 && back < processLength && au < 3;
      if (lamina || process) {
        if (Math.abs(along) < 4.2) return Tissue.MARROW;
        if (Math.abs(along) < 4.9) return Tissue.LIGAMENT;
      }
    }
    return back > 0 && back < 3 && au < 6 ? Tissue.FAT : null;
  }

  /** Muscle with sheets of fat, the airway in front, fat and air behind. */
  private static Tissue softTissue(double u, double v, double s, double front) {
    if (v < -47) return Tissue.AIR;
    if (v < -39) return Tissue.FAT;
    if (ellipse(u, front - 28, 9, 6.5) <= 1 && front > 0) return Tissue.AIR;
    return isBetweenMuscles(u, v, s) ? Tissue.FAT : Tissue.MUSCLE;
  }

  /** Thin wavy layers of fat around the spine. */
  private static boolean isBetweenMuscles(double u, double v, double s) {
    final double radius = Math.sqrt(0.7 * u * u + v * v), angle = Math.atan2(Math.abs(u), -v);
    final double layer =
        0.42 * radius + 0.9 * Math.sin(2.3 * angle + 0.03 * s) + 0.3 * Math.sin(0.3 * u);
    return radius > 20 && Math.abs(Math.sin(layer)) < 0.08;
  }

  private static double ellipse(double x, double y, double a, double b) {
    return x * x / (a * a) + y * y / (b * b);
  }

  /** As an ellipse, but with the rounded corners of an exponent of 4. */
  private static double rounded(double x, double y, double a, double b) {
    final double e = x * x / (a * a), f = y * y / (b * b);
    return e * e + f * f;
  }
}
