package org.myelon.segment.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Where windows of one size lie so that they cover an image, by nnU-Net's rule: as few as keep the
 * wanted overlap, evenly spread from the first voxel to the last. A window that is larger than the
 * image is centred on it, the smaller part of what it is larger lying before the first voxel. A
 * window of two axes goes through the image slice by slice.
 *
 * @param size of a window along z, y, x; 1 along z if the windows are slices
 * @param starts first voxel z, y, x of each window; below 0 where the window begins before the
 *     image
 */
record Tiles(int[] size, List<int[]> starts) {

  /**
   * @param shape of the image along z, y, x
   * @param patch size of the window along the last two or all three axes
   * @param step distance of two windows as part of their size, above 0 to 1
   */
  static Tiles of(int[] shape, List<Integer> patch, double step) {
    return of(shape, patch, axis -> starts(shape[axis], patch(patch, axis), step));
  }

  /**
   * Windows that begin every so many voxels from the first voxel on, the last one moved back so
   * that it ends with the image, as ivadomed lays them.
   *
   * @param stride voxels along the same axes as the window
   */
  static Tiles strided(int[] shape, List<Integer> patch, List<Integer> stride) {
    return of(shape, patch, axis -> strided(shape[axis], patch(patch, axis), patch(stride, axis)));
  }

  /** Of windows of two axes the first axis of the image has one for each slice. */
  private static Tiles of(int[] shape, List<Integer> patch, IntFunction<int[]> starts) {
    final int[] size = new int[3];
    final int[][] along = new int[3][];
    for (int a = 0; a < 3; a++) {
      final boolean slices = patch.size() == 2 && a == 0;
      size[a] = slices ? 1 : patch(patch, a);
      along[a] = slices ? IntStream.range(0, shape[0]).toArray() : starts.apply(a);
    }
    final List<int[]> all = new ArrayList<>();
    for (int z : along[0])
      for (int y : along[1]) for (int x : along[2]) all.add(new int[] {z, y, x});
    return new Tiles(size, all);
  }

  private static int patch(List<Integer> lengths, int axis) {
    return lengths.get(axis + lengths.size() - 3);
  }

  private static int[] strided(int length, int window, int stride) {
    if (length <= window) return starts(length, window, 1);
    final int before = (length - window + stride - 1) / stride;
    return IntStream.rangeClosed(0, before)
        .map(i -> Math.min(i * stride, length - window))
        .toArray();
  }

  /** The first voxel of each window along one axis. */
  static int[] starts(int length, int window, double step) {
    if (length <= window) return new int[] {-((window - length) / 2)};
    final int span = length - window;
    final int count = (int) Math.ceil(span / (window * step)) + 1;
    final int[] starts = new int[count];
    final double actual = span / (double) (count - 1);
    for (int i = 0; i < count; i++) starts[i] = (int) Math.rint(actual * i);
    return starts;
  }

  /** Number of voxels of a window. */
  int voxels() {
    return size[0] * size[1] * size[2];
  }
}
