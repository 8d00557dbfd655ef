package org.myelon.image;

/** Trilinear interpolation. */
final class LinearSampler extends Sampler {

  LinearSampler(float[] values, Grid grid) {
    super(values, grid);
  }

  @Override
  public float at(double px, double py, double pz) {
    final double x = clamp(px, nx), y = clamp(py, ny), z = clamp(pz, nz);
    final int i = (int) x, j = (int) y, k = (int) z;
    final double u = x - i, v = y - j, w = z - k;
    final int corner = (k * ny + j) * nx + i;
    final double near = plane(corner, u, v);
    return (float) (w == 0 ? near : near + w * (plane(corner + nx * ny, u, v) - near));
  }

  private double plane(int corner, double u, double v) {
    final double near = row(corner, u);
    return v == 0 ? near : near + v * (row(corner + nx, u) - near);
  }

  /** A neighbour with weight 0 is not read: it may be NaN or not there. */
  private double row(int corner, double u) {
    final double near = values[corner];
    return u == 0 ? near : near + u * (values[corner + 1] - near);
  }
}
