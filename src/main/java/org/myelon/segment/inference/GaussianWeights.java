package org.myelon.segment.inference;

/**
 * How much each voxel of a window counts where windows overlap: most in the middle, little at the
 * border, where the network sees half of the surroundings. Rule of nnU-Net (Isensee et al., Nat
 * Methods 2021): a Gaussian about the middle voxel (the upper of two) with a standard deviation of
 * an eighth of the window, scaled to 10.
 */
final class GaussianWeights {

  private static final double SIGMA = 1.0 / 8;
  private static final double MAXIMUM = 10;

  /** In standard deviations; beyond, the Gaussian is 0 and the smallest other weight is taken. */
  private static final double TRUNCATED = 4;

  private GaussianWeights() {}

  /**
   * @param size of the window in voxels, the last axis fastest
   * @return a weight above 0 for each voxel
   */
  static float[] of(int... size) {
    double[] product = {1};
    double peak = 1;
    for (int n : size) {
      final double[] profile = profile(n);
      product = outer(product, profile);
      peak *= profile[n / 2];
    }
    final float[] weights = new float[product.length];
    float smallest = Float.MAX_VALUE;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (product[i] / (peak / MAXIMUM));
      if (weights[i] > 0) smallest = Math.min(smallest, weights[i]);
    }
    for (int i = 0; i < weights.length; i++) if (weights[i] == 0) weights[i] = smallest;
    return weights;
  }

  /** Normalised over the whole kernel, also where it leaves the window. */
  private static double[] profile(int n) {
    final double sigma = n * SIGMA;
    final int radius = (int) (TRUNCATED * sigma + 0.5);
    double sum = 0;
    for (int d = -radius; d <= radius; d++) sum += bell(d, sigma);
    final double[] profile = new double[n];
    for (int i = 0; i < n; i++) {
      final int d = i - n / 2;
      if (Math.abs(d) <= radius) profile[i] = bell(d, sigma) / sum;
    }
    return profile;
  }

  private static double bell(double d, double sigma) {
    return Math.exp(-0.5 * d * d / (sigma * sigma));
  }

  private static double[] outer(double[] slow, double[] fast) {
    final double[] product = new double[slow.length * fast.length];
    for (int i = 0, k = 0; i < slow.length; i++)
      for (int j = 0; j < fast.length; j++, k++) product[k] = slow[i] * fast[j];
    return product;
  }
}
