package org.myelon.segment;

import java.util.Arrays;
import org.myelon.image.Box;
import org.myelon.image.GaussianFilter;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/**
 * The axial slices of an image in RPI order as floats, and their sampling in millimetres. In-plane
 * positions are millimetres from the centre of the first voxel of the image, also in a stack that
 * holds a window of it only.
 */
final class SliceStack {

  private final float[] values;
  private final Grid grid;
  private final int nx, ny, nz;
  private final double sx, sy, sz;

  /** Voxels of the image before the first one of this stack, in the plane. */
  private final int beforeX, beforeY;

  SliceStack(float[] values, Grid rpi) {
    this(values, rpi, 0, 0);
  }

  private SliceStack(float[] values, Grid rpi, int beforeX, int beforeY) {
    this.beforeX = beforeX;
    this.beforeY = beforeY;
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

  /** The slices from first to last. */
  SliceStack part(int first, int last) {
    if (first == 0 && last == nz - 1) return this;
    final Grid part =
        grid.cut(new Box(new long[] {0, 0, first}, new long[] {nx - 1, ny - 1, last}));
    return new SliceStack(Arrays.copyOfRange(values, first * nx * ny, (last + 1) * nx * ny), part);
  }

  /** The window of all slices that reaches a margin beyond all points of a line; mm. */
  SliceStack window(double[] x, double[] y, double margin) {
    final int x0 = first(x, margin, sx), x1 = last(x, margin, sx, nx);
    final int y0 = first(y, margin, sy), y1 = last(y, margin, sy, ny);
    final int w = x1 - x0 + 1, h = y1 - y0 + 1;
    final float[] inside = new float[w * h * nz];
    for (int z = 0; z < nz; z++) {
      for (int j = 0; j < h; j++)
        System.arraycopy(values, x0 + nx * (y0 + j + ny * z), inside, w * (j + h * z), w);
    }
    final Grid part = grid.cut(new Box(new long[] {x0, y0, 0}, new long[] {x1, y1, nz - 1}));
    return new SliceStack(inside, part, beforeX + x0, beforeY + y0);
  }

  private static int first(double[] mm, double margin, double spacing) {
    return (int) Math.max(0, Math.floor((Arrays.stream(mm).min().orElse(0) - margin) / spacing));
  }

  private static int last(double[] mm, double margin, double spacing, int size) {
    final double most = Arrays.stream(mm).max().orElse(0);
    return (int) Math.min(size - 1, Math.ceil((most + margin) / spacing));
  }

  /** A smoothed copy. */
  SliceStack smoothed(double inPlaneMm, double throughMm, Progress progress) {
    final double[] sigma = {inPlaneMm, inPlaneMm, throughMm};
    final Volume v = Volume.ofFloats(values, grid, "slices");
    final float[] smooth = GaussianFilter.smooth(v, sigma, progress).toFloats();
    return new SliceStack(smooth, grid, beforeX, beforeY);
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
    final double x = Math.max(0, Math.min(nx - 1, xMm / sx - beforeX));
    final double y = Math.max(0, Math.min(ny - 1, yMm / sy - beforeY));
    final int i = Math.min((int) x, Math.max(0, nx - 2)),
        j = Math.min((int) y, Math.max(0, ny - 2));
    final double u = x - i, v = y - j;
    final int dx = nx > 1 ? 1 : 0, dy = ny > 1 ? nx : 0;
    final int o = i + nx * (j + ny * z);
    return (1 - v) * ((1 - u) * values[o] + u * values[o + dx])
        + v * ((1 - u) * values[o + dy] + u * values[o + dx + dy]);
  }
}
