package org.myelon.segment.nnunet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The part of an image that holds something, as nnU-Net crops it: the box about all voxels that are
 * not 0 in at least one channel. Holes of that region (parts of its outside that no path of face
 * neighbours connects with the border of the array) count as inside.
 *
 * @param from first index of the box along each axis
 * @param to index after the last one
 * @param inside which voxels of the box belong to the region, last axis fastest; the others nnU-Net
 *     marks with -1 in its segmentation
 */
record CropToNonzero(int[] from, int[] to, BitSet inside) {

  /**
   * @param channels each with the last axis fastest
   * @param shape three lengths
   * @return the whole array if every voxel is 0
   */
  static CropToNonzero run(List<float[]> channels, int[] shape) {
    final BitSet outside = outside(zero(channels, shape), shape);
    final int[] from = shape.clone(), to = new int[3];
    final int[] p = new int[3];
    for (int i = outside.nextClearBit(0); i < size(shape); i = outside.nextClearBit(i + 1)) {
      position(i, shape, p);
      for (int a = 0; a < 3; a++) {
        from[a] = Math.min(from[a], p[a]);
        to[a] = Math.max(to[a], p[a] + 1);
      }
    }
    if (to[0] == 0) {
      Arrays.fill(from, 0);
      System.arraycopy(shape, 0, to, 0, 3);
    }
    return new CropToNonzero(from, to, insideBox(outside, shape, from, to));
  }

  /** The shape of the box. */
  int[] shape() {
    return new int[] {to[0] - from[0], to[1] - from[1], to[2] - from[2]};
  }

  private static int size(int[] shape) {
    return shape[0] * shape[1] * shape[2];
  }

  private static void position(int index, int[] shape, int[] p) {
    p[2] = index % shape[2];
    p[1] = index / shape[2] % shape[1];
    p[0] = index / shape[2] / shape[1];
  }

  private static BitSet zero(List<float[]> channels, int[] shape) {
    final BitSet zero = new BitSet();
    zero.set(0, size(shape));
    for (float[] values : channels) {
      for (int i = 0; i < values.length; i++) if (values[i] != 0) zero.clear(i);
    }
    return zero;
  }

  /** What of a set is connected with the border of the array; the set is used up. */
  private static BitSet outside(BitSet zero, int[] shape) {
    final BitSet outside = new BitSet(size(shape));
    final IntStack open = new IntStack();
    final int[] p = new int[3];
    final int[] step = {shape[1] * shape[2], shape[2], 1};
    for (int i = zero.nextSetBit(0); i >= 0; i = zero.nextSetBit(i + 1)) {
      position(i, shape, p);
      if (!onBorder(p, shape)) continue;
      reach(i, zero, outside, open);
      while (!open.isEmpty()) {
        final int at = open.pop();
        position(at, shape, p);
        for (int a = 0; a < 3; a++) {
          if (p[a] > 0) reach(at - step[a], zero, outside, open);
          if (p[a] < shape[a] - 1) reach(at + step[a], zero, outside, open);
        }
      }
    }
    return outside;
  }

  private static void reach(int i, BitSet zero, BitSet outside, IntStack open) {
    if (!zero.get(i)) return;
    zero.clear(i);
    outside.set(i);
    open.push(i);
  }

  private static boolean onBorder(int[] p, int[] shape) {
    for (int a = 0; a < 3; a++) if (p[a] == 0 || p[a] == shape[a] - 1) return true;
    return false;
  }

  private static BitSet insideBox(BitSet outside, int[] shape, int[] from, int[] to) {
    final int width = to[2] - from[2];
    final BitSet inside = new BitSet();
    for (int i = from[0], at = 0; i < to[0]; i++)
      for (int j = from[1]; j < to[1]; j++, at += width) {
        final int row = (i * shape[1] + j) * shape[2] + from[2];
        for (int k = 0; k < width; k++) if (!outside.get(row + k)) inside.set(at + k);
      }
    return inside;
  }

  /** Voxels still to be looked at. */
  private static final class IntStack {
    private int[] items = new int[1024];
    private int count;

    boolean isEmpty() {
      return count == 0;
    }

    void push(int item) {
      if (count == items.length) items = Arrays.copyOf(items, 2 * count);
      items[count++] = item;
    }

    int pop() {
      return items[--count];
    }
  }
}
