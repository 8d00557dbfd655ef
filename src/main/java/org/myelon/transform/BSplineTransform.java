package org.myelon.transform;

import org.myelon.image.Affine;
import org.myelon.image.Grid;

/**
 * A displacement in mm given by a tensor product B-spline on a grid of control points: q = p +
 * sum<sub>k</sub> u<sub>k</sub> &beta;(c(p) - k). As in elastix, a point that some control points
 * of its neighbourhood lack (beyond the inner part of the grid) stays where it is.
 *
 * <p>D. Rueckert et al., Nonrigid registration using free-form deformations: application to breast
 * MR images, IEEE Trans Med Imaging 1999.
 */
public final class BSplineTransform implements Transform {

  /** A point at the rim is inside, whatever the rounding. */
  private static final double SNAP = 1e-6;

  private final Grid grid;
  private final int order;
  private final double[][] mm;
  private final Affine worldToControl;

  /**
   * @param grid the control points
   * @param order of the spline, 1 to 3
   * @param mm three arrays, x fastest: the coefficients of the displacement to the right, to
   *     anterior and to superior in mm; not copied
   */
  public BSplineTransform(Grid grid, int order, double[][] mm) {
    if (order < 1 || order > 3) throw new IllegalArgumentException("order " + order);
    if (mm.length != 3) throw new IllegalArgumentException("three components needed");
    for (double[] component : mm)
      if (component.length != grid.voxelCount())
        throw new IllegalArgumentException("one number per control point needed");
    this.grid = grid;
    this.order = order;
    this.mm = mm.clone();
    this.worldToControl = grid.voxelToWorld().inverse();
  }

  /** The control points. */
  public Grid grid() {
    return grid;
  }

  public int order() {
    return order;
  }

  /**
   * A coefficient, mm.
   *
   * @param component 0 to the right, 1 to anterior, 2 to superior
   * @param point x fastest
   */
  public double coefficient(int component, int point) {
    return mm[component][point];
  }

  @Override
  public boolean apply(double[] p, double[] q) {
    final double[] c = worldToControl.apply(p);
    final int nx = grid.extent(0), ny = grid.extent(1);
    final double[][] weights = new double[3][order + 1];
    final int[] first = new int[3];
    for (int a = 0; a < 3; a++) {
      final double from = c[a] - (order - 1) / 2.0;
      final int last = grid.extent(a) - 1 - order;
      if (last < 0 || !(from >= -SNAP && from <= last + 1 + SNAP)) return stays(p, q);
      first[a] = Math.max(0, Math.min(last, (int) Math.floor(from)));
      weights(c[a] - first[a], weights[a]);
    }
    double x = p[0], y = p[1], z = p[2];
    for (int k = 0; k <= order; k++)
      for (int j = 0; j <= order; j++) {
        final double w = weights[2][k] * weights[1][j];
        final int row = first[0] + nx * (first[1] + j + ny * (first[2] + k));
        for (int i = 0; i <= order; i++) {
          x += w * weights[0][i] * mm[0][row + i];
          y += w * weights[0][i] * mm[1][row + i];
          z += w * weights[0][i] * mm[2][row + i];
        }
      }
    q[0] = x;
    q[1] = y;
    q[2] = z;
    return true;
  }

  private static boolean stays(double[] p, double[] q) {
    System.arraycopy(p, 0, q, 0, 3);
    return true;
  }

  /** The B-splines about the first control points at a distance from the first of them. */
  private void weights(double distance, double[] w) {
    final double f = distance - order / 2;
    switch (order) {
      case 1 -> {
        w[0] = 1 - distance;
        w[1] = distance;
      }
      case 2 -> {
        w[0] = (0.5 - f) * (0.5 - f) / 2;
        w[1] = 0.75 - f * f;
        w[2] = (0.5 + f) * (0.5 + f) / 2;
      }
      default -> {
        w[0] = (1 - f) * (1 - f) * (1 - f) / 6;
        w[1] = (4 - 6 * f * f + 3 * f * f * f) / 6;
        w[3] = f * f * f / 6;
        w[2] = 1 - w[0] - w[1] - w[3];
      }
    }
  }

  /** The map back, by iteration from the affine map that is nearest. */
  @Override
  public Transform inverse() {
    return InverseTransform.within(this, inner());
  }

  /** Where the spline has all its control points, as a coarse grid. */
  private Grid inner() {
    final double[] m = new double[12];
    final long[] size = new long[3];
    for (int a = 0; a < 3; a++) {
      final double from = (order - 1) / 2.0, to = grid.size(a) - 1 - from;
      size[a] = to > from ? Math.min(12, 1 + grid.size(a)) : 1;
      m[5 * a] = size[a] > 1 ? (to - from) / (size[a] - 1) : 1;
      m[4 * a + 3] = from;
    }
    return new Grid(size, grid.voxelToWorld().after(new Affine(m)));
  }
}
