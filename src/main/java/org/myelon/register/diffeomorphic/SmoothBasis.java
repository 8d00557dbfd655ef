package org.myelon.register.diffeomorphic;

import java.util.function.IntFunction;
import org.myelon.register.lattice.Lattice;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Smooth functions on a lattice as sums of bumps, separable along the axes: cubic B-splines on a
 * coarser lattice of control points, or a Gaussian about each voxel. At each voxel the bumps sum to
 * 1.
 */
final class SmoothBasis {

  /** A matrix that maps lines, given by the non-zero part of its rows. */
  private record Band(int columns, int[] first, float[][] rows) {

    static Band identity(int n) {
      final float[][] rows = new float[n][];
      final int[] first = new int[n];
      for (int i = 0; i < n; i++) {
        rows[i] = new float[] {1};
        first[i] = i;
      }
      return new Band(n, first, rows);
    }

    /** From a bump's value for row r, column c; each row is scaled to sum 1. */
    static Band of(int rowCount, int columns, double reach, IntFunction<Double> centre, Bump bump) {
      final float[][] rows = new float[rowCount][];
      final int[] first = new int[rowCount];
      for (int r = 0; r < rowCount; r++) {
        int from = 0, to = columns;
        while (from < columns - 1 && centre.apply(from) <= r - reach) from++;
        while (to > from + 1 && centre.apply(to - 1) >= r + reach) to--;
        first[r] = from;
        rows[r] = new float[to - from];
        double sum = 0;
        for (int c = from; c < to; c++) sum += bump.at(r - centre.apply(c));
        for (int c = from; c < to; c++)
          rows[r][c - from] = (float) (bump.at(r - centre.apply(c)) / sum);
      }
      return new Band(columns, first, rows);
    }

    Band transposed() {
      final int[] from = new int[columns], to = new int[columns];
      java.util.Arrays.fill(from, Integer.MAX_VALUE);
      for (int r = 0; r < rows.length; r++)
        for (int c = first[r]; c < first[r] + rows[r].length; c++) {
          from[c] = Math.min(from[c], r);
          to[c] = r + 1;
        }
      final float[][] t = new float[columns][];
      for (int c = 0; c < columns; c++) {
        if (to[c] == 0) from[c] = 0;
        t[c] = new float[to[c] - from[c]];
        for (int r = from[c]; r < to[c]; r++) {
          final int at = c - first[r];
          if (at >= 0 && at < rows[r].length) t[c][r - from[c]] = rows[r][at];
        }
      }
      return new Band(rows.length, from, t);
    }
  }

  /** A bump about 0. */
  private interface Bump {
    double at(double x);
  }

  /**
   * Standard deviations in voxels below which a Gaussian is one voxel, and above which a spline.
   */
  private static final double NARROW = 0.1, WIDE = 1.5;

  private final Lattice fine;
  private final Lattice coarse;
  private final Band[] expand;
  private final Band[] reduce = new Band[3];

  private SmoothBasis(Lattice fine, Band[] expand) {
    this.fine = fine;
    this.expand = expand;
    Lattice c = fine;
    for (int a = 0; a < 3; a++) {
      reduce[a] = expand[a].transposed();
      c = c.with(a, expand[a].columns());
    }
    this.coarse = c;
  }

  /**
   * Gaussians. Reduced and expanded again, a function is smoothed twice. Wide ones are cubic
   * B-splines of the same variance, which hardly differ and are fewer.
   *
   * @param sigmaMm standard deviation of both smoothings together, mm
   */
  static SmoothBasis gaussian(Lattice lattice, double sigmaMm) {
    final Band[] bands = new Band[3];
    for (int a = 0; a < 3; a++) {
      final int n = lattice.extent(a);
      final double sigma = sigmaMm / lattice.spacing()[a] / Math.sqrt(2);
      if (sigma > WIDE) bands[a] = splines(n, Math.sqrt(3) * sigma);
      else
        bands[a] =
            n == 1 || sigma < NARROW
                ? Band.identity(n)
                : Band.of(
                    n, n, 3 * sigma, c -> (double) c, x -> Math.exp(-x * x / (2 * sigma * sigma)));
    }
    return new SmoothBasis(lattice, bands);
  }

