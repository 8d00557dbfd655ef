package org.myelon.image;

/** The label that linear interpolation of each label on its own gives the largest part. */
final class LabelSampler extends Sampler {

  private static final double HALF = 0.5 + SNAP;

  LabelSampler(float[] values, Grid grid) {
    super(values, grid);
  }

  @Override
  public float at(double px, double py, double pz) {
    final double x = clamp(px, nx), y = clamp(py, ny), z = clamp(pz, nz);
    final int i = (int) x, j = (int) y, k = (int) z;
    final double u = x - i, v = y - j, w = z - k;
    final int corner = (k * ny + j) * nx + i;
    final int right = u == 0 ? 0 : 1, back = v == 0 ? 0 : nx, up = w == 0 ? 0 : nx * ny;
    if (allSame(corner, right, back, up)) return values[corner];
    return winner(corner, right, back, up, u, v, w);
  }

  private boolean allSame(int corner, int right, int back, int up) {
    final float first = values[corner];
    return values[corner + right] == first
        && values[corner + back] == first
        && values[corner + back + right] == first
        && values[corner + up] == first
        && values[corner + up + right] == first
        && values[corner + up + back] == first
        && values[corner + up + back + right] == first;
  }

  private float winner(int corner, int right, int back, int up, double u, double v, double w) {
    final float[] labels = new float[8];
    final double[] parts = new double[8];
    int count = 0;
    // from the nearest voxel on (half way: the lower index), so that no label gains from ties
    final int nearest = (u > HALF ? 1 : 0) + (v > HALF ? 2 : 0) + (w > HALF ? 4 : 0);
    for (int m = 0; m < 8; m++) {
      final int n = m ^ nearest;
      final boolean r = (n & 1) != 0, b = (n & 2) != 0, t = (n & 4) != 0;
      final double part = (r ? u : 1 - u) * (b ? v : 1 - v) * (t ? w : 1 - w);
      if (part == 0) continue;
      final float label = values[corner + (r ? right : 0) + (b ? back : 0) + (t ? up : 0)];
      int l = 0;
      while (l < count && labels[l] != label) l++;
      if (l == count) labels[count++] = label;
      parts[l] += part;
    }
    return largest(labels, parts, count);
  }

  private static float largest(float[] labels, double[] parts, int count) {
    int best = 0;
    for (int l = 1; l < count; l++) if (parts[l] > parts[best] + SNAP) best = l;
    return labels[best];
  }
}
