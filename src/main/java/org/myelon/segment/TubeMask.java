package org.myelon.segment;

import org.myelon.image.Grid;
import org.myelon.image.Volume;

/** Outlines to voxels: a voxel of which half the area lies inside is 1. */
final class TubeMask {

  /** Sub-samples of a voxel along each axis of the slice. */
  private static final int SAMPLES = 4;

  private final Grid grid;
  private final byte[] values;

  TubeMask(Grid rpi) {
    grid = rpi;
    values = new byte[Math.toIntExact(rpi.voxelCount())];
  }

  void fill(RadialContour c, int z) {
    final double r = c.largestRadius();
    final double[] mm = grid.spacing();
    final int[] low = new int[2], high = new int[2];
    for (int a = 0; a < 2; a++) {
      final double middle = a == 0 ? c.x() : c.y();
      low[a] = (int) Math.max(0, Math.floor((middle - r) / mm[a]));
      high[a] = (int) Math.min(grid.size(a) - 1, Math.ceil((middle + r) / mm[a]));
    }
    for (int y = low[1]; y <= high[1]; y++)
      for (int x = low[0]; x <= high[0]; x++)
        if (2 * covered(c, x, y, mm) >= SAMPLES * SAMPLES)
          values[(z * grid.extent(1) + y) * grid.extent(0) + x] = 1;
  }

  private static int covered(RadialContour c, int x, int y, double[] mm) {
    int inside = 0;
    for (int b = 0; b < SAMPLES; b++)
      for (int a = 0; a < SAMPLES; a++)
        if (c.contains(
            mm[0] * (x + (a + 0.5) / SAMPLES - 0.5), mm[1] * (y + (b + 0.5) / SAMPLES - 0.5)))
          inside++;
    return inside;
  }

  Volume volume(String name) {
    return Volume.ofBytes(values, grid, name);
  }
}
