package org.myelon.register.lattice;

import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.register.Pair;
import org.myelon.register.StepImages;
import org.myelon.step.InputException;

/**
 * Which voxels of two images can say how one is deformed into the other.
 *
 * @param weight 1 for those that count, x fastest
 * @param columns the voxels of a slice that count, or lie beside them, in any slice
 */
public record Evidence(float[] weight, boolean[] columns) {

  /**
   * @param images their mask says where the fixed image counts
   * @param pair of them
   * @param planar whether nothing leaves its slice: then a slice in which one of the images is the
   *     same everywhere, such as one without the object, says nothing
   * @throws InputException if no voxel is left
   */
  public static Evidence of(StepImages images, Pair pair, boolean planar) {
    final Grid grid = images.grid();
    final float[] fixed = pair.fixed().toFloats(), moving = pair.moving().toFloats();
    final float[] mask = images.mask().map(Volume::toFloats).orElse(null);
    final int plane = grid.extent(0) * grid.extent(1);
    final float[] weight = new float[fixed.length];
    final boolean[] columns = new boolean[plane];
    boolean found = false;
    for (int from = 0; from < weight.length; from += plane) {
      if (planar && (isEven(fixed, from, plane) || isEven(moving, from, plane))) continue;
      for (int n = 0; n < plane; n++) {
        if (mask != null && !(mask[from + n] > 0.5f)) continue;
        weight[from + n] = 1;
        if (mask == null && fixed[from + n] == 0 && moving[from + n] == 0) continue;
        columns[n] = true;
        found = true;
      }
    }
    if (!found)
      throw new InputException(
          pair.fixed().name()
              + " and "
              + pair.moving().name()
              + " have no slice in which both show something"
              + (mask == null ? "" : " inside the mask")
              + ": check that they overlap.");
    return new Evidence(weight, columns);
  }

  private static boolean isEven(float[] values, int from, int count) {
    for (int n = from + 1; n < from + count; n++) if (values[n] != values[from]) return false;
    return true;
  }
}
