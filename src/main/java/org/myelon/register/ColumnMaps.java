package org.myelon.register;

import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.transform.Transform;

/**
 * In each slice of a grid an interval of x is stretched, then an interval of y, in each column
 * another way; what lies beyond an interval is shifted as its end. The stretches change linearly
 * between columns and slices; beyond the outermost ones they go on as in them. All of them grow, so
 * the inverse is exact. Valid everywhere.
 */
final class ColumnMaps implements Transform {

  /**
   * Takes the interval linearly, c to scale c + shift, in voxels.
   *
   * @param scale positive
   */
  record Stretch(double from, double to, double scale, double shift) {}

  /**
   * The stretches of a slice.
   *
   * @param x in x
   * @param from where the interval of y begins
   * @param to where it ends
   * @param scale of y in each column, positive
   * @param shift of y in each column
   */
  record Slice(Stretch x, double from, double to, double[] scale, double[] shift) {}

  private final Affine voxelToWorld;
  private final Affine worldToVoxel;
  private final Slice[] slices;
  private final boolean backward;

  /**
   * @param slices one for each slice of the grid
   */
  ColumnMaps(Grid grid, Slice[] slices) {
    this(grid.voxelToWorld(), slices, false);
  }

  private ColumnMaps(Affine voxelToWorld, Slice[] slices, boolean backward) {
    this.voxelToWorld = voxelToWorld;
    this.worldToVoxel = voxelToWorld.inverse();
    this.slices = slices;
    this.backward = backward;
  }

  @Override
  public boolean apply(double[] p, double[] q) {
    worldToVoxel.apply(p, q);
    final double z = Math.max(0, Math.min(slices.length - 1, q[2]));
    final Slice low = slices[(int) z], high = slices[Math.min((int) z + 1, slices.length - 1)];
    final double part = z - (int) z;
    final double x =
        stretched(
            q[0],
            between(low.x.from, high.x.from, part),
            between(low.x.to, high.x.to, part),
            between(low.x.scale, high.x.scale, part),
            between(low.x.shift, high.x.shift, part));
    final double column = backward ? x : q[0];
    q[1] =
        stretched(
            q[1],
            between(low.from, high.from, part),
            between(low.to, high.to, part),
            between(at(low.scale, column), at(high.scale, column), part),
            between(at(low.shift, column), at(high.shift, column), part));
    q[0] = x;
    voxelToWorld.apply(q, q);
    return true;
  }

  private double stretched(double c, double from, double to, double scale, double shift) {
    if (!backward) {
      final double within = Math.max(from, Math.min(to, c));
      return scale * within + shift + c - within;
    }
    final double within = Math.max(scale * from + shift, Math.min(scale * to + shift, c));
    return (within - shift) / scale + c - within;
  }

  private static double at(double[] line, double column) {
    final double x = Math.max(0, Math.min(line.length - 1, column));
    return between(line[(int) x], line[Math.min((int) x + 1, line.length - 1)], x - (int) x);
  }

  private static double between(double a, double b, double part) {
    return a + part * (b - a);
  }

  @Override
  public Transform inverse() {
    return new ColumnMaps(voxelToWorld, slices, !backward);
  }
}
