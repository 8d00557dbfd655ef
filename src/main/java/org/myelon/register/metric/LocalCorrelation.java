package org.myelon.register.metric;

import org.myelon.register.lattice.Lattice;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Minus the mean squared correlation of the images in a window about each voxel (B. B. Avants et
 * al., Symmetric diffeomorphic image registration with cross-correlation, Med Image Anal 2008). The
 * pull on a voxel is the exact derivative, over all windows that hold it. The sign of the
 * correlation does not matter.
 */
final class LocalCorrelation implements Similarity {

  private static final int RADIUS = 4;

  /** Windows whose variance is below this share of the image's say nothing. */
  private static final double LEAST_VARIANCE = 1e-6;

  private final int radiusZ;

  /**
   * @param planar the window is a square in the slice; otherwise a cube of voxels
   */
  LocalCorrelation(boolean planar) {
    radiusZ = planar ? 0 : RADIUS;
  }

  @Override
  public double compare(
      Lattice lattice,
      float[] fixed,
      float[] moving,
      float[] weight,
      Pull pull,
      Progress progress) {
    final double[] f = moments(fixed, weight), m = moments(moving, weight);
    final float[][] windows = new float[7][lattice.count()];
    final double[] sum = new double[lattice.nz()], total = new double[lattice.nz()];
    Parallel.forEach(
        lattice.nz(),
        "comparing",
        progress,
        k -> correlate(lattice, k, fixed, f, moving, m, weight, windows, sum, total));
    Parallel.forEach(
        lattice.nz(),
        "comparing",
        progress,
        k -> derive(lattice, k, fixed, f[0], moving, m[0], weight, windows, pull));
    double all = 0, weights = 0;
    for (int k = 0; k < lattice.nz(); k++) {
      all += sum[k];
      weights += total[k];
    }
    return weights == 0 ? 0 : -all / weights;
  }

  /** Mean and variance. */
  private static double[] moments(float[] values, float[] weight) {
    double sum = 0, square = 0, total = 0;
    for (int n = 0; n < values.length; n++) {
      sum += weight[n] * values[n];
      square += weight[n] * (double) values[n] * values[n];
      total += weight[n];
    }
    if (total == 0) return new double[2];
    final double mean = sum / total;
    return new double[] {mean, Math.max(0, square / total - mean * mean)};
  }

  /** For each window of a slice the numbers from which the derivatives are made. */
  private void correlate(
      Lattice lattice,
      int k,
      float[] fixed,
      double[] f,
      float[] moving,
      double[] m,
      float[] weight,
      float[][] windows,
      double[] sum,
      double[] total) {
    final int plane = lattice.plane();
    final double[][] s = new double[6][plane];
    for (int z = Math.max(0, k - radiusZ); z <= Math.min(lattice.nz() - 1, k + radiusZ); z++)
      for (int n = 0; n < plane; n++) {
        final int at = z * plane + n;
        final double w = weight[at], x = fixed[at] - f[0], y = moving[at] - m[0];
        s[0][n] += w;
        s[1][n] += w * x;
        s[2][n] += w * y;
        s[3][n] += w * x * x;
        s[4][n] += w * y * y;
        s[5][n] += w * x * y;
      }
    for (double[] a : s) Window.sum(a, lattice.nx(), lattice.ny(), RADIUS);
    for (int n = 0; n < plane; n++) {
      final int at = k * plane + n;
      total[k] += weight[at];
      if (!(weight[at] > 0)) continue;
      final double x = s[1][n] / s[0][n], y = s[2][n] / s[0][n];
      final double xx = s[3][n] - s[1][n] * x, yy = s[4][n] - s[2][n] * y;
      final double xy = s[5][n] - s[1][n] * y;
      if (!(xx > LEAST_VARIANCE * f[1] * s[0][n]) || !(yy > LEAST_VARIANCE * m[1] * s[0][n]))
        continue;
      sum[k] += weight[at] * xy * xy / (xx * yy);
      final double both = 2 * weight[at] * xy / (xx * yy);
      final double byFixed = both * xy / xx, byMoving = both * xy / yy;
      windows[0][at] = (float) both;
      windows[1][at] = (float) (both * x);
      windows[2][at] = (float) (both * y);
      windows[3][at] = (float) byFixed;
      windows[4][at] = (float) (byFixed * x);
      windows[5][at] = (float) byMoving;
      windows[6][at] = (float) (byMoving * y);
    }
  }

  private void derive(
      Lattice lattice,
      int k,
      float[] fixed,
      double fixedMean,
      float[] moving,
      double movingMean,
      float[] weight,
      float[][] windows,
      Pull pull) {
    final int plane = lattice.plane();
    final double[][] s = new double[7][plane];
    for (int z = Math.max(0, k - radiusZ); z <= Math.min(lattice.nz() - 1, k + radiusZ); z++)
      for (int c = 0; c < 7; c++)
        for (int n = 0; n < plane; n++) s[c][n] += windows[c][z * plane + n];
    for (double[] a : s) Window.sum(a, lattice.nx(), lattice.ny(), RADIUS);
    for (int n = 0; n < plane; n++) {
      final int at = k * plane + n;
      final double w = weight[at], x = fixed[at] - fixedMean, y = moving[at] - movingMean;
      pull.moving()[at] = (float) (w * (x * s[0][n] - s[1][n] - y * s[5][n] + s[6][n]));
      pull.fixed()[at] = (float) (-w * (y * s[0][n] - s[2][n] - x * s[3][n] + s[4][n]));
      pull.movingStiffness()[at] = (float) (w * s[5][n]);
      pull.fixedStiffness()[at] = (float) (w * s[3][n]);
    }
  }
}
