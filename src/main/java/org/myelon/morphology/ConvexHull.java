package org.myelon.morphology;

/**
 * The convex hull of the pixels of a {@link SlicePatch} above one half. A pixel counts as the
 * diamond between the middles of its four sides, and the hull is measured in pixels whose centre it
 * holds (border included), as scikit-image does. Coordinates are doubled, so that all arithmetic is
 * exact in integers.
 */
final class ConvexHull {

  private ConvexHull() {}

  /** Number of pixel centres in the hull. */
  static long area(SlicePatch patch) {
    final int top = firstRow(patch), bottom = lastRow(patch);
    if (top > bottom) return 0;
    final Chain left = new Chain(patch, top, bottom, -1), right = new Chain(patch, top, bottom, 1);
    long count = 0;
    for (int r = top; r <= bottom; r++)
      count +=
          Math.floorDiv(right.outermost(2 * r), 2) + Math.floorDiv(left.outermost(2 * r), 2) + 1;
    return count;
  }

  private static int firstRow(SlicePatch patch) {
    int r = 0;
    while (r < patch.rows() && isEmpty(patch, r)) r++;
    return r;
  }

  private static int lastRow(SlicePatch patch) {
    int r = patch.rows() - 1;
    while (r >= 0 && isEmpty(patch, r)) r--;
    return r;
  }

  private static boolean isEmpty(SlicePatch patch, int row) {
    return patch.firstIn(row) > patch.lastIn(row) || !patch.isInside(row, patch.firstIn(row));
  }

  /**
   * One side of the hull: its corners from the first to the last row. The left side is mirrored, so
   * that both are the upper hull of (row, outward column).
   */
  private static final class Chain {

    private final long[] row, out;
    private int size;
    private int edge;

    Chain(SlicePatch patch, int top, int bottom, int side) {
      row = new long[3 * (bottom - top + 1)];
      out = new long[row.length];
      long before = Long.MIN_VALUE;
      for (int r = top; r <= bottom + 1; r++) {
        final long here =
            r > bottom || isEmpty(patch, r)
                ? Long.MIN_VALUE
                : side < 0 ? -2L * patch.firstIn(r) : 2L * patch.lastIn(r);
        if (Math.max(before, here) != Long.MIN_VALUE) add(2L * r - 1, Math.max(before, here));
        if (here != Long.MIN_VALUE) add(2L * r, here + 1);
        before = here;
      }
    }

    private void add(long r, long o) {
      while (size > 1 && !turnsInward(r, o)) size--;
      row[size] = r;
      out[size++] = o;
    }

    private boolean turnsInward(long r, long o) {
      final long r0 = row[size - 2], o0 = out[size - 2], r1 = row[size - 1], o1 = out[size - 1];
      return (r1 - r0) * (o - o0) < (r - r0) * (o1 - o0);
    }

    /** Largest whole outward coordinate at a row that is still in the hull; rows must ascend. */
    long outermost(long r) {
      while (edge < size - 2 && row[edge + 1] < r) edge++;
      final long rise = out[edge + 1] - out[edge], run = row[edge + 1] - row[edge];
      return out[edge] + Math.floorDiv(rise * (r - row[edge]), run);
    }
  }
}
