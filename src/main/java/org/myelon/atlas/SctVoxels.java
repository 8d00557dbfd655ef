package org.myelon.atlas;

import java.util.List;

/**
 * The voxels of some slices as SCT takes them for maximum and median: also those outside the label.
 * Its median interpolates between sorted voxels, and those of weight 0 take part as points between
 * the others.
 */
final class SctVoxels {

  private final double[] values;
  private final double[] parts;

  /**
   * @param image the whole image, RPI, x fastest; a voxel that is not finite counts as 0
   */
  SctVoxels(PartialVolumes volumes, float[] image, AtlasLabel label, List<Integer> slices) {
    final int size = volumes.sliceSize();
    final boolean[] members = volumes.membersOf(label);
    values = new double[slices.size() * size];
    parts = new double[values.length];
    for (int k = 0; k < slices.size(); k++) {
      final int z = slices.get(k), shift = (k - z) * size;
      for (int i = z * size; i < (z + 1) * size; i++)
        values[i + shift] = Float.isFinite(image[i]) ? image[i] : 0;
      for (int v = volumes.begin(z); v < volumes.end(z); v++)
        if (Float.isFinite(image[volumes.voxel(v)]))
          parts[volumes.voxel(v) + shift] = volumes.partOf(v, members);
    }
  }

  double max() {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : values) max = Math.max(max, v);
    return max;
  }

  double median() {
    return LabelVoxels.of(values, parts).median();
  }
}
