package org.myelon.image;

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

  /** The cubic B-spline at distance t + 1, t, 1 - t and 2 - t. */
  private static double weight(int tap, double t) {
    final double r = 1 - t;
    return switch (tap) {
      case 0 -> r * r * r / 6;
      case 1 -> 2.0 / 3 - t * t * (2 - t) / 2;
      case 2 -> 2.0 / 3 - r * r * (2 - r) / 2;
      default -> t * t * t / 6;
    };
  }

  private static double withinImage(double c, int n) {
    return Math.max(-0.5, Math.min(n - 0.5, c));
  }

  /** The index reflected at the first and the last voxel centre. */
  private static int mirror(int index, int n) {
    if (index >= 0 && index < n) return index;
    if (n == 1) return 0;
    final int period = 2 * n - 2;
    final int m = Math.floorMod(index, period);
    return m < n ? m : period - m;
  }
}
