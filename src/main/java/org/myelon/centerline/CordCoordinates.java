package org.myelon.centerline;

import java.util.List;

/**
 * Coordinates along a line: a point is so many mm to the right of the line, so many in front of it,
 * and its foot lies so many mm along it. Every place of the line has a plane straight across it
 * with SCT's upright frame ({@link Frames#anterior}); beyond its ends the line goes on straight.
 * Immutable, for any number of threads, and without allocation per point.
 *
 * <p>The frames are kept at steps of {@value #STEP_MM} mm and interpolated linearly, so that place
 * and direction change continuously and both directions agree to the accuracy of a Newton
 * iteration. Where the planes of a bend meet, on its inner side, a point has no coordinates: from
 * there on they would count the same points again.
 */
final class CordCoordinates {

  /** How far the line goes on beyond its ends: SCT's distance. */
  static final double BEYOND_MM = 10;

  /** A plane advances at least by this part of its advance at the line. */
  private static final double LEAST_ADVANCE = 0.1;

  private static final double STEP_MM = 0.25;

  /** Every so many nodes one that the search for the nearest begins with. */
  private static final int STRIDE = 64;

  private static final int MOST_STEPS = 30;
  private static final double TOLERANCE_MM = 1e-3;

  /** Where in a node its origin, right, anterior and up are. */
  private static final int ORIGIN = 0, RIGHT = 3, ANTERIOR = 6, UP = 9, SIZE = 12;

  private final double[] nodes;
  private final int count;
  private final double step;

  /** Nodes per mm. */
  private final double perMm;

  private final double length;

  /** How far the line goes on beyond its ends. */
  private final double reach;

  /** Every STRIDE-th node. */
  private final NearestPoint posts;

  /**
   * @param rise a direction in which the line rises all the way
   */
  private CordCoordinates(double[] nodes, double length, double reach, double[] rise) {
    this.nodes = nodes;
    this.length = length;
    this.reach = reach;
    count = nodes.length / SIZE;
    step = length / (count - 1);
    perMm = 1 / step;
    final double[] origins = new double[3 * ((count - 1) / STRIDE + 1)];
    for (int i = 0; i < origins.length; i++)
      origins[i] = nodes[i / 3 * STRIDE * SIZE + ORIGIN + i % 3];
    posts = new NearestPoint(origins, rise);
  }

  /** Coordinates along a centreline, counted from its lowest slice. */
  static CordCoordinates of(Centerline line) {
    final double length = line.length();
    final int count = (int) Math.ceil(length / STEP_MM) + 1;
    final double[] nodes = new double[SIZE * count];
    for (int i = 0; i < count; i++) {
      final double place = line.placeAt(i * length / (count - 1));
      store(Frames.anterior(line, place), nodes, i * SIZE);
    }
    final double[] toSlice = line.grid().voxelToWorld().inverse().toArray();
    final double[] rise = {toSlice[8], toSlice[9], toSlice[10]};
    return new CordCoordinates(nodes, length, BEYOND_MM, Vector.unit(rise));
  }

  /**
   * Coordinates along a straight line.
   *
   * @param start its lower end; the line goes up from there
   */
  static CordCoordinates straight(Frame start, double length) {
    final double[] nodes = new double[2 * SIZE];
    store(start, nodes, 0);
    store(
        new Frame(start.toWorld(0, 0, length), start.right(), start.anterior(), start.up()),
        nodes,
        SIZE);
    return new CordCoordinates(nodes, length, BEYOND_MM, start.up());
  }

  /**
   * Coordinates along a line that is given by frames. It goes on straight beyond its ends without
   * limit.
   *
   * @param frames at even distances along the line, at least two
   * @param length of the line in mm
   */
  static CordCoordinates along(List<Frame> frames, double length) {
    final double[] nodes = new double[SIZE * frames.size()];
    for (int i = 0; i < frames.size(); i++) store(frames.get(i), nodes, i * SIZE);
    final double[] first = frames.get(0).origin(), last = frames.get(frames.size() - 1).origin();
    return new CordCoordinates(
        nodes, length, Double.POSITIVE_INFINITY, Vector.unit(Vector.minus(last, first)));
  }

  private static void store(Frame f, double[] nodes, int at) {
    System.arraycopy(f.origin(), 0, nodes, at + ORIGIN, 3);
    System.arraycopy(f.right(), 0, nodes, at + RIGHT, 3);
    System.arraycopy(f.anterior(), 0, nodes, at + ANTERIOR, 3);
    System.arraycopy(f.up(), 0, nodes, at + UP, 3);
  }

