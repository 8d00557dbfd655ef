package org.myelon.transform;

import org.myelon.image.Affine;
import org.myelon.image.Grid;

/**
 * A transform that says nothing about points which it would take out of an image.
 *
 * @param transform any
 * @param image the grid whose field of view, up to the outer faces of its voxels, counts
 */
public record BoundedTransform(Transform transform, Grid image, Affine worldToVoxel)
    implements Transform {

  public BoundedTransform(Transform transform, Grid image) {
    this(transform, image, image.voxelToWorld().inverse());
  }

  @Override
  public boolean apply(double[] p, double[] q) {
    if (!transform.apply(p, q)) return false;
    for (int a = 0; a < 3; a++) {
      final double c =
          worldToVoxel.get(a, 0) * q[0]
              + worldToVoxel.get(a, 1) * q[1]
              + worldToVoxel.get(a, 2) * q[2]
              + worldToVoxel.get(a, 3);
      if (!(c >= -0.5 && c <= image.size(a) - 0.5)) return false;
    }
    return true;
  }

  /** The map back of the whole transform, without bounds. */
  @Override
  public Transform inverse() {
    return transform.inverse();
  }
}
