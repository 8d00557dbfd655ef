package org.myelon.segment.training;

/**
 * A tube through a body, an ellipse in each slice, that may lean, with a wall of another tissue.
 *
 * @param x middle at height 0 towards Left, mm
 * @param y middle at height 0 towards Anterior, mm
 * @param rx half axis towards Left, mm
 * @param ry half axis towards Anterior, mm
 * @param leanX how far it moves along x per mm of height
 * @param leanY how far it moves along y per mm of height
 * @param tissue inside
 * @param wall thickness of the wall as a part of the radius
 * @param wallTissue of the wall
 */
record Blob(
    double x,
    double y,
    double rx,
    double ry,
    double leanX,
    double leanY,
    Tissue tissue,
    double wall,
    Tissue wallTissue) {

  static Blob of(double x, double y, double rx, double ry, Tissue tissue) {
    return new Blob(x, y, rx, ry, 0, 0, tissue, 0, tissue);
  }

  Blob leaning(double dx, double dy) {
    return new Blob(x, y, rx, ry, dx, dy, tissue, wall, wallTissue);
  }

  Blob walled(double part, Tissue other) {
    return new Blob(x, y, rx, ry, leanX, leanY, tissue, part, other);
  }

  /** Whether all of it, near height 0, lies farther from the origin than this, mm. */
  boolean isBeyond(double reach) {
    return Math.hypot(x, y) - Math.max(rx, ry) - 15 * Math.hypot(leanX, leanY) > reach;
  }

  /** What there is of it at a place, null if nothing. */
  Tissue at(double px, double py, double pz) {
    final double u = (px - x - leanX * pz) / rx;
    if (u * u >= 1) return null;
    final double v = (py - y - leanY * pz) / ry;
    final double q = u * u + v * v;
    if (q >= 1) return null;
    return q > (1 - wall) * (1 - wall) ? wallTissue : tissue;
  }
}
