package org.myelon.vertebra;

/**
 * How much two pictures say about each other, whatever their contrasts: mutual information in nats
 * from a histogram of {@value #BINS} x {@value #BINS} equal bins (SCT's number), less what a
 * histogram of so few samples shows by chance (G. A. Miller, Note on the bias of information
 * estimates, 1955).
 */
final class MutualInformation {

  static final int BINS = 16;

  /** Stands for a sample that is missing. */
  private static final byte NONE = -1;

  private MutualInformation() {}

  /** The bin of each sample between the least and the largest one; NaN counts as missing. */
  static byte[] bins(float[] samples) {
    float least = Float.POSITIVE_INFINITY, most = Float.NEGATIVE_INFINITY;
    for (float v : samples) {
      if (v < least) least = v;
      if (v > most) most = v;
    }
    final byte[] bins = new byte[samples.length];
    final float scale = most > least ? BINS / (most - least) : 0;
    for (int i = 0; i < bins.length; i++)
      bins[i] =
          Float.isNaN(samples[i])
              ? NONE
              : (byte) Math.min(BINS - 1, (int) ((samples[i] - least) * scale));
    return bins;
  }

  /** Samples that are not missing. */
  static int count(byte[] bins) {
    int count = 0;
    for (byte b : bins) if (b != NONE) count++;
    return count;
  }

  /**
   * @param a, b the bins of the two pictures
   * @param fewest samples that both must have
   * @return NaN if there are fewer
   */
  static double of(byte[] a, byte[] b, int fewest) {
    final int[] joint = new int[BINS * BINS], ofA = new int[BINS], ofB = new int[BINS];
    int n = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] == NONE || b[i] == NONE) continue;
      joint[a[i] * BINS + b[i]]++;
      ofA[a[i]]++;
      ofB[b[i]]++;
      n++;
    }
    if (n < fewest || n == 0) return Double.NaN;
    double sum = 0;
    for (int i = 0; i < joint.length; i++)
      if (joint[i] > 0)
        sum +=
            joint[i] * Math.log((double) joint[i] * n / ((double) ofA[i / BINS] * ofB[i % BINS]));
    return (sum - 0.5 * (filled(ofA) - 1) * (filled(ofB) - 1)) / n;
  }

  private static int filled(int[] counts) {
    int filled = 0;
    for (int c : counts) if (c > 0) filled++;
    return filled;
  }
}
