package org.myelon.transform;

import org.myelon.image.Affine;
import org.myelon.step.InputException;

/** The affine map that is nearest to a displacement field: least squares over its valid voxels. */
final class NearestAffine {

  private NearestAffine() {}

  /**
   * @throws InputException if no voxel is valid or the map is singular
   */
  static Affine of(DisplacementField field) {
    final Affine map = fit(field);
    if (!map.isUsable())
      throw new InputException(
          "The displacement field maps everything onto a plane or a point and has no inverse.");
    return map;
  }

  /** How the map changes volumes; 0 or about 0 if it maps everything onto a plane or a point. */
  static double determinant(DisplacementField field) {
    return fit(field).determinant();
  }

  private static Affine fit(DisplacementField field) {
    final int nx = field.grid().extent(0), ny = field.grid().extent(1);
    final double[][] normal = new double[4][4], right = new double[4][3];
    final double[] centre = new double[3];
    for (int a = 0; a < 3; a++) centre[a] = (field.grid().size(a) - 1) / 2.0;
    final int count = (int) field.grid().voxelCount();
    for (int voxel = 0; voxel < count; voxel++) {
      if (!field.isValid(voxel)) continue;
      // about the centre of the grid, so that the equations are well conditioned
      final double[] h = {
        voxel % nx - centre[0], voxel / nx % ny - centre[1], voxel / nx / ny - centre[2], 1
      };
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) normal[i][j] += h[i] * h[j];
        for (int j = 0; j < 3; j++) right[i][j] += h[i] * field.displacement(j, voxel);
      }
    }
    if (normal[3][3] == 0)
      throw new InputException(
          "The displacement field has no valid voxel and so no inverse; check its file.");
    final double[][] u = solve(normal, right);
    final double[] m = new double[12];
    for (int i = 0; i < 3; i++) {
      m[4 * i + 3] = u[3][i];
      for (int j = 0; j < 3; j++) {
        m[4 * i + j] = u[j][i];
        m[4 * i + 3] -= u[j][i] * centre[j];
      }
    }
    return plusIdentity(new Affine(m).after(field.grid().voxelToWorld().inverse()));
  }

  private static Affine plusIdentity(Affine displacement) {
    final double[] m = displacement.toArray();
    for (int i = 0; i < 3; i++) m[5 * i]++;
    return new Affine(m);
  }

  /**
   * Gauss-Jordan with diagonal pivots of a symmetric system; a direction in which all voxels agree
   * (a grid of one slice) has no slope.
   */
  private static double[][] solve(double[][] a, double[][] b) {
    final double scale = 1e-9 * (a[0][0] + a[1][1] + a[2][2] + a[3][3]);
    final boolean[] free = new boolean[4];
    for (int p = 0; p < 4; p++) {
      if (a[p][p] <= (p < 3 ? scale : 0)) {
        free[p] = true;
        continue;
      }
      for (int i = 0; i < 4; i++) {
        if (i == p) continue;
        final double f = a[i][p] / a[p][p];
        for (int j = 0; j < 4; j++) a[i][j] -= f * a[p][j];
        for (int j = 0; j < 3; j++) b[i][j] -= f * b[p][j];
      }
    }
    final double[][] x = new double[4][3];
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < 3; j++) x[i][j] = free[i] ? 0 : b[i][j] / a[i][i];
    return x;
  }
}
