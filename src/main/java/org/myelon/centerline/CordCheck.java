package org.myelon.centerline;

import java.util.Arrays;
import org.myelon.image.Affine;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Tells a mask of a cord from others, by the line that was fitted to it. */
final class CordCheck {

  private static final double FARTHEST_MM = 3;

  /** Part of the slices in which the line may be that far away. */
  private static final double MOST_SLICES = 0.1;

  private static final int FEWEST_SLICES = 3;

  private CordCheck() {}

  /**
   * Refuses a mask of fewer than three slices, and one whose line runs beside it.
   *
   * @throws InputException naming the mask and a slice
   */
  static void require(Volume mask, Centerline line, Progress progress) {
    final int slices = line.lastSlice() - line.firstSlice() + 1;
    if (slices < FEWEST_SLICES)
      throw new InputException(
          String.format(
              "%s has only %d slices with voxels, at least %d are needed: give a mask of a longer"
                  + " part of the cord.",
              mask, slices, FEWEST_SLICES));
    final double[] nearest = new double[line.grid().extent(2)];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    final Affine toWorld = line.grid().voxelToWorld();
    NonZeroVoxels.visit(
        mask,
        Orientation.RPI,
        progress,
        (x, y, z, value) -> {
          final double[] d = toWorld.applyToVector(x - line.x(z), y - line.y(z), 0);
          nearest[z] = Math.min(nearest[z], Vector.norm(d));
        });
    int filled = 0, beside = 0, one = 0;
    for (int s = 0; s < nearest.length; s++) {
      if (nearest[s] == Double.POSITIVE_INFINITY) continue;
      filled++;
      if (nearest[s] <= FARTHEST_MM) continue;
      beside++;
      one = s;
    }
    if (beside > MOST_SLICES * filled)
      throw new InputException(
          String.format(
              "The line through %s runs beside it in %d of %d slices, such as %d from below:"
                  + " it has several objects. Give a mask of the cord alone.",
              mask, beside, filled, one));
  }
}
