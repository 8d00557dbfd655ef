package org.myelon.register;

/**
 * The voxels of an axis-parallel box, x fastest: where a field or a level of an image is given.
 *
 * @param nx voxels to the left
 * @param ny voxels to anterior
 * @param nz voxels (slices) to superior
 * @param spacing voxel size in mm along the three axes
 */
record Lattice(int nx, int ny, int nz, double[] spacing) {

  int plane() {
    return nx * ny;
  }

  int count() {
    return nx * ny * nz;
  }

  int extent(int axis) {
    return axis == 0 ? nx : axis == 1 ? ny : nz;
  }

  /** The same box with another number of voxels along an axis. */
  Lattice with(int axis, int extent) {
    return new Lattice(
        axis == 0 ? extent : nx, axis == 1 ? extent : ny, axis == 2 ? extent : nz, spacing);
  }

  /** The smaller voxel size in the slices, mm. */
  double inPlane() {
    return Math.min(spacing[0], spacing[1]);
  }
}
