package org.myelon.transform;

import org.myelon.image.Affine;
import org.myelon.image.Grid;

/**
 * FSL's coordinates of an image: voxel index times voxel size, with x counted from the other end if
 * the voxel-to-world map has a positive determinant. They know nothing of where the image lies.
 * (FSL, FLIRT FAQ: What is the format of the matrix.)
 */
final class FslSpace {

  private FslSpace() {}

  static Affine voxelToMm(Grid grid) {
    final double[] mm = grid.spacing();
    final Affine scale = Affine.scale(mm[0], mm[1], mm[2]);
    if (grid.voxelToWorld().determinant() < 0) return scale;
    return new Affine(-mm[0], 0, 0, (grid.size(0) - 1) * mm[0], 0, mm[1], 0, 0, 0, 0, mm[2], 0);
  }

  static Affine worldToMm(Grid grid) {
    return voxelToMm(grid).after(grid.voxelToWorld().inverse());
  }
}
