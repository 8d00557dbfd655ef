package org.myelon.centerline;

import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/** Draws a centreline into an image. A point outside the image goes to its border. */
public final class CenterlineImage {

  private CenterlineImage() {}

  /**
   * The voxel nearest to each point.
   *
   * @param stored the orientation that the image shall have
   * @return 0 and 1, 8-bit
   */
  public static Volume discrete(Centerline line, Orientation stored, String name) {
    final Grid grid = line.grid();
    final byte[] values = new byte[Math.toIntExact(grid.voxelCount())];
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) {
      final int x = (int) Math.rint(clip(line.x(s), grid.extent(0)));
      final int y = (int) Math.rint(clip(line.y(s), grid.extent(1)));
      values[index(grid, x, y, s)] = 1;
    }
    return Volume.ofBytes(values, grid, name).reoriented(stored);
  }

  /**
   * Each point shared out to the four voxels of its slice round it (bilinear weights, 1 in all).
   *
   * @param stored the orientation that the image shall have
   * @return 0 to 1, float32
   */
  public static Volume soft(Centerline line, Orientation stored, String name) {
    final Grid grid = line.grid();
    final float[] values = new float[Math.toIntExact(grid.voxelCount())];
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) {
      final double x = clip(line.x(s), grid.extent(0)), y = clip(line.y(s), grid.extent(1));
      final int x0 = (int) x, y0 = (int) y;
      for (int j = y0; j <= Math.min(y0 + 1, grid.extent(1) - 1); j++)
        for (int i = x0; i <= Math.min(x0 + 1, grid.extent(0) - 1); i++)
          values[index(grid, i, j, s)] += (float) ((1 - Math.abs(x - i)) * (1 - Math.abs(y - j)));
    }
    return Volume.ofFloats(values, grid, name).reoriented(stored);
  }

  private static double clip(double v, int extent) {
    return Math.max(0, Math.min(extent - 1, v));
  }

  private static int index(Grid grid, int x, int y, int z) {
    return (z * grid.extent(1) + y) * grid.extent(0) + x;
  }
}
