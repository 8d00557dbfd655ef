package org.myelon.segment.axial;

import java.util.ArrayDeque;

/**
 * The one object in a window that is taken for the target: connected pixels with a probability of
 * one half or more, of which the largest and most central is chosen.
 */
final class WindowObject {

  private static final float EVEN = 0.5f;

  /** Pixels beyond an object that still belong to its soft border. */
  private static final int SOFT_BORDER = 4;

  /** So close to the window's border in pixels an object may go on beyond it. */
  private static final int MARGIN = 2;

  private final AxialWindow window;
  private final int n;
  private final boolean[] inside;
  private int pixels;
  private double sumX, sumY, sum, centrality;
  private boolean atBorder;

  private WindowObject(AxialWindow window) {
    this.window = window;
    n = window.pixels();
    inside = new boolean[n * n];
  }

  /** The object; an empty one if there is none. */
  static WindowObject of(AxialWindow window, float[] found) {
    final boolean[] seen = new boolean[found.length];
    WindowObject best = new WindowObject(window);
    for (int i = 0; i < found.length; i++)
      if (!seen[i] && found[i] >= EVEN) {
        final WindowObject other = new WindowObject(window);
        other.fill(found, i, seen);
        if (other.centrality > best.centrality) best = other;
      }
    return best;
  }

  private void fill(float[] found, int start, boolean[] seen) {
    final ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(start);
    seen[start] = true;
    while (!open.isEmpty()) {
      final int at = open.remove(), i = at % n, j = at / n;
      add(at, i, j, found[at]);
      if (i > 0) visit(at - 1, found, seen, open);
      if (i < n - 1) visit(at + 1, found, seen, open);
      if (j > 0) visit(at - n, found, seen, open);
      if (j < n - 1) visit(at + n, found, seen, open);
    }
  }

  private static void visit(int at, float[] found, boolean[] seen, ArrayDeque<Integer> open) {
    if (seen[at] || !(found[at] >= EVEN)) return;
    seen[at] = true;
    open.add(at);
  }

  private void add(int at, int i, int j, float probability) {
    final double x = window.offset(i), y = window.offset(j), width = n * window.spacing() / 4;
    inside[at] = true;
    pixels++;
    sum += probability;
    sumX += x;
    sumY += y;
    centrality += Math.exp(-(x * x + y * y) / (2 * width * width));
    atBorder |= Math.min(Math.min(i, j), n - 1 - Math.max(i, j)) < MARGIN;
  }

  boolean isEmpty() {
    return pixels == 0;
  }

  /** Mean probability of its pixels; 0 for none. */
  double confidence() {
    return isEmpty() ? 0 : sum / pixels;
  }

  /** Its centre in mm, see {@link AxialSlices}. */
  double x() {
    return window.x() + sumX / pixels;
  }

  double y() {
    return window.y() + sumY / pixels;
  }

  /** Whether it touches the border of the window or lies far from the middle. */
  boolean isOffCentre() {
    final double far = n * window.spacing() / 6;
    return !isEmpty() && (atBorder || Math.hypot(sumX, sumY) > far * pixels);
  }

  /** The probabilities of the object with its soft border; 0 elsewhere. */
  float[] alone(float[] found) {
    boolean[] keep = inside;
    for (int b = 0; b < SOFT_BORDER; b++) keep = grown(keep, found);
    final float[] alone = new float[found.length];
    for (int i = 0; i < found.length; i++) if (keep[i]) alone[i] = found[i];
    return alone;
  }

  /** One pixel larger where it does not meet another object. */
  private boolean[] grown(boolean[] mask, float[] found) {
    final boolean[] grown = mask.clone();
    for (int at = 0; at < mask.length; at++) {
      if (mask[at] || found[at] >= EVEN) continue;
      final int i = at % n, j = at / n;
      grown[at] =
          (i > 0 && mask[at - 1])
              || (i < n - 1 && mask[at + 1])
              || (j > 0 && mask[at - n])
              || (j < n - 1 && mask[at + n]);
    }
    return grown;
  }
}