  /** Length of the line in mm. */
  double length() {
    return length;
  }

  /**
   * The coordinates of a point.
   *
   * @param p RAS mm; not changed unless it is {@code local}
   * @param local receives mm to the right, to the front, and along the line
   * @return whether it has any: false beyond the ends and where planes meet
   */
  boolean toLocal(double[] p, double[] local) {
    final double s = foot(p);
    if (!reaches(s)) return false;
    project(p, s, local);
    return true;
  }

  /**
   * The coordinates of a point wherever it lies, also far beyond the ends; NaN where planes meet.
   */
  double[] locate(double[] p) {
    final double[] local = new double[3];
    project(p, foot(p), local);
    return local;
  }

  private void project(double[] p, double s, double[] local) {
    final int at = node(s);
    final double t = part(s, at), beyond = beyond(s);
    double right = 0, anterior = 0;
    for (int a = 0; a < 3; a++) {
      final double d = p[a] - value(at + ORIGIN + a, t) - beyond * value(at + UP + a, t);
      right += d * value(at + RIGHT + a, t);
      anterior += d * value(at + ANTERIOR + a, t);
    }
    local[0] = right;
    local[1] = anterior;
    local[2] = s;
  }

  /**
   * The point that has coordinates.
   *
   * @param local mm to the right, to the front, and along the line; not changed unless it is {@code
   *     q}
   * @param q receives RAS mm
   * @return whether there is one: false beyond the ends and where planes meet
   */
  boolean toWorld(double[] local, double[] q) {
    final double right = local[0], anterior = local[1], s = local[2];
    if (!reaches(s)) return false;
    final int at = node(s);
    final double t = part(s, at), beyond = beyond(s);
    for (int a = 0; a < 3; a++)
      q[a] =
          value(at + ORIGIN + a, t)
              + beyond * value(at + UP + a, t)
              + right * value(at + RIGHT + a, t)
              + anterior * value(at + ANTERIOR + a, t);
    return advance(q, s) >= LEAST_ADVANCE;
  }

  private boolean reaches(double s) {
    return s >= -reach && s <= length + reach;
  }

  /**
   * How far along the line, or beyond its ends, the plane is that holds a point; NaN where planes
   * meet.
   */
  private double foot(double[] p) {
    double s = posts.to(p) * STRIDE * step;
    for (int i = 0; i < MOST_STEPS; i++) {
      final int at = node(s);
      final double t = part(s, at);
      double above = 0, advance = 0;
      for (int a = 0; a < 3; a++) {
        final double up = value(at + UP + a, t), d = p[a] - value(at + ORIGIN + a, t);
        above += d * up;
        advance += change(at + ORIGIN + a) * up - d * change(at + UP + a);
      }
      final double beyond = beyond(s);
      advance = beyond == 0 ? advance * perMm : 1;
      final double move = (above - beyond) / Math.max(LEAST_ADVANCE, advance);
      s += Math.max(-STRIDE * step, Math.min(STRIDE * step, move));
      if (Math.abs(move) < TOLERANCE_MM) return advance < LEAST_ADVANCE ? Double.NaN : s;
    }
    return Double.NaN;
  }

  /**
   * How fast the plane at a place advances past a point when the place moves on: 1 on the line,
   * less on the inner side of a bend, 0 where neighbouring planes meet.
   */
  private double advance(double[] p, double s) {
    if (s < 0 || s > length) return 1;
    final int at = node(s);
    final double t = part(s, at);
    double advance = 0;
    for (int a = 0; a < 3; a++)
      advance +=
          change(at + ORIGIN + a) * value(at + UP + a, t)
              - (p[a] - value(at + ORIGIN + a, t)) * change(at + UP + a);
    return advance * perMm;
  }

  /** Index of the node at or below a place. */
  private int node(double s) {
    return SIZE * Math.max(0, Math.min(count - 2, (int) (s * perMm)));
  }

  private double part(double s, int node) {
    return Math.max(0, Math.min(1, s * perMm - node / SIZE));
  }

  private double beyond(double s) {
    return s < 0 ? s : Math.max(0, s - length);
  }

  private double value(int at, double t) {
    return nodes[at] + t * change(at);
  }

  private double change(int at) {
    return nodes[at + SIZE] - nodes[at];
  }
}
