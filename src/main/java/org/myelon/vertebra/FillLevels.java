package org.myelon.vertebra;

import org.myelon.image.Grid;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/** Gives the cord beyond the labelled levels the level that is nearest, as SCT can. */
final class FillLevels {

  private FillLevels() {}

  /** The level of the nearest slice that has one, for each voxel of the cord. */
  static Volume run(Volume levels, Volume cord) {
    final Grid rpi = levels.grid().reoriented(Orientation.RPI);
    final int[] level = nearest(levels, rpi.extent(2));
    final byte[] filled = new byte[Math.toIntExact(rpi.voxelCount())];
    NonZeroVoxels.visit(
        cord,
        Orientation.RPI,
        Progress.NONE,
        (x, y, z, value) -> filled[(z * rpi.extent(1) + y) * rpi.extent(0) + x] = (byte) level[z]);
    return Volume.ofBytes(filled, rpi, levels.name()).reoriented(levels.orientation());
  }

  private static int[] nearest(Volume levels, int slices) {
    final int[] own = new int[slices];
    NonZeroVoxels.visit(
        levels, Orientation.RPI, Progress.NONE, (x, y, z, value) -> own[z] = (int) value);
    final int[] all = new int[slices];
    for (int z = 0; z < slices; z++)
      for (int d = 0; d < slices && all[z] == 0; d++) {
        if (z + d < slices && own[z + d] != 0) all[z] = own[z + d];
        else if (z - d >= 0) all[z] = own[z - d];
      }
    return all;
  }
}
