package org.myelon.centerline;

/** Arithmetic of points and directions in RAS mm. */
final class Vector {

  private Vector() {}

  static double[] minus(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }

  /** a + factor b. */
  static double[] plus(double[] a, double factor, double[] b) {
    return new double[] {a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2]};
  }

  static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  static double[] unit(double[] a) {
    final double n = norm(a);
    return new double[] {a[0] / n, a[1] / n, a[2] / n};
  }
}
