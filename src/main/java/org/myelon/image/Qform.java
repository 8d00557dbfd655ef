package org.myelon.image;

/**
 * A NIfTI qform: a rigid place of the voxel grid, said by a rotation (unit quaternion a, b, c, d
 * with a left out), an offset and the voxel size. All numbers are kept as a file gives them, so
 * that it can be written back bit by bit.
 *
 * @param code what the place refers to (0: it says nothing, 1 scanner, 2 aligned, 3 Talairach, 4
 *     MNI, 5 other template)
 * @param b quaternion, x part
 * @param c quaternion, y part
 * @param d quaternion, z part
 * @param offset world place of voxel (0, 0, 0), three numbers in the file's unit
 * @param handedness -1 if the third axis is flipped after the rotation (qfac), else 1 or 0
 * @param spacing voxel size along the three axes in the file's unit
 */
public record Qform(
    int code, double b, double c, double d, double[] offset, double handedness, double[] spacing) {

  public Qform {
    offset = offset.clone();
    spacing = spacing.clone();
  }

  @Override
  public double[] offset() {
    return offset.clone();
  }

  @Override
  public double[] spacing() {
    return spacing.clone();
  }

  /** The voxel-to-world map it stands for; a missing (zero) voxel size counts as 1. */
  public Affine toAffine() {
    final double sum = b * b + c * c + d * d;
    // a quaternion longer than 1 by rounding is a rotation by 180 degrees
    final double scale = sum > 1 ? 1 / Math.sqrt(sum) : 1;
    final double x = b * scale, y = c * scale, z = d * scale, a = Math.sqrt(Math.max(0, 1 - sum));
    final double[] s = {size(0), size(1), size(2) * (handedness < 0 ? -1 : 1)};
    return new Affine(
        (a * a + x * x - y * y - z * z) * s[0],
        2 * (x * y - a * z) * s[1],
        2 * (x * z + a * y) * s[2],
        offset[0],
        2 * (x * y + a * z) * s[0],
        (a * a + y * y - x * x - z * z) * s[1],
        2 * (y * z - a * x) * s[2],
        offset[1],
        2 * (x * z - a * y) * s[0],
        2 * (y * z + a * x) * s[1],
        (a * a + z * z - x * x - y * y) * s[2],
        offset[2]);
  }

  private double size(int axis) {
    return spacing[axis] == 0 ? 1 : Math.abs(spacing[axis]);
  }

  /**
   * The qform of a voxel-to-world map without shear.
   *
   * @param voxelToWorld mm; its axes must be perpendicular, see {@link Affine#isSheared()}
   */
  public static Qform of(Affine voxelToWorld, int code) {
    final double[] spacing = new double[3];
    final double handedness = voxelToWorld.determinant() < 0 ? -1 : 1;
    final double[][] r = new double[3][3];
    for (int j = 0; j < 3; j++) {
      spacing[j] = voxelToWorld.spacing(j);
      for (int i = 0; i < 3; i++)
        r[i][j] = voxelToWorld.get(i, j) / spacing[j] * (j == 2 ? handedness : 1);
    }
    final double[] q = quaternion(r);
    final double[] offset = {
      voxelToWorld.get(0, 3), voxelToWorld.get(1, 3), voxelToWorld.get(2, 3)
    };
    return new Qform(code, q[1], q[2], q[3], offset, handedness, spacing);
  }

  /**
   * The unit quaternion (a, b, c, d), a not negative, of a rotation: computed from its largest
   * component, so that no digits are lost (Shepperd, J Guid Control 1978).
   */
  private static double[] quaternion(double[][] r) {
    final double trace = r[0][0] + r[1][1] + r[2][2];
    final double[] squares = {
      1 + trace, 1 + 2 * r[0][0] - trace, 1 + 2 * r[1][1] - trace, 1 + 2 * r[2][2] - trace
    };
    int k = 0;
    for (int i = 1; i < 4; i++) if (squares[i] > squares[k]) k = i;
    // the products 4 * q[i] * q[k] for all i, read from the rotation matrix
    final double ab = r[2][1] - r[1][2], ac = r[0][2] - r[2][0], ad = r[1][0] - r[0][1];
    final double bc = r[0][1] + r[1][0], bd = r[0][2] + r[2][0], cd = r[1][2] + r[2][1];
    final double[][] products = {
      {squares[0], ab, ac, ad},
      {ab, squares[1], bc, bd},
      {ac, bc, squares[2], cd},
      {ad, bd, cd, squares[3]}
    };
    double norm = 0;
    for (double p : products[k]) norm += p * p;
    final double[] q = new double[4];
    for (int i = 0; i < 4; i++)
      q[i] = products[k][i] / Math.sqrt(norm) * (products[k][0] < 0 ? -1 : 1);
    return q;
  }
}
