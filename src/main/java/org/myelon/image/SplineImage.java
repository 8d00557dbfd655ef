package org.myelon.image;

import static org.myelon.image.BSpline.mirror;
import static org.myelon.image.BSpline.slope;
import static org.myelon.image.BSpline.weight;

import org.myelon.step.Progress;

/**
 * A 3-D image as a cubic B-spline that passes through its voxels, with its slope: what
 * registrations compare. Beyond the outermost voxel centres it goes on as at them. Immutable, for
 * any number of threads.
 */
public final class SplineImage {

  private final float[] coefficients;
  private final int nx;
  private final int ny;
  private final int nz;

  private SplineImage(float[] coefficients, Grid grid) {
    this.coefficients = coefficients;
    this.nx = grid.extent(0);
    this.ny = grid.extent(1);
    this.nz = grid.extent(2);
  }

  /**
   * @param image 3-D; along an axis of one voxel it is the same everywhere
   * @throws org.myelon.step.InputException if it holds NaN or infinite values
   */
  public static SplineImage of(Volume image, Progress progress) {
    return new SplineImage(BSpline.coefficients(image, progress), image.grid());
  }

  /**
   * Value and slope at a point.
   *
   * @param p voxel coordinates, the centre of a voxel at whole numbers
   * @param slope receives the derivative by each coordinate, per voxel; beyond the outermost
   *     centres of an axis it is 0 along that axis
   */
  public double at(double[] p, double[] slope) {
    final double x = within(p[0], nx), y = within(p[1], ny), z = within(p[2], nz);
    final int i = first(x, nx), j = first(y, ny), k = first(z, nz);
    final double u = x - i, v = y - j, w = z - k;
    final int x0 = mirror(i - 1, nx), x1 = i, x2 = mirror(i + 1, nx), x3 = mirror(i + 2, nx);
    final double u0 = weight(0, u), u1 = weight(1, u), u2 = weight(2, u), u3 = weight(3, u);
    final double s0 = slope(0, u), s1 = slope(1, u), s2 = slope(2, u), s3 = slope(3, u);
    double value = 0, dx = 0, dy = 0, dz = 0;
    for (int c = nz == 1 ? 1 : 0; c < (nz == 1 ? 2 : 4); c++) {
      final int plane = mirror(k - 1 + c, nz) * ny;
      double of = 0, ofX = 0, ofY = 0;
      for (int b = 0; b < 4; b++) {
        final int row = (plane + mirror(j - 1 + b, ny)) * nx;
        final double c0 = coefficients[row + x0], c1 = coefficients[row + x1];
        final double c2 = coefficients[row + x2], c3 = coefficients[row + x3];
        final double line = u0 * c0 + u1 * c1 + u2 * c2 + u3 * c3;
        final double weight = weight(b, v);
        of += weight * line;
        ofX += weight * (s0 * c0 + s1 * c1 + s2 * c2 + s3 * c3);
        ofY += slope(b, v) * line;
      }
      final double weight = nz == 1 ? 1 : weight(c, w);
      value += weight * of;
      dx += weight * ofX;
      dy += weight * ofY;
      if (nz > 1) dz += slope(c, w) * of;
    }
    slope[0] = x == p[0] ? dx : 0;
    slope[1] = y == p[1] ? dy : 0;
    slope[2] = z == p[2] ? dz : 0;
    return value;
  }

  private static double within(double c, int n) {
    return Math.max(0, Math.min(n - 1, c));
  }

  /** The voxel at or before a coordinate, but not the last one. */
  private static int first(double c, int n) {
    return Math.max(0, Math.min(n - 2, (int) c));
  }
}
