package org.myelon.segment.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A window turned round along some of its axes. Doing it twice gives the window back.
 *
 * @param flipped whether z, y, x run backwards
 */
record Mirror(boolean[] flipped) {

  /**
   * Every combination of the axes, the unmirrored one first.
   *
   * @param axes which of the window's own axes may be mirrored, from 0
   * @param dimensions axes of the window, 2 or 3
   */
  static List<Mirror> combinations(List<Integer> axes, int dimensions) {
    final List<Mirror> all = new ArrayList<>();
    for (int mask = 0; mask < 1 << axes.size(); mask++) {
      final boolean[] flipped = new boolean[3];
      for (int i = 0; i < axes.size(); i++)
        if ((mask >> i & 1) == 1) flipped[axes.get(i) + 3 - dimensions] = true;
      all.add(new Mirror(flipped));
    }
    all.sort(Comparator.comparingInt(Mirror::count));
    return all;
  }

  private int count() {
    int count = 0;
    for (boolean f : flipped) if (f) count++;
    return count;
  }

  /**
   * @param values of windows one after the other
   * @param size of a window along z, y, x
   * @return a new array; the same one if nothing is mirrored
   */
  float[] apply(float[] values, int[] size) {
    if (count() == 0) return values;
    final float[] turned = new float[values.length];
    final int nz = size[0], ny = size[1], nx = size[2];
    for (int c = 0, k = 0; c < values.length / (nz * ny * nx); c++)
      for (int z = 0; z < nz; z++)
        for (int y = 0; y < ny; y++) {
          final int row =
              ((c * nz + (flipped[0] ? nz - 1 - z : z)) * ny + (flipped[1] ? ny - 1 - y : y)) * nx;
          for (int x = 0; x < nx; x++, k++) turned[k] = values[row + (flipped[2] ? nx - 1 - x : x)];
        }
    return turned;
  }
}
