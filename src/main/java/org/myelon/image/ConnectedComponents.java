package org.myelon.image;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.imglib2.img.array.ArrayImgs;
import org.myelon.step.Progress;

/**
 * The connected objects of a mask, numbered from 1 by decreasing size (of two with the same size
 * the one met first comes first, x fastest). Found by union of each voxel with its preceding
 * neighbours. Immutable.
 */
public final class ConnectedComponents {

  private final Volume mask;

  /** Number of the object at each voxel, 0 for the background. */
  private final int[] labels;

  /** Voxels of each object, index 0 for object 1. */
  private final long[] sizes;

  private ConnectedComponents(Volume mask, int[] labels, long[] sizes) {
    this.mask = mask;
    this.labels = labels;
    this.sizes = sizes;
  }

  /**
   * @param mask 3-D; the objects are where it is not zero, whatever the value
   * @param connectivity which voxels count as neighbours
   * @param progress listens, and may cancel
   * @return the objects, numbered from 1
   * @implNote op names='myelon.image.components'
   */
  public static ConnectedComponents of(Volume mask, Connectivity connectivity, Progress progress) {
    return of(Voxels.nonZero(mask), mask, connectivity, progress);
  }

  static ConnectedComponents of(
      boolean[] on, Volume mask, Connectivity connectivity, Progress progress) {
    final int[] parent = unite(on, mask.grid(), connectivity, progress);
    final int[] roots = roots(parent);
    final long[] size = new long[roots.length];
    for (int i = 0; i < parent.length; i++) if (parent[i] > 0) size[parent[i] - 1]++;
    final int[] bySize =
        IntStream.range(0, roots.length)
            .boxed()
            .sorted(Comparator.comparingLong(c -> -size[c]))
            .mapToInt(c -> c)
            .toArray();
    final int[] rank = new int[roots.length + 1];
    for (int r = 0; r < bySize.length; r++) rank[bySize[r] + 1] = r + 1;
    for (int i = 0; i < parent.length; i++) parent[i] = rank[parent[i]];
    return new ConnectedComponents(
        mask, parent, Arrays.stream(bySize).mapToLong(c -> size[c]).toArray());
  }

  /** How many objects there are. */
  public int count() {
    return sizes.length;
  }

  /** Number of voxels of an object, numbered from 1. */
  public long voxels(int object) {
    return sizes[object - 1];
  }

  /** Volume of an object in mm³, numbered from 1. */
  public double mm3(int object) {
    return voxels(object) * Math.abs(mask.voxelToWorld().determinant());
  }

  /** The number of the object at each voxel, 0 for the background: int32. */
  public Volume labels() {
    return mask.withPixels(ArrayImgs.ints(labels.clone(), mask.grid().size()));
  }

  /** A mask of the largest object only; empty if there is none. */
  public Volume largest() {
    return largest(1);
  }

  /** A mask of so many of the largest objects; of all if there are fewer. */
  public Volume largest(int objects) {
    return first(Math.min(objects, count()));
  }

  /** A mask without the objects of fewer voxels. */
  public Volume atLeastVoxels(long voxels) {
    return first((int) Arrays.stream(sizes).filter(s -> s >= voxels).count());
  }

  /** A mask without the objects of a smaller volume. */
  public Volume atLeastMm3(double mm3) {
    return first((int) IntStream.rangeClosed(1, count()).filter(o -> mm3(o) >= mm3).count());
  }

  private Volume first(int objects) {
    final boolean[] on = new boolean[labels.length];
    for (int i = 0; i < on.length; i++) on[i] = labels[i] > 0 && labels[i] <= objects;
    return Voxels.mask(on, mask);
  }

  /** The number of the object at a voxel, 0 for the background. */
  int label(int index) {
    return labels[index];
  }

  /** For each voxel of an object the index of a preceding voxel of it or its own, else -1. */
  private static int[] unite(boolean[] on, Grid grid, Connectivity connectivity, Progress p) {
    final int nx = grid.extent(0), ny = grid.extent(1), nz = grid.extent(2);
    final int[][] steps = connectivity.preceding();
    final int[] parent = new int[on.length];
    for (int k = 0, i = 0; k < nz; k++) {
      p.check("connected objects", k / (double) nz);
      for (int j = 0; j < ny; j++)
        for (int x = 0; x < nx; x++, i++) {
          parent[i] = on[i] ? i : -1;
          if (!on[i]) continue;
          for (int[] d : steps) {
            if (x + d[0] < 0 || x + d[0] >= nx || j + d[1] < 0 || j + d[1] >= ny || k + d[2] < 0)
              continue;
            final int neighbour = i + (d[2] * ny + d[1]) * nx + d[0];
            if (on[neighbour]) unite(parent, i, neighbour);
          }
        }
    }
    return parent;
  }

  private static void unite(int[] parent, int a, int b) {
    final int ra = root(parent, a), rb = root(parent, b);
    if (ra < rb) parent[rb] = ra;
    else parent[ra] = rb;
  }

  private static int root(int[] parent, int start) {
    int i = start;
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }

  /** Replaces the parents by object numbers from 1 in the order met; gives the first voxels. */
  private static int[] roots(int[] parent) {
    final IntStream.Builder roots = IntStream.builder();
    int count = 0;
    for (int i = 0; i < parent.length; i++) {
      // a parent comes before its children, so it already holds its object number
      if (parent[i] == i) {
        roots.add(i);
        parent[i] = ++count;
      } else parent[i] = parent[i] < 0 ? 0 : parent[parent[i]];
    }
    return roots.build().toArray();
  }
}
