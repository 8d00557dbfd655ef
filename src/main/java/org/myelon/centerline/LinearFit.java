package org.myelon.centerline;

import java.util.Arrays;

/**
 * Straight pieces between the points, constant beyond them, then a Hanning window. At both ends the
 * line is continued by its point reflection, so that the end points stay where they are. A window
 * that is longer than the line is cut to its length. The slope is the central difference, at the
 * two ends the one-sided one.
 *
 * @param smooth length of the window in mm, made odd in slices; below 3 slices nothing is smoothed
 * @param thickness distance of the slices in mm
 */
record LinearFit(double smooth, double thickness) implements CurveFit.Single {

  @Override
  public Track fit(double[] z, double[] values, int first, int last) {
    final double[] line = new double[last - first + 1];
    for (int i = 0; i < line.length; i++) line[i] = interpolate(z, values, first + i);
    final double[] smoothed = smooth(line, window(line.length));
    return new Track(smoothed, slope(smoothed));
  }

  static double interpolate(double[] z, double[] values, double at) {
    final int i = Arrays.binarySearch(z, at);
    if (i >= 0) return values[i];
    final int right = -i - 1;
    if (right == 0) return values[0];
    if (right == z.length) return values[z.length - 1];
    final double t = (at - z[right - 1]) / (z[right] - z[right - 1]);
    return values[right - 1] + t * (values[right] - values[right - 1]);
  }

  /** The weights of the window, an odd number of them with the sum 1. */
  private double[] window(int slices) {
    final int wanted = (int) Math.min(slices, Math.ceil(smooth / thickness));
    int length = wanted / 2 * 2 + 1;
    if (length > slices) length -= 2;
    if (length < 3) return new double[] {1};
    final double[] w = new double[length];
    double sum = 0;
    for (int i = 0; i < length; i++)
      sum += w[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (length - 1));
    for (int i = 0; i < length; i++) w[i] /= sum;
    return w;
  }

  private static double[] smooth(double[] line, double[] window) {
    final int half = window.length / 2;
    final double[] smoothed = new double[line.length];
    for (int i = 0; i < line.length; i++)
      for (int j = -half; j <= half; j++) smoothed[i] += window[half + j] * reflected(line, i + j);
    return smoothed;
  }

  private static double reflected(double[] line, int i) {
    final int last = line.length - 1;
    if (i < 0) return 2 * line[0] - line[-i];
    return i > last ? 2 * line[last] - line[2 * last - i] : line[i];
  }

  private static double[] slope(double[] line) {
    final int last = line.length - 1;
    final double[] slope = new double[line.length];
    for (int i = 0; i < line.length && last > 0; i++) {
      final int a = Math.max(0, i - 1), b = Math.min(last, i + 1);
      slope[i] = (line[b] - line[a]) / (b - a);
    }
    return slope;
  }
}
