package org.myelon.atlas;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The voxels of one label in one region: data, part of the voxel, weight. */
final class LabelVoxels {

  /** A voxel belongs to a binary mask from this part on. */
  private static final double HALF = 0.5;

  private final double[] values;
  private final double[] parts;
  private final double[] weights;

  private LabelVoxels(double[] values, double[] parts, double[] weights) {
    this.values = values;
    this.parts = parts;
    this.weights = weights;
  }

  static LabelVoxels of(
      PartialVolumes volumes, Samples samples, AtlasLabel label, List<Integer> slices) {
    final boolean[] members = volumes.membersOf(label);
    int most = 0, n = 0;
    for (int z : slices) most += volumes.end(z) - volumes.begin(z);
    final double[] values = new double[most], parts = new double[most], weights = new double[most];
    for (int z : slices) {
      for (int v = volumes.begin(z); v < volumes.end(z); v++) {
        final double part = volumes.partOf(v, members);
        if (!(samples.weight(v) > 0) || !(part > 0)) continue;
        values[n] = samples.value(v);
        parts[n] = part;
        weights[n++] = samples.weight(v);
      }
    }
    return new LabelVoxels(
        Arrays.copyOf(values, n), Arrays.copyOf(parts, n), Arrays.copyOf(weights, n));
  }

  /** Voxels that all count alike. */
  static LabelVoxels of(double[] values, double[] parts) {
    final double[] weights = new double[values.length];
    Arrays.fill(weights, 1);
    return new LabelVoxels(values, parts, weights);
  }

  /** Volume of the label in voxels. */
  double size() {
    return Arrays.stream(parts).sum();
  }

  /** The voxels of which at least half belongs to the label, whole. */
  LabelVoxels binary() {
    final int[] in = IntStream.range(0, parts.length).filter(i -> parts[i] >= HALF).toArray();
    return new LabelVoxels(
        Arrays.stream(in).mapToDouble(i -> values[i]).toArray(),
        Arrays.stream(in).mapToDouble(i -> 1).toArray(),
        Arrays.stream(in).mapToDouble(i -> weights[i]).toArray());
  }

  /** NaN without voxels. Counted from the first value, so that equal ones have no deviation. */
  double mean() {
    double sum = 0, of = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * parts[i] * (values[i] - values[0]);
      of += weights[i] * parts[i];
    }
    return values.length == 0 ? Double.NaN : values[0] + sum / of;
  }

  /** Weighted standard deviation about the weighted mean, of the population; NaN if empty. */
  double standardDeviation() {
    final double mean = mean();
    double sum = 0, of = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * parts[i] * (values[i] - mean) * (values[i] - mean);
      of += weights[i] * parts[i];
    }
    return Math.sqrt(sum / of);
  }

  /** As many equal weights give a mean of the same variance (Kish, Survey Sampling, 1965). */
  double effectiveCount() {
    double sum = 0, squares = 0;
    for (int i = 0; i < values.length; i++) {
      final double w = weights[i] * parts[i];
      sum += w;
      squares += w * w;
    }
    return values.length == 0 ? 0 : sum * sum / squares;
  }

  /**
   * Where half of the weight lies below, linear between the middles of the weights of sorted
   * voxels; NaN if empty.
   */
  double median() {
    final int n = values.length;
    if (n == 0) return Double.NaN;
    final int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
    double total = 0, below = 0, lastMiddle = 0;
    for (int i : order) total += weights[i] * parts[i];
    for (int k = 0; k < n; k++) {
      final int i = order[k];
      final double middle = (below + weights[i] * parts[i] / 2) / total;
      if (middle >= 0.5) {
        if (k == 0) return values[i];
        final double t = (0.5 - lastMiddle) / (middle - lastMiddle);
        return values[order[k - 1]] + t * (values[i] - values[order[k - 1]]);
      }
      below += weights[i] * parts[i];
      lastMiddle = middle;
    }
    return values[order[n - 1]];
  }

  /** NaN if empty. */
  double max() {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }
}