  /**
   * Cubic B-splines.
   *
   * @param spacingMm distance of the control points, mm; where it is less than a voxel, each voxel
   *     is for itself
   */
  static SmoothBasis splines(Lattice lattice, double spacingMm) {
    final Band[] bands = new Band[3];
    for (int a = 0; a < 3; a++)
      bands[a] = splines(lattice.extent(a), spacingMm / lattice.spacing()[a]);
    return new SmoothBasis(lattice, bands);
  }

  /** Cubic B-splines of z alone: what they move, they move by whole slices. */
  static SmoothBasis alongCord(Lattice lattice, double spacingMm) {
    return new SmoothBasis(
        lattice,
        new Band[] {
          Band.of(lattice.nx(), 1, lattice.nx(), c -> 0.0, x -> 1),
          Band.of(lattice.ny(), 1, lattice.ny(), c -> 0.0, x -> 1),
          splines(lattice.nz(), spacingMm / lattice.spacing()[2])
        });
  }

  private static Band splines(int n, double step) {
    if (n == 1 || step <= 1) return Band.identity(n);
    final int intervals = (int) Math.ceil((n - 1) / step);
    final double start = (n - 1 - intervals * step) / 2 - step;
    return Band.of(n, intervals + 3, 2 * step, c -> start + c * step, x -> spline(x / step));
  }

  private static double spline(double x) {
    final double t = Math.abs(x);
    if (t >= 2) return 0;
    return t < 1 ? 2 / 3.0 - t * t + t * t * t / 2 : (2 - t) * (2 - t) * (2 - t) / 6;
  }

  /** The integral of a function of the lattice over each bump. */
  float[] reduce(float[] values, Progress progress) {
    return map(values, fine, reduce, progress);
  }

  /** The function of which these are the weights of the bumps. */
  float[] expand(float[] weights, Progress progress) {
    return map(weights, coarse, expand, progress);
  }

  private static float[] map(float[] values, Lattice from, Band[] bands, Progress progress) {
    float[] current = values;
    Lattice lattice = from;
    for (int a = 0; a < 3; a++) {
      final float[] in = current;
      final Lattice before = lattice, after = lattice.with(a, bands[a].rows().length);
      final float[] out = new float[after.count()];
      final Band band = bands[a];
      if (a == 0)
        Parallel.forEach(
            before.nz(), "smoothing", progress, k -> alongX(band, in, before, out, after, k));
      else if (a == 1)
        Parallel.forEach(
            before.nz(),
            "smoothing",
            progress,
            k ->
                across(
                    band,
                    in,
                    out,
                    k * before.plane(),
                    k * after.plane(),
                    before.nx(),
                    before.nx()));
      else
        Parallel.forEach(
            before.ny(),
            "smoothing",
            progress,
            j ->
                across(
                    band, in, out, j * before.nx(), j * before.nx(), before.plane(), before.nx()));
      current = out;
      lattice = after;
    }
    return current;
  }

  private static void alongX(
      Band band, float[] in, Lattice before, float[] out, Lattice after, int k) {
    for (int j = 0; j < before.ny(); j++) {
      final int from = (k * before.ny() + j) * before.nx(), to = (k * before.ny() + j) * after.nx();
      for (int r = 0; r < after.nx(); r++) {
        final float[] row = band.rows()[r];
        final int start = from + band.first()[r];
        float sum = 0;
        for (int t = 0; t < row.length; t++) sum += row[t] * in[start + t];
        out[to + r] = sum;
      }
    }
  }

  /** Lines that lie a stride apart, a whole row of them at a time. */
  private static void across(
      Band band, float[] in, float[] out, int from, int to, int stride, int width) {
    for (int r = 0; r < band.rows().length; r++) {
      final float[] row = band.rows()[r];
      final int target = to + r * stride;
      for (int t = 0; t < row.length; t++) {
        final float weight = row[t];
        final int source = from + (band.first()[r] + t) * stride;
        for (int i = 0; i < width; i++) out[target + i] += weight * in[source + i];
      }
    }
  }
}
