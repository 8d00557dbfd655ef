package org.myelon.segment;

import java.util.Arrays;
import org.myelon.image.Affine;
import org.myelon.image.GaussianFilter;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/**
 * The axial slices of an image in RPI order as floats, and their sampling in millimetres. In-plane
 * positions are millimetres from the centre of the first voxel.
 */
final class SliceStack {

  private final float[] values;
  private final Grid grid;
  private final int nx, ny, nz;
  private final double sx, sy, sz;

  SliceStack(float[] values, Grid rpi) {
    this.values = values;
    this.grid = rpi;
    nx = rpi.extent(0);
    ny = rpi.extent(1);
    nz = rpi.extent(2);
    final double[] s = rpi.spacing();
    sx = s[0];
    sy = s[1];
    sz = s[2];
  }

  /** Values that are not finite become 0. */
  static SliceStack of(Volume image) {
    final Volume rpi = image.reoriented(Orientation.RPI);
    final float[] v = rpi.toFloats();
    for (int i = 0; i < v.length; i++) if (!Float.isFinite(v[i])) v[i] = 0;
    return new SliceStack(v, rpi.grid());
  }

  /** The slices from first to last, with values shared with none. */
  SliceStack part(int first, int last) {
    final Affine shift = Affine.translation(0, 0, first);
    final Grid part =
        new Grid(new long[] {nx, ny, last - first + 1}, grid.voxelToWorld().after(shift));
    return new SliceStack(Arrays.copyOfRange(values, first * nx * ny, (last + 1) * nx * ny), part);
  }

  /** A smoothed copy. */
  SliceStack smoothed(double inPlaneMm, double throughMm, Progress progress) {
    final double[] sigma = {inPlaneMm, inPlaneMm, throughMm};
    final Volume v = Volume.ofFloats(values, grid, "slices");
    return new SliceStack(GaussianFilter.smooth(v, sigma, progress).toFloats(), grid);
  }

  boolean isFlat() {
    for (float v : values) if (v != values[0]) return false;
    return true;
  }

  Grid grid() {
    return grid;
  }

  /** Whether a voxel position lies in the stack, to half a voxel. */
  boolean holds(double x, double y, double z) {
    return Math.abs(x - (nx - 1) / 2.0) <= nx / 2.0
        && Math.abs(y - (ny - 1) / 2.0) <= ny / 2.0
        && Math.abs(z - (nz - 1) / 2.0) <= nz / 2.0;
  }

  int width() {
    return nx;
  }

  int height() {
    return ny;
  }

  int depth() {
    return nz;
  }

  double spacing(int axis) {
    return axis == 0 ? sx : axis == 1 ? sy : sz;
  }

  /** Value at a point of a slice by linear interpolation; outside, the value at the border. */
  double at(double xMm, double yMm, int z) {
    final double x = Math.max(0, Math.min(nx - 1, xMm / sx));
    final double y = Math.max(0, Math.min(ny - 1, yMm / sy));
    final int i = Math.min((int) x, Math.max(0, nx - 2)),
        j = Math.min((int) y, Math.max(0, ny - 2));
    final double u = x - i, v = y - j;
    final int dx = nx > 1 ? 1 : 0, dy = ny > 1 ? nx : 0;
    final int o = i + nx * (j + ny * z);
    return (1 - v) * ((1 - u) * values[o] + u * values[o + dx])
        + v * ((1 - u) * values[o + dy] + u * values[o + dx + dy]);
  }
}
