package org.myelon.register.diffeomorphic;

import org.myelon.register.lattice.Lattice;

/** Whether a displacement that is linear between voxels turns space inside out. */
final class Folds {

  private Folds() {}

  /**
   * Looks at the corners of all cells between voxels. In the slices that is all: the determinant of
   * a bilinear map takes its least value at a corner.
   *
   * @param u displacement in voxels; the third array may be null
   */
  static boolean any(Lattice lattice, float[][] u) {
    for (int n = 0; n < lattice.count(); n++) {
      final int[] at = {n % lattice.nx(), n / lattice.nx() % lattice.ny(), n / lattice.plane()};
      for (int corner = 0; corner < (u[2] == null ? 4 : 8); corner++)
        if (determinant(lattice, u, n, at, corner) <= 0) return true;
    }
    return false;
  }

  /** At a voxel, along the edges that the bits of the corner choose: forward or backward. */
  private static double determinant(Lattice lattice, float[][] u, int n, int[] at, int corner) {
    final double[][] m = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    int stride = 1;
    for (int a = 0; a < (u[2] == null ? 2 : 3); a++) {
      final int step = (corner >> a & 1) == 0 ? 1 : -1;
      final int to = at[a] + step;
      if (to >= 0 && to < lattice.extent(a))
        for (int c = 0; c < 3; c++)
          if (u[c] != null) m[c][a] += step * (u[c][n + step * stride] - u[c][n]);
      stride *= lattice.extent(a);
    }
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }
}
