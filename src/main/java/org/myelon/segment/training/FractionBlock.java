package org.myelon.segment.training;

/**
 * Fractions from 0 to 1 on a grid of the RPI view, one byte each, kept only where there are any;
 * read between voxels in mm from the centre of the image's first voxel, 0 elsewhere.
 */
final class FractionBlock {

  private final byte[] values;
  private final int[] from = new int[3];
  private final int[] size = new int[3];
  private final double[] spacing;

  /**
   * @param block values from 0 to 1, those beyond are taken as the nearest
   */
  FractionBlock(VoxelBlock block) {
    spacing = new double[] {block.sx, block.sy, block.sz};
    final int[] n = {block.nx, block.ny, block.nz};
    final int[] low = n.clone(), high = {-1, -1, -1};
    for (int i = 0; i < block.values.length; i++)
      if (block.values[i] > 0) {
        final int[] at = {i % n[0], i / n[0] % n[1], i / n[0] / n[1]};
        for (int a = 0; a < 3; a++) {
          low[a] = Math.min(low[a], at[a]);
          high[a] = Math.max(high[a], at[a]);
        }
      }
    for (int a = 0; a < 3; a++) {
      from[a] = low[a] - 1;
      size[a] = Math.max(0, high[a] - low[a] + 1) + 2;
    }
    values = new byte[size[0] * size[1] * size[2]];
    for (int z = low[2]; z <= high[2]; z++)
      for (int y = low[1]; y <= high[1]; y++)
        for (int x = low[0]; x <= high[0]; x++)
          values[index(x - from[0], y - from[1], z - from[2])] =
              (byte)
                  Math.round(
                      255 * Math.max(0, Math.min(1, block.values[(z * n[1] + y) * n[0] + x])));
  }

  private int index(int x, int y, int z) {
    return (z * size[1] + y) * size[0] + x;
  }

  float at(double x, double y, double z) {
    final double px = x / spacing[0] - from[0], py = y / spacing[1] - from[1];
    final double pz = z / spacing[2] - from[2];
    if (!(px >= 0 && py >= 0 && pz >= 0)
        || !(px < size[0] - 1 && py < size[1] - 1 && pz < size[2] - 1)) return 0;
    final int i = (int) px, j = (int) py, k = (int) pz;
    final int at = index(i, j, k);
    final float u = (float) (px - i), v = (float) (py - j), w = (float) (pz - k);
    final float low = plane(at, u, v), high = plane(at + size[0] * size[1], u, v);
    return (low + w * (high - low)) * (1 / 255f);
  }

  private float plane(int at, float u, float v) {
    final float a = value(at), b = value(at + 1);
    final float c = value(at + size[0]), d = value(at + size[0] + 1);
    final float low = a + u * (b - a);
    return low + v * (c + u * (d - c) - low);
  }

  private int value(int at) {
    return values[at] & 0xff;
  }
}
