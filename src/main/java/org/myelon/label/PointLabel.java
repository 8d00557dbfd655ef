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

  /** "x,y,z,value" as SCT writes it, rounded to whole voxels. */
  @Override
  public String toString() {
    return String.format(
        "%d,%d,%d,%d",
        (long) Math.rint(voxel[0]), (long) Math.rint(voxel[1]), (long) Math.rint(voxel[2]), value);
  }
}
