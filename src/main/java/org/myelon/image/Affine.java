package org.myelon.image;

import java.util.Arrays;

/**
 * An affine map of 3-D points, immutable: q = M p + t. As voxel-to-world map p is a voxel index
 * (centre of the voxel at whole numbers) and q a point in world millimetres, x to the Right, y to
 * Anterior, z to Superior (RAS+), as NIfTI defines it.
 */
public final class Affine {

  /** The map that changes nothing. */
  public static final Affine IDENTITY = new Affine(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);

  /** Rows 0 to 2 of the homogeneous matrix, row-major. */
  private final double[] m;

  /**
   * @param rowMajor12 the three upper rows of the homogeneous 4x4 matrix, row by row
   */
  public Affine(double... rowMajor12) {
    if (rowMajor12.length != 12)
      throw new IllegalArgumentException("12 numbers needed, got " + rowMajor12.length);
    this.m = rowMajor12.clone();
  }

  public static Affine scale(double sx, double sy, double sz) {
    return new Affine(sx, 0, 0, 0, 0, sy, 0, 0, 0, 0, sz, 0);
  }

  public static Affine translation(double tx, double ty, double tz) {
    return new Affine(1, 0, 0, tx, 0, 1, 0, ty, 0, 0, 1, tz);
  }

  /** Matrix element; column 3 is the translation. */
  public double get(int row, int column) {
    return m[4 * row + column];
  }

  /** The three upper rows, row by row. */
  public double[] toArray() {
    return m.clone();
  }

  /** Maps a point. */
  public double[] apply(double... p) {
    final double[] q = new double[3];
    apply(p, q);
    return q;
  }

  /** Maps point {@code p} into {@code q}; both may be the same array. */
  public void apply(double[] p, double[] q) {
    final double x = p[0], y = p[1], z = p[2];
    q[0] = m[0] * x + m[1] * y + m[2] * z + m[3];
    q[1] = m[4] * x + m[5] * y + m[6] * z + m[7];
    q[2] = m[8] * x + m[9] * y + m[10] * z + m[11];
  }

  /** Maps a direction: the linear part only. */
  public double[] applyToVector(double... v) {
    return new double[] {
      m[0] * v[0] + m[1] * v[1] + m[2] * v[2],
      m[4] * v[0] + m[5] * v[1] + m[6] * v[2],
      m[8] * v[0] + m[9] * v[1] + m[10] * v[2]
    };
  }

  /**
   * This map after {@code first}: the result applied to p is {@code this.apply(first.apply(p))}.
   */
  public Affine after(Affine first) {
    final double[] r = new double[12];
    for (int i = 0; i < 3; i++)
      for (int j = 0; j < 4; j++) {
        double s = j == 3 ? m[4 * i + 3] : 0;
        for (int k = 0; k < 3; k++) s += m[4 * i + k] * first.m[4 * k + j];
        r[4 * i + j] = s;
      }
    return new Affine(r);
  }

  public double determinant() {
    return m[0] * (m[5] * m[10] - m[6] * m[9])
        - m[1] * (m[4] * m[10] - m[6] * m[8])
        + m[2] * (m[4] * m[9] - m[5] * m[8]);
  }

  /**
   * The inverse map.
   *
   * @throws ArithmeticException if the matrix is singular
   */
  public Affine inverse() {
    final double d = determinant();
    if (!(Math.abs(d) > 0))
      throw new ArithmeticException("The affine is singular and has no inverse.");
    final double[] r = new double[12];
    r[0] = (m[5] * m[10] - m[6] * m[9]) / d;
    r[1] = (m[2] * m[9] - m[1] * m[10]) / d;
    r[2] = (m[1] * m[6] - m[2] * m[5]) / d;
    r[4] = (m[6] * m[8] - m[4] * m[10]) / d;
    r[5] = (m[0] * m[10] - m[2] * m[8]) / d;
    r[6] = (m[2] * m[4] - m[0] * m[6]) / d;
    r[8] = (m[4] * m[9] - m[5] * m[8]) / d;
    r[9] = (m[1] * m[8] - m[0] * m[9]) / d;
    r[10] = (m[0] * m[5] - m[1] * m[4]) / d;
    for (int i = 0; i < 3; i++)
      r[4 * i + 3] = -(r[4 * i] * m[3] + r[4 * i + 1] * m[7] + r[4 * i + 2] * m[11]);
    return new Affine(r);
  }

  /**
   * Length of the image of the unit vector along an axis: the voxel size in mm of a voxel-to-world
   * map.
   */
  public double spacing(int axis) {
    return Math.sqrt(m[axis] * m[axis] + m[4 + axis] * m[4 + axis] + m[8 + axis] * m[8 + axis]);
  }

  /**
   * Whether all numbers are finite and the map can be inverted without losing all digits: no axis
   * has length 0 and none lies (nearly) in the plane of the others.
   */
  public boolean isUsable() {
    final double volume = spacing(0) * spacing(1) * spacing(2), d = Math.abs(determinant());
    return Arrays.stream(m).allMatch(Double::isFinite)
        && volume > 0
        && volume < Double.POSITIVE_INFINITY
        && d > 1e-6 * volume;
  }

  /**
   * Whether the images of the axes are not perpendicular to each other (cosine above 1e-4): no
   * rotation and spacing can say it.
   */
  public boolean isSheared() {
    for (int a = 0; a < 3; a++) {
      final int b = (a + 1) % 3;
      final double dot = m[a] * m[b] + m[4 + a] * m[4 + b] + m[8 + a] * m[8 + b];
      if (Math.abs(dot) > 1e-4 * spacing(a) * spacing(b)) return true;
    }
    return false;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Affine a && Arrays.equals(m, a.m);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(m);
  }

  @Override
  public String toString() {
    final StringBuilder s = new StringBuilder();
    for (int i = 0; i < 3; i++)
      s.append(
          String.format(
              java.util.Locale.ROOT,
              "%s[%10.5f %10.5f %10.5f %10.5f]",
              i == 0 ? "" : "\n",
              m[4 * i],
              m[4 * i + 1],
              m[4 * i + 2],
              m[4 * i + 3]));
    return s.toString();
  }
}
