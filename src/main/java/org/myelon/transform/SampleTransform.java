package org.myelon.transform;

import java.util.BitSet;
import org.myelon.image.Affine;
import org.myelon.image.Box;
import org.myelon.image.Grid;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/** Makes a displacement field of any transform: what it does to each voxel of a grid. */
public final class SampleTransform {

  private SampleTransform() {}

  /**
   * @param transform any
   * @param grid where it is evaluated
   * @param progress listens, and may cancel
   * @return the displacements at the voxel centres in mm, masked where the transform says nothing
   * @throws InputException if the grid is too large for one array, or the transform says nothing
   *     about any voxel of it
   * @implNote op names='myelon.transform.sample'
   */
  public static DisplacementField run(Transform transform, Grid grid, Progress progress) {
    return run(transform, grid, Box.of(grid), progress);
  }

  /**
   * Samples a part of a grid.
   *
   * @param within the voxels where it is evaluated; the others are masked
   */
  public static DisplacementField run(
      Transform transform, Grid grid, Box within, Progress progress) {
    grid.requireFits("The displacement field");
    final float[][] mm = new float[3][(int) grid.voxelCount()];
    final int nx = grid.extent(0), ny = grid.extent(1), nz = grid.extent(2);
    final BitSet[] planes = new BitSet[nz];
    Parallel.forEach(
        nz,
        "sampling the transform",
        progress,
        k -> planes[k] = plane(transform, grid, within, k, mm));
    final BitSet valid = new BitSet(nx * ny * nz);
    for (int k = 0; k < nz; k++)
      for (int i = planes[k].nextSetBit(0); i >= 0; i = planes[k].nextSetBit(i + 1))
        valid.set(k * nx * ny + i);
    if (valid.isEmpty())
      throw new InputException(
          "The transform says nothing about any voxel of the reference: check that they belong"
              + " together, and the order and direction of the transforms.");
    return new DisplacementField(grid, mm, valid);
  }

  /** What was done. */
  public static Methods methods() {
    return new Methods(
        "The transforms were composed as functions and sampled once as a displacement field on the"
            + " reference grid.");
  }

  /** One plane of the field; the voxels of the plane that are valid. */
  private static BitSet plane(Transform transform, Grid grid, Box within, int k, float[][] mm) {
    final Affine world = grid.voxelToWorld();
    final int nx = grid.extent(0), count = nx * grid.extent(1);
    final long[] min = within.min(), max = within.max();
    final BitSet valid = new BitSet(count);
    if (k < min[2] || k > max[2]) return valid;
    final double[] p = new double[3], q = new double[3];
    for (int y = (int) min[1]; y <= max[1]; y++)
      for (int x = (int) min[0]; x <= max[0]; x++) {
        p[0] = x;
        p[1] = y;
        p[2] = k;
        world.apply(p, p);
        if (!transform.apply(p, q)) continue;
        final int n = y * nx + x;
        valid.set(n);
        for (int a = 0; a < 3; a++) mm[a][k * count + n] = (float) (q[a] - p[a]);
      }
    return valid;
  }
}
