package org.myelon.label;

/**
 * A labelled point of an image.
 *
 * @param value not 0
 * @param voxel its place in voxels of the stored axes of that image, not necessarily whole numbers
 */
public record PointLabel(int value, double[] voxel) {

  public PointLabel {
    if (voxel.length != 3) throw new IllegalArgumentException("A point has three coordinates");
    voxel = voxel.clone();
  }

  @Override
  public double[] voxel() {
    return voxel.clone();
  }

  /** The coordinates as SCT writes them: "31,44,26,3", rounded to whole voxels. */
  @Override
  public String toString() {
    return Math.round(voxel[0])
        + ","
        + Math.round(voxel[1])
        + ","
        + Math.round(voxel[2])
        + ","
        + value;
  }
}
