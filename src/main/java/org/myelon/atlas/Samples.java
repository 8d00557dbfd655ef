package org.myelon.atlas;

/** The image and the weight at each voxel of {@link PartialVolumes}; weight 0: does not count. */
final class Samples {

  private final double[] values;
  private final double[] weights;

  /**
   * Of arrays of all voxels of the image.
   *
   * @param image RPI, x fastest; a voxel that is not finite does not count
   * @param weights same size, not negative; null for 1 everywhere
   * @param discardNegative whether a voxel below 0 does not count
   */
  Samples(PartialVolumes volumes, float[] image, float[] weights, boolean discardNegative) {
    values = new double[volumes.voxelCount()];
    this.weights = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      final float v = image[volumes.voxel(i)];
      if (!Float.isFinite(v) || discardNegative && v < 0) continue;
      values[i] = v;
      this.weights[i] = weights == null ? 1 : weights[volumes.voxel(i)];
    }
  }

  double value(int voxel) {
    return values[voxel];
  }

  double weight(int voxel) {
    return weights[voxel];
  }
}
