package org.myelon.image;

import java.util.function.Supplier;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Runs a one-dimensional filter over every line of a volume along one axis, in place and in
 * parallel: the base of all separable filters.
 */
final class Lines {

  /** Changes one line in place. May keep scratch memory: one object serves one thread. */
  interface Filter {
    void apply(double[] line);
  }

  /** Lines fetched together, so that each piece of memory is met once: 16 floats, a cache line. */
  private static final int BLOCK = 16;

  private Lines() {}

  /**
   * @param values voxels of the grid, x fastest; changed
   * @param filters gives a filter to each group of lines
   */
  static void filter(
      float[] values,
      Grid grid,
      int axis,
      Supplier<Filter> filters,
      String stage,
      Progress progress) {
    final int[] strides = {1, grid.extent(0), grid.extent(0) * grid.extent(1)};
    final int across = axis == 0 ? 1 : 0;
    final int outer = 3 - axis - across;
    final int width = grid.extent(across);
    Parallel.forEach(
        grid.extent(outer),
        stage,
        progress,
        o -> {
          final Filter filter = filters.get();
          final double[][] block = new double[BLOCK][grid.extent(axis)];
          for (int first = 0; first < width; first += BLOCK) {
            final int start = o * strides[outer] + first * strides[across];
            final int count = Math.min(BLOCK, width - first);
            gather(values, start, strides[axis], strides[across], block, count);
            for (int b = 0; b < count; b++) filter.apply(block[b]);
            scatter(values, start, strides[axis], strides[across], block, count);
          }
        });
  }

  private static void gather(
      float[] values, int start, int along, int across, double[][] block, int count) {
    for (int i = 0; i < block[0].length; i++)
      for (int b = 0; b < count; b++) block[b][i] = values[start + i * along + b * across];
  }

  private static void scatter(
      float[] values, int start, int along, int across, double[][] block, int count) {
    for (int i = 0; i < block[0].length; i++)
      for (int b = 0; b < count; b++) values[start + i * along + b * across] = (float) block[b][i];
  }
}
