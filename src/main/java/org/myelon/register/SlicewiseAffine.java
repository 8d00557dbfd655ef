package org.myelon.register;

import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.transform.Transform;

/**
 * A two-dimensional affine map in each slice of a grid, linear between the slices; below the first
 * and above the last one it goes on as in them. No point leaves its slice, so the inverse is exact.
 * Valid everywhere.
 */
public final class SlicewiseAffine implements Transform {

  /** Numbers of a map. */
  private static final int TERMS = 6;

  private final Affine voxelToWorld;
  private final Affine worldToVoxel;

  /** Six numbers a slice, in voxels: rows of the matrix with the shift behind them. */
  private final double[] maps;

  private final int slices;
  private final boolean backward;

  private SlicewiseAffine(Affine voxelToWorld, double[] maps, boolean backward) {
    this.voxelToWorld = voxelToWorld;
    this.worldToVoxel = voxelToWorld.inverse();
    this.maps = maps;
    this.slices = maps.length / TERMS;
    this.backward = backward;
  }

  /**
   * A transform of maps in millimetres.
   *
   * @param grid whose slices lie across its third axis
   * @param maps six numbers a slice: (x, y) becomes (m0 x + m1 y + m2, m3 x + m4 y + m5), x and y
   *     in mm along the first two axes of the grid from the centre of their first voxel; null where
   *     nothing is known, there the nearest slice that has one lends its own
   * @throws IllegalArgumentException if there is no map at all, or one turns a slice over or
   *     flattens it, also between two slices
   */
  public static SlicewiseAffine of(Grid grid, double[][] maps) {
    if (maps.length != grid.size(2)) throw new IllegalArgumentException("one map a slice needed");
    final double[] voxels = new double[TERMS * maps.length];
    final double px = grid.spacing()[0], py = grid.spacing()[1];
    for (int k = 0; k < maps.length; k++) {
      final double[] m = maps[nearest(maps, k)];
      final double[] v = {m[0], m[1] * py / px, m[2] / px, m[3] * px / py, m[4], m[5] / py};
      System.arraycopy(v, 0, voxels, TERMS * k, TERMS);
    }
    requireInvertible(voxels);
    return new SlicewiseAffine(grid.voxelToWorld(), voxels, false);
  }

  /** The slice nearest to k that has a map; of two the lower one. */
  private static int nearest(double[][] maps, int k) {
    for (int d = 0; d < maps.length; d++) {
      if (k - d >= 0 && maps[k - d] != null) return k - d;
      if (k + d < maps.length && maps[k + d] != null) return k + d;
    }
    throw new IllegalArgumentException("no slice has a map");
  }

  /**
   * The determinant between two slices is a quadratic function of the place, found from its values
   * at both and in the middle.
   */
  private static void requireInvertible(double[] maps) {
    final int count = maps.length / TERMS;
    for (int k = 0; k < count; k++) {
      final int next = Math.min(k + 1, count - 1);
      final double a = determinant(maps, k, next, 0), b = determinant(maps, k, next, 1);
      final double middle = determinant(maps, k, next, 0.5);
      final double bend = 2 * (a + b - 2 * middle), slope = b - a - bend;
      final double lowest = bend > 0 ? Math.max(0, Math.min(1, -slope / (2 * bend))) : 0;
      final double least = Math.min(Math.min(a, b), a + lowest * (slope + lowest * bend));
      if (!(least > 1e-6 && least < 1e6))
        throw new IllegalArgumentException("the map of slice " + k + " cannot be inverted");
    }
  }

  private static double determinant(double[] maps, int low, int high, double part) {
    final double[] m = new double[TERMS];
    for (int i = 0; i < TERMS; i++)
      m[i] = maps[TERMS * low + i] + part * (maps[TERMS * high + i] - maps[TERMS * low + i]);
    return m[0] * m[4] - m[1] * m[3];
  }

  @Override
  public boolean apply(double[] p, double[] q) {
    worldToVoxel.apply(p, q);
    final double z = Math.max(0, Math.min(slices - 1, q[2]));
    final int low = TERMS * (int) z, high = TERMS * Math.min((int) z + 1, slices - 1);
    final double part = z - (int) z;
    final double m0 = between(low, high, part), m1 = between(low + 1, high + 1, part);
    final double m3 = between(low + 3, high + 3, part), m4 = between(low + 4, high + 4, part);
    final double tx = between(low + 2, high + 2, part), ty = between(low + 5, high + 5, part);
    final double x = q[0], y = q[1];
    if (backward) {
      final double d = m0 * m4 - m1 * m3;
      q[0] = (m4 * (x - tx) - m1 * (y - ty)) / d;
      q[1] = (m0 * (y - ty) - m3 * (x - tx)) / d;
    } else {
      q[0] = m0 * x + m1 * y + tx;
      q[1] = m3 * x + m4 * y + ty;
    }
    voxelToWorld.apply(q, q);
    return true;
  }

  private double between(int low, int high, double part) {
    return maps[low] + part * (maps[high] - maps[low]);
  }

  @Override
  public Transform inverse() {
    return new SlicewiseAffine(voxelToWorld, maps, !backward);
  }
}
