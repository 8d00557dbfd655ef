package org.myelon.register.lattice;

/**
 * The voxels of an axis-parallel box, x fastest: where a field or a level of an image is given.
 *
 * @param nx voxels to the left
 * @param ny voxels to anterior
 * @param nz voxels (slices) to superior
 * @param spacing voxel size in mm along the three axes
 */
public record Lattice(int nx, int ny, int nz, double[] spacing) {

  /** Voxels of a slice. */
  public int plane() {
    return nx * ny;
  }

  /** Voxels of all slices. */
  public int count() {
    return nx * ny * nz;
  }

  /** Voxels along an axis: 0, 1, 2 for x, y, z. */
  public int extent(int axis) {
    return axis == 0 ? nx : axis == 1 ? ny : nz;
  }

  /** The same box with another number of voxels along an axis. */
  public Lattice with(int axis, int extent) {
    return new Lattice(
        axis == 0 ? extent : nx, axis == 1 ? extent : ny, axis == 2 ? extent : nz, spacing);
  }

  /** The smaller voxel size in the slices, mm. */
  public double inPlane() {
    return Math.min(spacing[0], spacing[1]);
  }
}
