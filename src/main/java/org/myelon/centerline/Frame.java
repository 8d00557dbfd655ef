package org.myelon.centerline;

/**
 * A place on a centreline and three directions there, perpendicular to each other and of length 1:
 * the plane that cuts the cord straight across, and the cord's own direction. All in RAS mm.
 *
 * @param origin the point of the line
 * @param right in the plane, about to the subject's right
 * @param anterior in the plane, about to the front
 * @param up along the line
 */
public record Frame(double[] origin, double[] right, double[] anterior, double[] up) {

  /**
   * Where a point lies as seen from here.
   *
   * @param world RAS mm
   * @return mm to the right, to the front, and above the plane
   */
  public double[] toLocal(double[] world) {
    final double[] d = Vector.minus(world, origin);
    return new double[] {Vector.dot(d, right), Vector.dot(d, anterior), Vector.dot(d, up)};
  }

  /** The point in RAS mm that lies so many mm to the right, to the front, and above the plane. */
  public double[] toWorld(double right, double anterior, double up) {
    final double[] p = Vector.plus(origin, right, this.right);
    return Vector.plus(Vector.plus(p, anterior, this.anterior), up, this.up);
  }

  /**
   * The frame turned about its own direction.
   *
   * @param degrees positive turns anterior to the left
   */
  Frame turned(double degrees) {
    final double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
    final double[] none = new double[3];
    return new Frame(
        origin,
        Vector.plus(Vector.plus(none, c, right), s, anterior),
        Vector.plus(Vector.plus(none, c, anterior), -s, right),
        up);
  }
}
