package org.myelon.register.metric;

import java.util.Arrays;
import org.myelon.register.lattice.Lattice;
import org.myelon.register.lattice.Scene;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Minus the mutual information of the intensities, in nats, from a joint histogram with cubic
 * B-splines as Parzen windows along both axes (P. Thevenaz, M. Unser, Optimization of mutual
 * information for multiresolution image registration, IEEE Trans Image Process 2000). The model of
 * a voxel's curvature is that of a normal distribution about the mean intensity in one image of
 * what has its intensity in the other.
 */
final class MutualInformation implements Similarity {

  private static final int BINS = 32;

  /** Bins at both ends that only the windows reach. */
  private static final int PADDING = 2;

  /** The mapping of an image's intensities to bins. */
  private record Axis(double low, double width) {

    static Axis of(float[] values, float[] weight) {
      float low = Float.POSITIVE_INFINITY, high = Float.NEGATIVE_INFINITY;
      for (int n = 0; n < values.length; n++)
        if (weight[n] > 0) {
          low = Math.min(low, values[n]);
          high = Math.max(high, values[n]);
        }
      final double width = (high - low) / (BINS - 2.0 * PADDING - 1);
      return new Axis(low, width > 0 ? width : 1);
    }

    /** Within the bins whose windows lie in the histogram. */
    double bin(float value) {
      return PADDING + Math.max(0, Math.min(BINS - 2 * PADDING - 1 - 1e-6, (value - low) / width));
    }
  }

  private final Axis fixedAxis;
  private final Axis movingAxis;

  /** Takes the ranges of the intensities from a scene. */
  MutualInformation(Scene scene) {
    fixedAxis = Axis.of(scene.fixed(), scene.fixedWeight());
    movingAxis = Axis.of(scene.moving(), scene.movingWeight());
  }

  @Override
  public double compare(
      Lattice lattice,
      float[] fixed,
      float[] moving,
      float[] weight,
      Pull pull,
      Progress progress) {
    final int plane = lattice.plane();
    final double[][] slices = new double[lattice.nz()][BINS * BINS];
    Parallel.forEach(
        lattice.nz(),
        "comparing",
        progress,
        k -> {
          final double[] f = new double[4], m = new double[4];
          for (int n = k * plane; n < (k + 1) * plane; n++)
            if (weight[n] > 0) count(slices[k], fixed[n], moving[n], weight[n], f, m);
        });
    final Table table = new Table(slices);
    Parallel.forEach(
        lattice.nz(),
        "comparing",
        progress,
        k -> {
          final double[][] windows = new double[4][4];
          for (int n = k * plane; n < (k + 1) * plane; n++)
            derive(table, fixed[n], moving[n], weight[n], n, pull, windows);
        });
    return -table.information;
  }

  private void count(
      double[] joint, float fixed, float moving, float weight, double[] f, double[] m) {
    final double x = fixedAxis.bin(fixed), y = movingAxis.bin(moving);
    window(x - (int) x, f);
    window(y - (int) y, m);
    for (int a = 0; a < 4; a++) {
      final int row = ((int) x - 1 + a) * BINS + (int) y - 1;
      for (int b = 0; b < 4; b++) joint[row + b] += weight * f[a] * m[b];
    }
  }

  private void derive(
      Table table, float fixed, float moving, float w, int n, Pull pull, double[][] windows) {
    double byFixed = 0, byMoving = 0, fixedStiffness = 0, movingStiffness = 0;
    if (w > 0) {
      final double x = fixedAxis.bin(fixed), y = movingAxis.bin(moving);
      window(x - (int) x, windows[0]);
      slope(x - (int) x, windows[1]);
      window(y - (int) y, windows[2]);
      slope(y - (int) y, windows[3]);
      for (int a = 0; a < 4; a++) {
        final int row = (int) x - 1 + a;
        movingStiffness += windows[0][a] * table.movingStiffness[row];
        for (int b = 0; b < 4; b++) {
          final int column = (int) y - 1 + b;
          final double log = table.log[row * BINS + column];
          byFixed += windows[1][a] * windows[2][b] * (log - table.logFixed[row]);
          byMoving += windows[0][a] * windows[3][b] * (log - table.logMoving[column]);
        }
      }
      for (int b = 0; b < 4; b++)
        fixedStiffness += windows[2][b] * table.fixedStiffness[(int) y - 1 + b];
    }
    pull.moving()[n] = (float) (w * byMoving / movingAxis.width);
    pull.fixed()[n] = (float) (-w * byFixed / fixedAxis.width);
    pull.movingStiffness()[n] =
        (float) (w * movingStiffness / (movingAxis.width * movingAxis.width));
    pull.fixedStiffness()[n] = (float) (w * fixedStiffness / (fixedAxis.width * fixedAxis.width));
  }

  /** The cubic B-spline at -1 - t, -t, 1 - t, 2 - t. */
  private static void window(double t, double[] w) {
    final double s = 1 - t;
    w[0] = s * s * s / 6;
    w[1] = 2 / 3.0 - t * t + t * t * t / 2;
    w[2] = 2 / 3.0 - s * s + s * s * s / 2;
    w[3] = t * t * t / 6;
  }

  /** The derivatives of these by t. */
  private static void slope(double t, double[] w) {
    final double s = 1 - t;
    w[0] = -s * s / 2;
    w[1] = -2 * t + 1.5 * t * t;
    w[2] = 2 * s - 1.5 * s * s;
    w[3] = t * t / 2;
  }

  /** What the joint histogram says; rows are intensities of the fixed image. */
  private static final class Table {

    final double[] log = new double[BINS * BINS];
    final double[] logFixed = new double[BINS];
    final double[] logMoving = new double[BINS];

    /** One over the variance in bins of the moving intensities, for each fixed intensity. */
    final double[] movingStiffness = new double[BINS];

    final double[] fixedStiffness = new double[BINS];
    double information;

    Table(double[][] slices) {
      final double[] p = new double[BINS * BINS];
      for (double[] slice : slices) {
        for (int n = 0; n < p.length; n++) p[n] += slice[n];
      }
      final double total = Arrays.stream(p).sum();
      if (total == 0) return;
      final double[] f = new double[BINS], m = new double[BINS];
      for (int n = 0; n < p.length; n++) {
        p[n] /= total;
        f[n / BINS] += p[n];
        m[n % BINS] += p[n];
      }
      for (int b = 0; b < BINS; b++) {
        logFixed[b] = f[b] > 0 ? Math.log(f[b]) : 0;
        logMoving[b] = m[b] > 0 ? Math.log(m[b]) : 0;
        movingStiffness[b] = stiffness(p, b * BINS, 1);
        fixedStiffness[b] = stiffness(p, b, BINS);
      }
      for (int n = 0; n < p.length; n++) {
        if (!(p[n] > 0)) continue;
        log[n] = Math.log(p[n]);
        information += p[n] * (log[n] - logFixed[n / BINS] - logMoving[n % BINS]);
      }
    }

    private static double stiffness(double[] p, int start, int stride) {
      double sum = 0, first = 0, second = 0;
      for (int b = 0; b < BINS; b++) {
        final double q = p[start + b * stride];
        sum += q;
        first += q * b;
        second += q * b * b;
      }
      if (!(sum > 0)) return 0;
      // a window alone has the variance 1/3
      return 1 / Math.max(1 / 3.0, second / sum - first / sum * (first / sum));
    }
  }
}
