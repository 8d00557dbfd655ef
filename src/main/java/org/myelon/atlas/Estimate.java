package org.myelon.atlas;

import org.myelon.morphology.Region;

/**
 * The metric of one label in one region.
 *
 * @param label what it is of
 * @param region the slices it is of
 * @param size volume of the label in voxels: the sum of its parts where the image has a value
 * @param value NaN where the label has no voxel
 * @param standardDeviation of the voxels, weighted by their parts; NaN where it has none
 * @param effectiveVoxels number of equally weighted voxels that would be as much worth
 * @param condition of the matrix, for the methods that solve one; NaN for the others
 */
public record Estimate(
    AtlasLabel label,
    Region region,
    double size,
    double value,
    double standardDeviation,
    double effectiveVoxels,
    double condition) {

  /** Fewer voxels give values that hang on noise and on the edges of the label. */
  public static final int FEW_VOXELS = 30;

  /** Whether the label has voxels, but too few to be relied on. */
  public boolean isUncertain() {
    return size > 0 && size < FEW_VOXELS;
  }
}
