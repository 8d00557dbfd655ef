package org.myelon.image;

import java.util.Arrays;
import java.util.Optional;
import org.myelon.step.InputException;

/**
 * A box of voxels of an image.
 *
 * @param min first voxel along the three axes
 * @param max last voxel along the three axes, which belongs to the box
 */
public record Box(long[] min, long[] max) {

  public Box {
    if (min.length != 3 || max.length != 3)
      throw new IllegalArgumentException("a box has three axes");
    min = min.clone();
    max = max.clone();
  }

  @Override
  public long[] min() {
    return min.clone();
  }

  @Override
  public long[] max() {
    return max.clone();
  }

  /** The whole image. */
  public static Box of(Grid grid) {
    return new Box(new long[3], Arrays.stream(grid.size()).map(n -> n - 1).toArray());
  }

  /**
   * The smallest box with all voxels of a 3-D mask that are not zero.
   *
   * @throws InputException if there are none
   */
  public static Box around(Volume mask) {
    return around(Voxels.nonZero(mask.require3D()), mask.grid())
        .orElseThrow(
            () -> new InputException(mask + " is empty: it has no voxel other than zero."));
  }

  /** The smallest box with all voxels of a grid that are on, x fastest; none if none is. */
  static Optional<Box> around(boolean[] on, Grid g) {
    final Builder box = new Builder();
    for (int k = 0, i = 0; k < g.size(2); k++)
      for (int j = 0; j < g.size(1); j++)
        for (int x = 0; x < g.size(0); x++, i++) if (on[i]) box.add(x, x, j, k);
    return box.build();
  }

  /**
   * The smallest box with all voxels of an image whose centres lie in the field of view of another
   * (half a voxel beyond its outermost centres), at any angle between the two.
   *
   * @throws InputException if there are none
   */
  public static Box seenBy(Grid reference, Grid image) {
    final RowMap rows = new RowMap(reference, image);
    final Builder box = new Builder();
    for (int k = 0; k < image.size(2); k++)
      for (int j = 0; j < image.size(1); j++) {
        final RowMap.Row r = rows.row(j, k);
        if (r.first() <= r.last()) box.add(r.first(), r.last(), j, k);
      }
    return box.build()
        .orElseThrow(
            () ->
                new InputException(
                    "The field of view of the reference image does not meet the image: they lie"
                        + " apart in the scanner."));
  }

  /** The box with so many more voxels at both ends of each axis, as far as the image goes. */
  public Box grown(long[] voxels, Grid within) {
    final long[] lo = new long[3], hi = new long[3];
    for (int a = 0; a < 3; a++) {
      lo[a] = Math.max(0, min[a] - voxels[a]);
      hi[a] = Math.min(within.size(a) - 1, max[a] + voxels[a]);
    }
    return new Box(lo, hi);
  }

  /** Number of voxels along an axis. */
  public long size(int axis) {
    return max[axis] - min[axis] + 1;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Box b && Arrays.equals(min, b.min) && Arrays.equals(max, b.max);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(min) + Arrays.hashCode(max);
  }

  /** Ranges as in "5..50, 0..54, 5..50". */
  @Override
  public String toString() {
    return min[0] + ".." + max[0] + ", " + min[1] + ".." + max[1] + ", " + min[2] + ".." + max[2];
  }

  /** Grows round what is added. */
  private static final class Builder {

    private final long[] lo = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
    private final long[] hi = {-1, -1, -1};

    void add(int first, int last, int j, int k) {
      lo[0] = Math.min(lo[0], first);
      lo[1] = Math.min(lo[1], j);
      lo[2] = Math.min(lo[2], k);
      hi[0] = Math.max(hi[0], last);
      hi[1] = Math.max(hi[1], j);
      hi[2] = Math.max(hi[2], k);
    }

    Optional<Box> build() {
      return hi[0] < 0 ? Optional.empty() : Optional.of(new Box(lo, hi));
    }
  }
}
