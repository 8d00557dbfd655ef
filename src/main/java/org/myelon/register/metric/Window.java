package org.myelon.register.metric;

/** Sums over square windows. */
final class Window {

  private Window() {}

  /** Replaces each value of a slice by the sum over the window about it, cut at the border. */
  static void sum(double[] slice, int nx, int ny, int radius) {
    final double[] line = new double[Math.max(nx, ny)];
    for (int j = 0; j < ny; j++) sum(slice, j * nx, 1, nx, radius, line);
    for (int i = 0; i < nx; i++) sum(slice, i, nx, ny, radius, line);
  }

  private static void sum(
      double[] values, int start, int stride, int count, int radius, double[] line) {
    for (int i = 0; i < count; i++) line[i] = values[start + i * stride];
    for (int i = 0; i < count; i++) {
      final int end = Math.min(count - 1, i + radius);
      double sum = 0;
      for (int t = Math.max(0, i - radius); t <= end; t++) sum += line[t];
      values[start + i * stride] = sum;
    }
  }
}
