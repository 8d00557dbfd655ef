package org.myelon.segment;

/**
 * A closed outline in a slice, star-shaped about its centre: one radius per direction. Millimetres
 * in the plane of the slice from the centre of its first voxel; direction k points to the angle 2
 * pi k / n from the x axis (right to left) towards the y axis (posterior to anterior).
 *
 * @param x, y centre in mm
 * @param radii distance of the outline from the centre in mm
 */
record RadialContour(double x, double y, double[] radii) {

  private double cornerX(int k) {
    return x + radii[k] * Math.cos(2 * Math.PI * k / radii.length);
  }

  private double cornerY(int k) {
    return y + radii[k] * Math.sin(2 * Math.PI * k / radii.length);
  }

  /** Area of the polygon in square mm. */
  double area() {
    double twice = 0;
    final int n = radii.length;
    for (int k = 0; k < n; k++) twice += radii[k] * radii[(k + 1) % n];
    return 0.5 * twice * Math.sin(2 * Math.PI / n);
  }

  /** The same outline about its centroid. */
  RadialContour recentred() {
    final int n = radii.length;
    double twice = 0, cx = 0, cy = 0;
    for (int k = 0; k < n; k++) {
      final int l = (k + 1) % n;
      final double cross =
          (cornerX(k) - x) * (cornerY(l) - y) - (cornerX(l) - x) * (cornerY(k) - y);
      twice += cross;
      cx += cross * (cornerX(k) + cornerX(l) - 2 * x) / 3;
      cy += cross * (cornerY(k) + cornerY(l) - 2 * y) / 3;
    }
    return about(x + cx / twice, y + cy / twice);
  }

  /** The same outline seen from another point inside it. */
  private RadialContour about(double px, double py) {
    final int n = radii.length;
    final double[] r = new double[n];
    for (int k = 0; k < n; k++) {
      final double ux = Math.cos(2 * Math.PI * k / n), uy = Math.sin(2 * Math.PI * k / n);
      for (int e = 0; e < n; e++) r[k] = Math.max(r[k], hit(px, py, ux, uy, e));
    }
    return new RadialContour(px, py, r);
  }

  /** Distance along a ray to the edge that begins at corner e, 0 if it misses. */
  private double hit(double px, double py, double ux, double uy, int e) {
    final int f = (e + 1) % radii.length;
    final double ax = cornerX(e) - px, ay = cornerY(e) - py;
    final double bx = cornerX(f) - px, by = cornerY(f) - py;
    final double sideA = ux * ay - uy * ax, sideB = ux * by - uy * bx;
    if (sideA * sideB > 0 || sideA == sideB) return 0;
    final double t = sideA / (sideA - sideB);
    return Math.max(0, ux * (ax + t * (bx - ax)) + uy * (ay + t * (by - ay)));
  }

  /** Whether a point lies inside. */
  boolean contains(double px, double py) {
    final double dx = px - x, dy = py - y;
    final double turn = Math.atan2(dy, dx) / (2 * Math.PI);
    final double at = (turn - Math.floor(turn)) * radii.length;
    final int k = (int) at % radii.length, l = (k + 1) % radii.length;
    final double cross =
        (cornerX(l) - cornerX(k)) * (py - cornerY(k))
            - (cornerY(l) - cornerY(k)) * (px - cornerX(k));
    return cross >= 0;
  }

  double largestRadius() {
    double r = 0;
    for (double d : radii) r = Math.max(r, d);
    return r;
  }
}
