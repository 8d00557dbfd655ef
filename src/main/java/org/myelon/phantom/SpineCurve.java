package org.myelon.phantom;

/**
 * The centreline of the phantom's cord in RAS mm: C(z) = (x(z), y(z), z), an S in the sagittal
 * plane (lordosis of the neck, kyphosis of the chest) and a slight one in the coronal plane. Arc
 * length counts from z = 0, positive upwards. Valid for |z| up to 150 mm and points closer than
 * {@value #MIN_RADIUS} mm, the smallest radius of curvature.
 */
public final class SpineCurve {

  static final double MIN_RADIUS = 120;

  private static final double LORDOSIS = 7, LORDOSIS_K = 2 * Math.PI / 190;
  private static final double SCOLIOSIS = 1.5, SCOLIOSIS_K = 2 * Math.PI / 150;
  private static final double LORDOSIS_PEAK = 12;

  private static final double Z_LIMIT = 150, TABLE_STEP = 0.25;
  private final double[] arcLengths;

  /**
   * A point in the frame of the curve.
   *
   * @param z parameter of the nearest point of the curve, mm
   * @param right distance to the right of the curve, mm
   * @param anterior distance in front of it, mm
   * @param arcLength position along it, mm
   */
  public record Local(double z, double right, double anterior, double arcLength) {}

  SpineCurve() {
    final int n = (int) Math.round(2 * Z_LIMIT / TABLE_STEP);
    arcLengths = new double[n + 1];
    for (int i = 0; i < n; i++) {
      final double z = -Z_LIMIT + i * TABLE_STEP;
      final double simpson = speed(z) + 4 * speed(z + TABLE_STEP / 2) + speed(z + TABLE_STEP);
      arcLengths[i + 1] = arcLengths[i] + simpson * TABLE_STEP / 6;
    }
    final double atZero = arcLengths[n / 2];
    for (int i = 0; i <= n; i++) arcLengths[i] -= atZero;
  }

  /** Point of the curve, RAS mm. */
  public double[] point(double z) {
    return new double[] {x(z), y(z), z};
  }

  /** Unit tangent, upwards. */
  public double[] tangent(double z) {
    final double l = speed(z);
    return new double[] {dx(z) / l, dy(z) / l, 1 / l};
  }

  /** Arc length at a parameter, mm from z = 0. */
  public double arcLength(double z) {
    final double at = (z + Z_LIMIT) / TABLE_STEP;
    final int i = Math.max(0, Math.min(arcLengths.length - 2, (int) Math.floor(at)));
    return arcLengths[i] + (at - i) * (arcLengths[i + 1] - arcLengths[i]);
  }

  /** Parameter at an arc length: the inverse of {@link #arcLength}. */
  public double parameter(double arcLength) {
    double z = arcLength;
    for (int i = 0; i < 20; i++) z -= (arcLength(z) - arcLength) / speed(z);
    return z;
  }

  /**
   * The point of space that lies beside the curve, RAS mm: the inverse of {@link
   * #locate(double[])}.
   */
  public double[] world(double z, double right, double anterior) {
    final double[] t = tangent(z), r = rightOf(t), c = point(z);
    for (int a = 0; a < 3; a++) c[a] += right * r[a] + anterior * anteriorOf(t, r, a);
    return c;
  }

  /** Where a point in RAS mm lies in the frame of the nearest point of the curve. */
  public Local locate(double[] p) {
    return neighbourhood(p).locate(p);
  }

  /** The frame of the nearest point of the curve, for places up to a voxel away from {@code p}. */
  Neighbourhood neighbourhood(double[] p) {
    double z = p[2];
    for (int i = 0; i < 20; i++) {
      final double ex = p[0] - x(z), ey = p[1] - y(z);
      final double f = ex * dx(z) + ey * dy(z) + p[2] - z;
      final double df = ex * ddx(z) + ey * ddy(z) - speed(z) * speed(z);
      z -= f / df;
      if (Math.abs(f / df) < 1e-7) break;
    }
    return new Neighbourhood(p, z);
  }

  /**
   * Places near a point, to first order: over half a millimetre the curve turns by less than half a
   * degree.
   */
  final class Neighbourhood {

    private final Local origin;
    private final double[] at, right, anterior = new double[3], along;

    private Neighbourhood(double[] p, double z) {
      at = p.clone();
      along = tangent(z);
      right = rightOf(along);
      final double[] c = point(z);
      double u = 0, v = 0;
      for (int a = 0; a < 3; a++) {
        anterior[a] = anteriorOf(along, right, a);
        u += (p[a] - c[a]) * right[a];
        v += (p[a] - c[a]) * anterior[a];
      }
      origin = new Local(z, u, v, arcLength(z));
      // before the curve's bend, a step along it is longer than one beside it
      final double bend = (p[0] - c[0]) * ddx(z) + (p[1] - c[1]) * ddy(z);
      final double stretch = 1 / (1 - bend / (speed(z) * speed(z)));
      for (int a = 0; a < 3; a++) along[a] *= stretch;
    }

    Local locate(double[] p) {
      double u = origin.right, v = origin.anterior, s = 0;
      for (int a = 0; a < 3; a++) {
        final double d = p[a] - at[a];
        u += d * right[a];
        v += d * anterior[a];
        s += d * along[a];
      }
      return new Local(origin.z + s / speed(origin.z), u, v, origin.arcLength + s);
    }
  }

  /** The direction perpendicular to the tangent that is nearest to Right. */
  private static double[] rightOf(double[] t) {
    final double l = Math.sqrt(1 - t[0] * t[0]);
    return new double[] {l, -t[0] * t[1] / l, -t[0] * t[2] / l};
  }

  /** Component of tangent x right. */
  private static double anteriorOf(double[] t, double[] r, int axis) {
    final int b = (axis + 1) % 3, c = (axis + 2) % 3;
    return t[b] * r[c] - t[c] * r[b];
  }

  private static double speed(double z) {
    return Math.sqrt(dx(z) * dx(z) + dy(z) * dy(z) + 1);
  }

  private static double x(double z) {
    return SCOLIOSIS * Math.sin(SCOLIOSIS_K * z + 0.6);
  }

  private static double dx(double z) {
    return SCOLIOSIS * SCOLIOSIS_K * Math.cos(SCOLIOSIS_K * z + 0.6);
  }

  private static double ddx(double z) {
    return -SCOLIOSIS * SCOLIOSIS_K * SCOLIOSIS_K * Math.sin(SCOLIOSIS_K * z + 0.6);
  }

  private static double y(double z) {
    return LORDOSIS * Math.cos(LORDOSIS_K * (z - LORDOSIS_PEAK));
  }

  private static double dy(double z) {
    return -LORDOSIS * LORDOSIS_K * Math.sin(LORDOSIS_K * (z - LORDOSIS_PEAK));
  }

  private static double ddy(double z) {
    return -LORDOSIS * LORDOSIS_K * LORDOSIS_K * Math.cos(LORDOSIS_K * (z - LORDOSIS_PEAK));
  }
}
