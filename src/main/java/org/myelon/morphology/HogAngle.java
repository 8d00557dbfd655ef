package org.myelon.morphology;

/**
 * The rotation of the cord in a slice, from the image: the histogram of the directions of its
 * gradients near the cord is nearly symmetric about the anteroposterior axis of the cord. The best
 * axis is where the histogram agrees most with its mirror image, that is where its circular
 * convolution with itself is largest (C. Sun, Symmetry detection using gradient information,
 * Pattern Recogn Lett 1995, and the gradient histograms that SCT registers with).
 */
public final class HogAngle {

  /** Bins of the full circle, the first about the anterior direction. */
  private static final int BINS = 180;

  /** Largest angle looked for, degrees. */
  private static final int LARGEST = 40;

  /** Standard deviation of the smoothing of the histogram, bins. */
  private static final double SMOOTHING = 2;

  /** How gradients lose weight with their distance to the cord: exp(-d²/2V), mm². */
  private static final double VARIANCE = 30;

  private HogAngle() {}

  /**
   * @param image one slice, nx rows (right to left) of ny (posterior to anterior)
   * @param x centre of the cord
   * @param y centre of the cord
   * @param px size of a voxel, mm
   * @param py size of a voxel, mm
   * @return whole degrees, from the right-left axis of the image to that of the cord, positive in
   *     the direction from left to posterior
   */
  public static int of(double[] image, int nx, int ny, double x, double y, double px, double py) {
    final double[] h = smooth(histogram(image, nx, ny, x, y, px, py));
    int best = 0;
    for (int a = 1; a <= LARGEST; a++) {
      if (score(h, a) > score(h, best)) best = a;
      if (score(h, -a) > score(h, best)) best = -a;
    }
    return best;
  }

  /** How well the histogram agrees with its mirror image about an axis of so many degrees. */
  private static double score(double[] h, int degrees) {
    double s = 0;
    for (int i = 0; i < BINS; i++) s += h[i] * h[Math.floorMod(degrees - i, BINS)];
    return s;
  }

  private static double[] histogram(
      double[] image, int nx, int ny, double x, double y, double px, double py) {
    final double[] h = new double[BINS];
    for (int i = 1; i < nx - 1; i++)
      for (int j = 1; j < ny - 1; j++) {
        final int k = i * ny + j;
        final double gx = sobel(image, k, ny, 1) / px, gy = sobel(image, k, 1, ny) / py;
        final double size = Math.hypot(gx, gy);
        if (size == 0) continue;
        final double dx = (i - x) * px, dy = (j - y) * py;
        final double weight = size * Math.exp(-0.5 * (dx * dx + dy * dy) / VARIANCE);
        final double turn = Math.atan2(gx, gy) / (2 * Math.PI);
        h[Math.floorMod((int) Math.floor(turn * BINS + 0.5), BINS)] += weight;
      }
    return h;
  }

  /** Derivative along one axis, smoothed along the other one. */
  private static double sobel(double[] image, int k, int along, int across) {
    return (2 * (image[k + along] - image[k - along])
            + (image[k + along - across] - image[k - along - across])
            + (image[k + along + across] - image[k - along + across]))
        / 8;
  }

  private static double[] smooth(double[] h) {
    final double[] out = new double[BINS];
    final int reach = (int) (4 * SMOOTHING);
    double total = 0;
    for (int d = -reach; d <= reach; d++) {
      final double w = Math.exp(-0.5 * d * d / (SMOOTHING * SMOOTHING));
      total += w;
      for (int i = 0; i < BINS; i++) out[i] += w * h[Math.floorMod(i + d, BINS)];
    }
    for (int i = 0; i < BINS; i++) out[i] /= total;
    return out;
  }

  /**
   * The angles of neighbouring slices, smoothed by a Gaussian of 5 slices; mirrored at both ends.
   */
  static double[] smoothAlongCord(int[] angles) {
    final double sigma = 5;
    final int reach = (int) (4 * sigma), n = angles.length;
    final double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = 0, total = 0;
      for (int d = -reach; d <= reach; d++) {
        final double w = Math.exp(-0.5 * d * d / (sigma * sigma));
        final int p = Math.floorMod(i + d, 2 * n);
        sum += w * angles[p < n ? p : 2 * n - 1 - p];
        total += w;
      }
      out[i] = sum / total;
    }
    return out;
  }
}
