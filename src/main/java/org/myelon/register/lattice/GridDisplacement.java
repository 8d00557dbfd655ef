package org.myelon.register.lattice;

import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.transform.InverseTransform;
import org.myelon.transform.Transform;

/**
 * A displacement in voxels at each voxel of a box, linear between them, and valid everywhere: a
 * point outside gets the displacement of the nearest point of the outermost voxel centres. Keeps
 * nothing for axes along which nothing moves.
 */
public final class GridDisplacement implements Transform {

  private final Grid grid;
  private final Lattice lattice;
  private final Affine worldToVoxel;
  private final float[][] voxels;

  /** First and last column, first and last row beyond which nothing moves in any slice. */
  private final int[] rim;

  /**
   * @param grid the box in the world
   * @param voxels three arrays, x fastest, the displacement along the axes of the grid in voxels;
   *     the third is null if no point leaves its slice; not copied
   */
  public GridDisplacement(Grid grid, float[][] voxels) {
    this.grid = grid;
    this.lattice = new Lattice(grid.extent(0), grid.extent(1), grid.extent(2), grid.spacing());
    this.worldToVoxel = grid.voxelToWorld().inverse();
    this.voxels = voxels.clone();
    this.rim = rim();
  }

  private int[] rim() {
    final int nx = lattice.nx(), ny = lattice.ny();
    final int[] rim = {nx, -1, ny, -1};
    for (float[] component : voxels) {
      if (component == null) continue;
      for (int n = 0; n < component.length; n++) {
        if (component[n] == 0) continue;
        final int x = n % nx, y = n / nx % ny;
        rim[0] = Math.min(rim[0], x - 1);
        rim[1] = Math.max(rim[1], x + 1);
        rim[2] = Math.min(rim[2], y - 1);
        rim[3] = Math.max(rim[3], y + 1);
      }
    }
    // what moves at the border of the lattice moves beyond it, too
    if (rim[0] < 0) rim[0] = Integer.MIN_VALUE;
    if (rim[1] >= nx) rim[1] = Integer.MAX_VALUE;
    if (rim[2] < 0) rim[2] = Integer.MIN_VALUE;
    if (rim[3] >= ny) rim[3] = Integer.MAX_VALUE;
    return rim;
  }

  @Override
  public boolean apply(double[] p, double[] q) {
    final double px = p[0], py = p[1], pz = p[2];
    worldToVoxel.apply(p, q);
    if (q[0] <= rim[0] || q[0] >= rim[1] || q[1] <= rim[2] || q[1] >= rim[3]) {
      q[0] = px;
      q[1] = py;
      q[2] = pz;
      return true;
    }
    // between the slices also a displacement within them changes
    final Cursor cursor = new Cursor(lattice, lattice.nz() == 1);
    cursor.set(q[0], q[1], q[2]);
    final double x = cursor.read(voxels[0]), y = cursor.read(voxels[1]);
    final double z = voxels[2] == null ? 0 : cursor.read(voxels[2]);
    final Affine a = grid.voxelToWorld();
    q[0] = px + a.get(0, 0) * x + a.get(0, 1) * y + a.get(0, 2) * z;
    q[1] = py + a.get(1, 0) * x + a.get(1, 1) * y + a.get(1, 2) * z;
    q[2] = pz + a.get(2, 0) * x + a.get(2, 1) * y + a.get(2, 2) * z;
    return true;
  }

  /**
   * Found by iteration; where the inverse is known, see {@link
   * org.myelon.transform.PairedTransform}.
   */
  @Override
  public Transform inverse() {
    final double[] centre =
        grid.voxelToWorld()
            .apply((lattice.nx() - 1) / 2.0, (lattice.ny() - 1) / 2.0, (lattice.nz() - 1) / 2.0);
    return new InverseTransform(this, Affine.IDENTITY, centre);
  }
}
