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
  private static final double SNAP = 1e-4;

  private final Grid grid;
  private final Affine worldToVoxel;
  private final float[][] mm;
  private final BitSet valid;
  private final int[] size;

  /** Whether all voxels are valid. */
  private final boolean whole;

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
    this.whole = valid.nextClearBit(0) >= mm[0].length;
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
    final double px = p[0], py = p[1], pz = p[2];
    worldToVoxel.apply(p, q);
    if (!contains(q[0], size[0]) || !contains(q[1], size[1]) || !contains(q[2], size[2]))
      return false;
    final double x = within(q[0], size[0]), y = within(q[1], size[1]), z = within(q[2], size[2]);
    final int i = (int) x, j = (int) y, k = (int) z;
    final double u = x - i, v = y - j, w = z - k;
    final int corner = (k * size[1] + j) * size[0] + i;
    // a neighbour with weight 0 may be invalid or not there: the corner takes its place
    final int right = u == 0 ? 0 : 1, back = v == 0 ? 0 : size[0];
    final int up = w == 0 ? 0 : size[0] * size[1];
    if (!whole && !isCellValid(corner, right, back, up)) return false;
    q[0] = px + between(mm[0], corner, right, back, up, u, v, w);
    q[1] = py + between(mm[1], corner, right, back, up, u, v, w);
    q[2] = pz + between(mm[2], corner, right, back, up, u, v, w);
    return true;
  }

  private static boolean contains(double c, int n) {
    return c >= -0.5 - SNAP && c <= n - 0.5 + SNAP;
  }

  /** The coordinate within the voxel centres, whole if it nearly is. */
  private static double within(double c, int n) {
    final double x = Math.max(0, Math.min(n - 1, c));
    final double nearest = Math.rint(x);
    return Math.abs(x - nearest) < SNAP ? nearest : x;
  }

  private boolean isCellValid(int corner, int right, int back, int up) {
    return valid.get(corner)
        && valid.get(corner + right)
        && valid.get(corner + back)
        && valid.get(corner + back + right)
        && valid.get(corner + up)
        && valid.get(corner + up + right)
        && valid.get(corner + up + back)
        && valid.get(corner + up + back + right);
  }

  private static double between(
      float[] f, int corner, int right, int back, int up, double u, double v, double w) {
    final double low = inPlane(f, corner, right, back, u, v);
    return low + w * (inPlane(f, corner + up, right, back, u, v) - low);
  }

  private static double inPlane(float[] f, int corner, int right, int back, double u, double v) {
    final double near = f[corner] + u * (f[corner + right] - f[corner]);
    final int far = corner + back;
    return near + v * (f[far] + u * (f[far + right] - f[far]) - near);
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
