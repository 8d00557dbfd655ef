package org.myelon.register;

import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.transform.Transform;

/**
 * In each slice of a grid a linear map of x, and in each column of the slice a linear map of y that
 * changes linearly between columns and slices; beyond the outermost ones it goes on as in them. As
 * all of them grow, the inverse is exact. Valid everywhere.
 */
final class ColumnMaps implements Transform {

  /**
   * The maps of a slice in voxels: x becomes scale x + shift, and y, in column x, yScale[x] y +
   * yShift[x].
   */
  record Slice(double scale, double shift, double[] yScale, double[] yShift) {}

  private final Affine voxelToWorld;
  private final Affine worldToVoxel;
  private final Slice[] slices;
  private final boolean backward;

  /**
   * @param slices one for each slice of the grid; all scales are positive
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
    final double scale = between(low.scale, high.scale, part);
    final double shift = between(low.shift, high.shift, part);
    final double column = backward ? (q[0] - shift) / scale : q[0];
    final double yScale = between(at(low.yScale, column), at(high.yScale, column), part);
    final double yShift = between(at(low.yShift, column), at(high.yShift, column), part);
    q[0] = backward ? column : scale * column + shift;
    q[1] = backward ? (q[1] - yShift) / yScale : yScale * q[1] + yShift;
    voxelToWorld.apply(q, q);
    return true;
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
