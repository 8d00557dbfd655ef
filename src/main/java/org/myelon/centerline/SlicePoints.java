package org.myelon.centerline;

import java.util.stream.IntStream;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * The centres of a mask, slice by slice from the inferior end: the plain mean of the indices of all
 * voxels that are not zero, in voxels of the RPI-oriented grid. Empty slices are left out; NaN
 * counts as zero.
 *
 * @param z slice indices, ascending
 * @param x mean index from right to left
 * @param y mean index from posterior to anterior
 */
record SlicePoints(double[] z, double[] x, double[] y) {

  /**
   * @throws InputException if the mask is no single volume or is empty
   */
  static SlicePoints of(Volume mask, Progress progress) {
    final int slices = mask.require3D().grid().reoriented(Orientation.RPI).extent(2);
    final long[] count = new long[slices], sumX = new long[slices], sumY = new long[slices];
    NonZeroVoxels.visit(
        mask,
        Orientation.RPI,
        progress,
        (x, y, z, value) -> {
          count[z]++;
          sumX[z] += x;
          sumY[z] += y;
        });
    final int[] filled = IntStream.range(0, slices).filter(s -> count[s] > 0).toArray();
    if (filled.length == 0)
      throw new InputException(
          mask + " is empty: no voxel is different from zero. Give a mask of the cord.");
    final SlicePoints points =
        new SlicePoints(
            new double[filled.length], new double[filled.length], new double[filled.length]);
    for (int i = 0; i < filled.length; i++) {
      final int s = filled[i];
      points.z[i] = s;
      points.x[i] = sumX[s] / (double) count[s];
      points.y[i] = sumY[s] / (double) count[s];
    }
    return points;
  }

  int firstSlice() {
    return (int) z[0];
  }

  int lastSlice() {
    return (int) z[z.length - 1];
  }
}
