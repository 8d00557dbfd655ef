package org.myelon.segment.training;

import java.util.SplittableRandom;

/** Smooth noise that fills all of space: a periodic block of mean 0 and standard deviation 1. */
final class NoiseField {

  private static final int N = 64;
  private static final double SIGMA = 2;

  private final float[] values = new float[N * N * N];

  /**
   * @param seed the same seed gives the same noise
   */
  NoiseField(long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
    for (int stride = 1; stride < values.length; stride *= N) smooth(stride);
    double squares = 0;
    for (float v : values) squares += v * v;
    final float scale = (float) (1 / Math.sqrt(squares / values.length));
    for (int i = 0; i < values.length; i++) values[i] *= scale;
  }

  private void smooth(int stride) {
    final int radius = (int) (3 * SIGMA);
    final float[] line = new float[N];
    for (int start = 0; start < values.length; start++) {
      if (start / stride % N != 0) continue;
      for (int i = 0; i < N; i++) line[i] = values[start + i * stride];
      for (int i = 0; i < N; i++) {
        float sum = 0;
        for (int r = -radius; r <= radius; r++)
          sum += line[i + r & N - 1] * (float) Math.exp(-r * r / (2 * SIGMA * SIGMA));
        values[start + i * stride] = sum;
      }
    }
  }

  /** The value at a place, in voxels of the block: structures are about four wide. */
  float at(double x, double y, double z) {
    final int i = (int) Math.floor(x), j = (int) Math.floor(y), k = (int) Math.floor(z);
    final float u = (float) (x - i), v = (float) (y - j), w = (float) (z - k);
    final float low = plane(i, j, k & N - 1, u, v), high = plane(i, j, k + 1 & N - 1, u, v);
    return low + w * (high - low);
  }

  private float plane(int i, int j, int k, float u, float v) {
    final int x0 = i & N - 1, x1 = i + 1 & N - 1;
    final int row0 = (k * N + (j & N - 1)) * N, row1 = (k * N + (j + 1 & N - 1)) * N;
    final float a = values[row0 + x0] + u * (values[row0 + x1] - values[row0 + x0]);
    final float b = values[row1 + x0] + u * (values[row1 + x1] - values[row1 + x0]);
    return a + v * (b - a);
  }
}
