package org.myelon.segment.training;

import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/**
 * Values of the RPI view of an image, read between voxels in mm from the centre of its first voxel.
 */
final class VoxelBlock {

  final float[] values;
  final int nx;
  final int ny;
  final int nz;
  final double sx;
  final double sy;
  final double sz;

  VoxelBlock(float[] values, int[] size, double[] spacing) {
    this.values = values;
    nx = size[0];
    ny = size[1];
    nz = size[2];
    sx = spacing[0];
    sy = spacing[1];
    sz = spacing[2];
  }

  static VoxelBlock of(Volume image) {
    final Volume rpi = image.reoriented(Orientation.RPI);
    final int[] size = {rpi.grid().extent(0), rpi.grid().extent(1), rpi.grid().extent(2)};
    return new VoxelBlock(rpi.toFloats(), size, rpi.grid().spacing());
  }

  /**
   * The image in larger voxels: means of whole voxels that together are not wider than asked, as
   * windows of that spacing see it.
   */
  VoxelBlock inPlane(double spacing) {
    final int fx = factor(spacing, sx, nx), fy = factor(spacing, sy, ny);
    if (fx == 1 && fy == 1) return this;
    final int mx = nx / fx, my = ny / fy;
    final float[] out = new float[mx * my * nz];
    for (int z = 0; z < nz; z++)
      for (int y = 0; y < my * fy; y++) {
        final int row = (z * my + y / fy) * mx, from = (z * ny + y) * nx;
        for (int x = 0; x < mx * fx; x++) out[row + x / fx] += values[from + x] / (fx * fy);
      }
    return new VoxelBlock(out, new int[] {mx, my, nz}, new double[] {sx * fx, sy * fy, sz});
  }

  private static int factor(double spacing, double own, int count) {
    return Math.max(1, Math.min(count, (int) Math.floor(spacing / own + 1e-3)));
  }

  /**
   * Linear interpolation; above and below the outermost slice repeated, NaN half a voxel beyond the
   * outermost voxels of a slice.
   *
   * @param nearest whether to read the nearest slice instead of between two
   */
  float at(double x, double y, double z, boolean nearest) {
    final double i = x / sx, j = y / sy;
    if (!(i >= -0.5 && j >= -0.5 && i <= nx - 0.5 && j <= ny - 0.5)) return Float.NaN;
    final double k = Math.max(0, Math.min(nz - 1.0, nearest ? Math.rint(z / sz) : z / sz));
    final int k0 = (int) k;
    final float w = (float) (k - k0);
    final float below = inSlice(i, j, k0);
    return w == 0 ? below : below + w * (inSlice(i, j, k0 + 1) - below);
  }

  private float inSlice(double i, double j, int k) {
    final double x = Math.max(0, Math.min(nx - 1.0, i)), y = Math.max(0, Math.min(ny - 1.0, j));
    final int x0 = (int) x, y0 = (int) y;
    final float u = (float) (x - x0), v = (float) (y - y0);
    final int at = (k * ny + y0) * nx + x0;
    final int right = x0 + 1 < nx ? 1 : 0, up = y0 + 1 < ny ? nx : 0;
    final float low = values[at] + u * (values[at + right] - values[at]);
    final float high = values[at + up] + u * (values[at + up + right] - values[at + up]);
    return low + v * (high - low);
  }
}
