package org.myelon.atlas;

import java.util.Arrays;
import java.util.BitSet;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Divides an image by its own mean inside a mask. */
public enum Normalisation {
  /** Each slice by the mean of that slice. */
  SLICE,
  /** All by the mean of all slices. */
  WHOLE;

  /**
   * Reads the value of a command's key.
   *
   * @throws InputException if it is neither "slice" nor "whole"
   */
  public static Normalisation parse(String text) {
    return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
      case "slice", "sbs" -> SLICE;
      case "whole" -> WHOLE;
      default ->
          throw new InputException("normalizeMethod is '" + text + "'; give slice or whole.");
    };
  }

  /**
   * Changes the values of some slices.
   *
   * @param values of the image, RPI, x fastest
   * @param mask parts of voxels on the grid of the image; values that are not finite do not count
   * @param slices from the inferior end
   * @throws InputException if the mask has no voxel there or the mean is 0
   */
  void apply(float[] values, Volume mask, BitSet slices, Progress progress) {
    final int[] size =
        Arrays.stream(mask.grid().reoriented(Orientation.RPI).size())
            .mapToInt(i -> (int) i)
            .toArray();
    final int sliceSize = size[0] * size[1];
    final double[] sum = new double[size[2]], of = new double[size[2]];
    final SparseMap map = SparseMap.of(mask, slices, progress);
    for (int e = 0; e < map.count(); e++) {
      final int voxel = map.voxel(e), z = this == SLICE ? voxel / sliceSize : 0;
      if (!Float.isFinite(values[voxel])) continue;
      sum[z] += map.part(e) * values[voxel];
      of[z] += map.part(e);
    }
    for (int z = slices.nextSetBit(0); z >= 0; z = slices.nextSetBit(z + 1)) {
      final double mean = this == SLICE ? sum[z] / of[z] : sum[0] / of[0];
      if (!(Math.abs(mean) > 0))
        throw new InputException(
            "The image cannot be divided by its mean in "
                + mask
                + ": the mask is empty or the mean is 0"
                + (this == SLICE ? " in slice " + z : "")
                + ".");
      for (int i = z * sliceSize; i < (z + 1) * sliceSize; i++) values[i] /= mean;
    }
  }
}
