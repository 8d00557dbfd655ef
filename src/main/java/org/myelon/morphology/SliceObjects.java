package org.myelon.morphology;

import java.util.Arrays;

/**
 * The separate objects of a mask in each slice (voxels that touch by a side or a corner are one
 * object), and which of them is the cord.
 *
 * <p>Objects of neighbouring slices that overlap are one chain. The cord of a slice is the object
 * whose chain runs through most slices; of two in the same chain, or in chains of the same length,
 * the one with the larger area. So a blob beside the cord is left out even where it is larger than
 * the cord, and a gap in the mask does no harm.
 */
final class SliceObjects {

  private final CordSlices cord;

  /** Number of objects in each slice of the box. */
  private final int[] counts;

  /** Object of each voxel from 1, 0 for none; null where a slice is empty. */
  private final int[][] labels;

  /** Number over all slices of the first object of each slice. */
  private final int[] base;

  /** The chain of each object, as a forest. */
  private final int[] parent;

  private SliceObjects(CordSlices cord) {
    this.cord = cord;
    counts = new int[cord.count];
    labels = new int[cord.count][];
    base = new int[cord.count];
    int total = 0;
    for (int k = 0; k < cord.count; k++) {
      base[k] = total;
      if (cord.slice(cord.firstSlice + k) != null) label(k);
      total += counts[k];
    }
    parent = new int[total];
    Arrays.setAll(parent, i -> i);
    for (int k = 1; k < cord.count; k++) link(k);
  }

  static SliceObjects of(CordSlices cord) {
    return new SliceObjects(cord);
  }

  /** How many objects a slice of the image has. */
  int count(int z) {
    return counts[z - cord.firstSlice];
  }

  /** The mask without what is not the cord. */
  CordSlices cord() {
    if (Arrays.stream(counts).allMatch(n -> n < 2)) return cord;
    final int[] spans = spans();
    final float[][] kept = new float[cord.count][];
    for (int k = 0; k < cord.count; k++) {
      final float[] slice = cord.slice(cord.firstSlice + k);
      kept[k] = counts[k] < 2 ? slice : only(slice, labels[k], best(k, slice, spans));
    }
    return cord.with(kept);
  }

  private static float[] only(float[] slice, int[] labels, int object) {
    final float[] kept = slice.clone();
    for (int i = 0; i < kept.length; i++) if (labels[i] != object) kept[i] = 0;
    return kept;
  }

  private int best(int k, float[] slice, int[] spans) {
    final double[] area = new double[counts[k] + 1];
    for (int i = 0; i < slice.length; i++) area[labels[k][i]] += slice[i];
    int best = 1;
    for (int o = 2; o <= counts[k]; o++) {
      final int span = spans[root(base[k] + o - 1)], bestSpan = spans[root(base[k] + best - 1)];
      if (span > bestSpan || span == bestSpan && area[o] > area[best]) best = o;
    }
    return best;
  }

  /** Number of slices of each chain, at its root. */
  private int[] spans() {
    final int[] spans = new int[parent.length], seenIn = new int[parent.length];
    for (int k = 0; k < cord.count; k++)
      for (int o = 0; o < counts[k]; o++) {
        final int root = root(base[k] + o);
        if (seenIn[root] == k + 1) continue;
        seenIn[root] = k + 1;
        spans[root]++;
      }
    return spans;
  }

  private void label(int k) {
    final float[] slice = cord.slice(cord.firstSlice + k);
    final int[] found = new int[slice.length], stack = new int[slice.length];
    for (int start = 0; start < slice.length; start++) {
      if (slice[start] == 0 || found[start] != 0) continue;
      found[start] = ++counts[k];
      int top = 0;
      stack[top++] = start;
      while (top > 0) {
        final int i = stack[--top], x = i / cord.ny, y = i % cord.ny;
        for (int p = Math.max(0, x - 1); p <= Math.min(cord.nx - 1, x + 1); p++)
          for (int q = Math.max(0, y - 1); q <= Math.min(cord.ny - 1, y + 1); q++) {
            final int j = p * cord.ny + q;
            if (slice[j] == 0 || found[j] != 0) continue;
            found[j] = counts[k];
            stack[top++] = j;
          }
      }
    }
    labels[k] = found;
  }

  private void link(int k) {
    final int[] above = labels[k], below = labels[k - 1];
    if (above == null || below == null) return;
    for (int i = 0; i < above.length; i++) {
      if (above[i] == 0 || below[i] == 0) continue;
      final int a = root(base[k] + above[i] - 1), b = root(base[k - 1] + below[i] - 1);
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }

  private int root(int object) {
    int i = object;
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }
}
