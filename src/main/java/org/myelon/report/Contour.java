package org.myelon.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The line where a plane crosses one half, by marching squares (Lorensen and Cline 1987 in two
 * dimensions). Beyond the edge of the plane the values count as 0, so that all lines are closed.
 */
final class Contour {

  private static final double LEVEL = 0.5;

  private final Plane plane;

  /** Where the line goes on from a grid edge; edges are numbered by their cell. */
  private final Map<Long, Long> next = new HashMap<>();

  private final Map<Long, double[]> points = new HashMap<>();

  private Contour(Plane plane) {
    this.plane = plane;
  }

  /** The lines in the syntax of SVG paths, in mm from the upper left corner; empty if none. */
  static String path(Plane plane) {
    final Contour contour = new Contour(plane);
    for (int r = -1; r < plane.rows(); r++)
      for (int c = -1; c < plane.columns(); c++) contour.cell(r, c);
    return contour.join();
  }

  private double value(int r, int c) {
    if (r < 0 || c < 0 || r >= plane.rows() || c >= plane.columns()) return 0;
    final float v = plane.values()[r * plane.columns() + c];
    return Float.isNaN(v) ? 0 : v;
  }

  /** The square between four pixel centres, (r, c) being the upper left one. */
  private void cell(int r, int c) {
    final double a = value(r, c), b = value(r, c + 1);
    final double d = value(r + 1, c + 1), e = value(r + 1, c);
    final int kind =
        (a >= LEVEL ? 8 : 0) + (b >= LEVEL ? 4 : 0) + (d >= LEVEL ? 2 : 0) + (e >= LEVEL ? 1 : 0);
    if (kind == 0 || kind == 15) return;
    final long top = edge(r, c, false), bottom = edge(r + 1, c, false);
    final long left = edge(r, c, true), right = edge(r, c + 1, true);
    // the inside lies to the left of the line
    switch (kind) {
      case 1 -> link(bottom, left);
      case 2 -> link(right, bottom);
      case 3 -> link(right, left);
      case 4 -> link(top, right);
      case 6 -> link(top, bottom);
      case 7 -> link(top, left);
      case 8 -> link(left, top);
      case 9 -> link(bottom, top);
      case 11 -> link(right, top);
      case 12 -> link(left, right);
      case 13 -> link(bottom, right);
      case 14 -> link(left, bottom);
      case 5 -> {
        final boolean joined = a + b + d + e >= 4 * LEVEL;
        link(top, joined ? left : right);
        link(bottom, joined ? right : left);
      }
      default -> {
        final boolean joined = a + b + d + e >= 4 * LEVEL;
        link(left, joined ? bottom : top);
        link(right, joined ? top : bottom);
      }
    }
  }

  private void link(long from, long to) {
    next.put(from, to);
  }

  /** The edge from pixel (r, c) to its right or, if it runs down, to its lower neighbour. */
  private long edge(int r, int c, boolean down) {
    final long key = 2 * ((r + 1L) * (plane.columns() + 2) + c + 1) + (down ? 1 : 0);
    final double a = value(r, c), b = down ? value(r + 1, c) : value(r, c + 1);
    if (a >= LEVEL != b >= LEVEL && !points.containsKey(key)) {
      final double part = (LEVEL - a) / (b - a);
      points.put(
          key,
          new double[] {
            (c + 0.5 + (down ? 0 : part)) * plane.pixelWidth(),
            (r + 0.5 + (down ? part : 0)) * plane.pixelHeight()
          });
    }
    return key;
  }

  private String join() {
    final StringBuilder path = new StringBuilder();
    final Deque<Long> starts = new ArrayDeque<>(new java.util.TreeSet<>(next.keySet()));
    while (!starts.isEmpty()) {
      Long at = starts.pop();
      char command = 'M';
      while (at != null && next.containsKey(at)) {
        final double[] p = points.get(at);
        path.append(String.format(Locale.ROOT, "%c%.2f %.2f", command, p[0], p[1]));
        command = 'L';
        at = next.remove(at);
      }
      if (command == 'L') path.append('Z');
    }
    return path.toString();
  }
}
