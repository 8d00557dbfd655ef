package org.myelon.image;

import static org.myelon.image.BSpline.mirror;
import static org.myelon.image.BSpline.weight;

/** Cubic B-spline with mirror boundary; the values are its coefficients. */
final class CubicSampler extends Sampler {

  CubicSampler(float[] coefficients, Grid grid) {
    super(coefficients, grid);
  }

  @Override
  public float at(double px, double py, double pz) {
    final double x = withinImage(px, nx), y = withinImage(py, ny), z = withinImage(pz, nz);
    final int i = (int) Math.floor(x), j = (int) Math.floor(y), k = (int) Math.floor(z);
    final double u = x - i, v = y - j, w = z - k;
    final int x0 = mirror(i - 1, nx), x1 = mirror(i, nx);
    final int x2 = mirror(i + 1, nx), x3 = mirror(i + 2, nx);
    final double u0 = weight(0, u), u1 = weight(1, u), u2 = weight(2, u), u3 = weight(3, u);
    double sum = 0;
    for (int c = 0; c < 4; c++) {
      final int plane = mirror(k - 1 + c, nz) * ny;
      double part = 0;
      for (int b = 0; b < 4; b++) {
        final int row = (plane + mirror(j - 1 + b, ny)) * nx;
        part +=
            weight(b, v)
                * (u0 * values[row + x0]
                    + u1 * values[row + x1]
                    + u2 * values[row + x2]
                    + u3 * values[row + x3]);
      }
      sum += weight(c, w) * part;
    }
    return (float) sum;
  }

  private static double withinImage(double c, int n) {
    return Math.max(-0.5, Math.min(n - 0.5, c));
  }
}
