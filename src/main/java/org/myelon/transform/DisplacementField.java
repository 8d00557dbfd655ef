package org.myelon.transform;

import java.util.BitSet;
import org.myelon.image.Affine;
import org.myelon.image.Grid;

/**
 * A displacement in mm at each voxel of a grid, linear between them: q = p + u(p). Valid up to the
 * outer faces of the outermost voxels, where all voxels that take part in the interpolation are
 * valid.
 */
public final class DisplacementField implements Transform {

  /** Coordinates that are closer to a voxel centre than this count as that centre. */
  private static final double SNAP = 1e-6;

  private final Grid grid;
  private final Affine worldToVoxel;
  private final float[][] mm;
  private final BitSet valid;
  private final int[] size;

  /**
   * @param grid where the displacements are given
   * @param mm three arrays, x fastest: the parts of the displacement to the right, to anterior and
   *     to superior in mm; not copied
   * @param valid the voxels that count, x fastest; the numbers of the others are not looked at
   */
  public DisplacementField(Grid grid, float[][] mm, BitSet valid) {
    if (mm.length != 3) throw new IllegalArgumentException("three components needed");
    for (float[] component : mm)
      if (component.length != grid.voxelCount())
        throw new IllegalArgumentException("one number per voxel needed");
    this.grid = grid;
    this.worldToVoxel = grid.voxelToWorld().inverse();
    this.mm = mm.clone();
    this.valid = (BitSet) valid.clone();
    this.size = new int[] {grid.extent(0), grid.extent(1), grid.extent(2)};
  }

  public Grid grid() {
    return grid;
  }

  /** Whether a voxel counts; x fastest. */
  public boolean isValid(int voxel) {
    return valid.get(voxel);
  }

  /**
   * A part of a displacement, mm.
   *
   * @param component 0 to the right, 1 to anterior, 2 to superior
   * @param voxel x fastest
   */
  public float displacement(int component, int voxel) {
    return mm[component][voxel];
  }

  @Override
  public boolean apply(double[] p, double[] q) {
    final double[] c = worldToVoxel.apply(p);
    int corner = 0, stride = 1;
    final int[] step = new int[3];
    for (int a = 0; a < 3; a++) {
      if (!(c[a] >= -0.5 - SNAP && c[a] <= size[a] - 0.5 + SNAP)) return false;
      final double x = Math.max(0, Math.min(size[a] - 1, c[a]));
      final double whole = Math.rint(x);
      final int first = Math.abs(x - whole) < SNAP ? (int) whole : (int) x;
      c[a] = Math.abs(x - whole) < SNAP ? 0 : x - first;
      corner += first * stride;
      step[a] = stride;
      stride *= size[a];
    }
    return interpolate(corner, step, c, p, q);
  }

  /** A voxel with weight 0 is not looked at: it may be invalid or not there. */
  private boolean interpolate(int corner, int[] step, double[] part, double[] p, double[] q) {
    double x = p[0], y = p[1], z = p[2];
    for (int n = 0; n < 8; n++) {
      double weight = 1;
      int voxel = corner;
      for (int a = 0; a < 3; a++) {
        final boolean far = (n >> a & 1) == 1;
        weight *= far ? part[a] : 1 - part[a];
        if (far) voxel += step[a];
      }
      if (weight == 0) continue;
      if (!valid.get(voxel)) return false;
      x += weight * mm[0][voxel];
      y += weight * mm[1][voxel];
      z += weight * mm[2][voxel];
    }
    q[0] = x;
    q[1] = y;
    q[2] = z;
    return true;
  }

  /**
   * The map back, by iteration from the affine map that is nearest to this field.
   *
   * @throws org.myelon.step.InputException if no voxel is valid or they say no affine map
   */
  @Override
  public Transform inverse() {
    final double[] centre =
        grid.voxelToWorld().apply((size[0] - 1) / 2.0, (size[1] - 1) / 2.0, (size[2] - 1) / 2.0);
    return new InverseTransform(this, NearestAffine.of(this), centre);
  }
}
