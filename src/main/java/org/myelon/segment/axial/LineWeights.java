package org.myelon.segment.axial;

import java.util.Arrays;

/**
 * How the pixels of one line are made from those of another at another place and spacing: each is
 * the mean of what it covers, taken as wide as a pixel of the source where it is smaller. So a
 * finer line is interpolated linearly, and a coarser one averaged without aliasing; the two meet
 * where the spacings are equal.
 */
final class LineWeights {

  private final int[] first;
  private final double[][] weights;

  /**
   * @param count pixels of the new line
   * @param start centre of its first pixel, in pixels of the source (0: centre of its first)
   * @param step distance of its pixels, in pixels of the source
   * @param sourceCount pixels of the source
   */
  LineWeights(int count, double start, double step, int sourceCount) {
    first = new int[count];
    weights = new double[count][];
    final double half = Math.max(1, step) / 2;
    for (int i = 0; i < count; i++) {
      final double at = start + i * step;
      if (!(at >= -0.5 && at <= sourceCount - 0.5)) continue;
      final int from = (int) Math.max(0, Math.ceil(at - half - 0.5));
      final int to = (int) Math.min(sourceCount - 1.0, Math.floor(at + half + 0.5));
      first[i] = from;
      weights[i] = weights(at, half, from, to);
    }
  }

  private static double[] weights(double at, double half, int from, int to) {
    final double[] w = new double[to - from + 1];
    double sum = 0;
    for (int q = from; q <= to; q++) {
      w[q - from] = Math.max(0, Math.min(at + half, q + 0.5) - Math.max(at - half, q - 0.5));
      sum += w[q - from];
    }
    for (int k = 0; k < w.length; k++) w[k] /= sum;
    return w;
  }

  /** Whether the centre of a pixel lies in the source, whose outermost pixels end it. */
  boolean contains(int i) {
    return weights[i] != null;
  }

  /** First pixel of the source that has a part in a pixel that is contained. */
  int first(int i) {
    return first[i];
  }

  /** Parts of the pixels of the source from the first on; their sum is 1. */
  double[] of(int i) {
    return weights[i];
  }

  /** The value of a pixel that is contained. */
  double apply(int i, double[] source) {
    final double[] w = weights[i];
    double sum = 0;
    for (int k = 0; k < w.length; k++) sum += w[k] * source[first[i] + k];
    return sum;
  }

  /** Fills line j of a new image: the mean of its source's lines; x fastest. */
  void read(double[] line, int j, float[] source) {
    Arrays.fill(line, 0);
    final double[] w = weights[j];
    for (int k = 0; k < w.length; k++) {
      final int start = (first[j] + k) * line.length;
      for (int i = 0; i < line.length; i++) line[i] += w[k] * source[start + i];
    }
  }
}
