package org.myelon.image;

/** The value of the nearest voxel. */
final class NearestSampler extends Sampler {

  NearestSampler(float[] values, Grid grid) {
    super(values, grid);
  }

  @Override
  public float at(double x, double y, double z) {
    return values[(nearest(z, nz) * ny + nearest(y, ny)) * nx + nearest(x, nx)];
  }

  /** Half way goes down, whatever the rounding of the coordinate. */
  private static int nearest(double c, int n) {
    return (int) Math.ceil(clamp(c, n) - 0.5 - SNAP);
  }
}
