package org.myelon.register;

import java.util.stream.IntStream;
import org.myelon.image.GaussianFilter;
import org.myelon.image.Grid;
import org.myelon.step.InputException;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * For compressed cords: in each slice, the right-left extent of the moving cord onto that of the
 * fixed one, then in each column the back and the front. The columns' maps are smoothed across the
 * slice, long columns counting more. What lies beyond the cord is shifted, not stretched; a slice
 * that is empty on one side goes as the nearest one that is not.
 */
public final class Columnwise implements StepAlgorithm {

  /**
   * {@inheritDoc}
   *
   * @throws InputException if a mask is empty or no slice holds something on both sides
   */
  @Override
  public StepResult run(StepImages images, StepSettings settings, Progress progress) {
    final Pair masks = images.pair(settings.kind() == Kind.IMSEG ? Kind.SEG : settings.kind());
    final Grid grid = images.grid();
    final float[] fixed = StepValues.smoothedInPlane(masks.fixed(), settings.levels());
    final float[] moving = StepValues.smoothedInPlane(masks.moving(), settings.levels());
    final ColumnMaps.Slice[] maps = new ColumnMaps.Slice[grid.extent(2)];
    Parallel.forEach(
        maps.length,
        "fitting columns",
        progress,
        k ->
            maps[k] =
                map(
                    new Columns(fixed, k, grid),
                    new Columns(moving, k, grid),
                    settings.columnSmoothing()));
    final int[] known = IntStream.range(0, maps.length).filter(k -> maps[k] != null).toArray();
    if (known.length == 0)
      throw new InputException(
          masks.fixed().name()
              + " and "
              + masks.moving().name()
              + " share no slice with values of one half or more: check the masks, and the steps"
              + " before this one.");
    final ColumnMaps.Slice[] all = new ColumnMaps.Slice[maps.length];
    for (int k = 0; k < maps.length; k++) all[k] = maps[nearest(known, k)];
    return StepResult.direct(new ColumnMaps(grid, all));
  }

  private static int nearest(int[] known, int k) {
    int best = known[0];
    for (int n : known) if (Math.abs(n - k) < Math.abs(best - k)) best = n;
    return best;
  }

  /** The maps of a slice, null if a side is empty. */
  private static ColumnMaps.Slice map(Columns fixed, Columns moving, double smoothing) {
    final Extent f = fixed.across(), m = moving.across();
    if (f == null || m == null) return null;
    final ColumnMaps.Stretch x = f.onto(m);
    final double[] weight = new double[fixed.count()];
    final double[] scale = new double[weight.length], shift = new double[weight.length];
    double from = Double.POSITIVE_INFINITY, to = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weight.length; i++) {
      final Extent here = fixed.column(i), there = moving.column(x.scale() * i + x.shift());
      if (here == null || there == null) continue;
      weight[i] = here.length();
      scale[i] = here.onto(there).scale();
      shift[i] = here.onto(there).shift();
      from = Math.min(from, here.from());
      to = Math.max(to, here.to());
    }
    if (to < from) return null;
    return new ColumnMaps.Slice(
        x, from, to, smooth(scale, weight, smoothing), smooth(shift, weight, smoothing));
  }

  /** Smoothed by weight; before the first and after the last column with weight as there. */
  private static double[] smooth(double[] line, double[] weight, double smoothing) {
    final double[] weighted = new double[line.length];
    int first = line.length, last = -1;
    for (int i = 0; i < line.length; i++) {
      weighted[i] = weight[i] * line[i];
      if (!(weight[i] > 0)) continue;
      first = Math.min(first, i);
      last = i;
    }
    final double[] sum = GaussianFilter.smooth(weighted, smoothing);
    final double[] total = GaussianFilter.smooth(weight, smoothing);
    final double[] out = new double[line.length];
    for (int i = 0; i < out.length; i++) {
      final int n = Math.max(first, Math.min(last, i));
      out[i] = sum[n] / total[n];
    }
    return out;
  }

  /** A slice of a mask, column by column. */
  private record Columns(float[] values, int slice, int nx, int ny) {

    Columns(float[] values, int slice, Grid grid) {
      this(values, slice, grid.extent(0), grid.extent(1));
    }

    int count() {
      return nx;
    }

    /** Where there is something in any row. */
    Extent across() {
      final double[] line = new double[nx];
      for (int i = 0; i < nx; i++)
        for (int j = 0; j < ny; j++) line[i] = Math.max(line[i], at(i, j));
      return Extent.of(line);
    }

    /** Where there is something in a column, or between two. */
    Extent column(double x) {
      final double within = Math.max(0, Math.min(nx - 1, x)), part = within - (int) within;
      final int left = (int) within, right = Math.min(left + 1, nx - 1);
      final double[] line = new double[ny];
      for (int j = 0; j < ny; j++) line[j] = at(left, j) + part * (at(right, j) - at(left, j));
      return Extent.of(line);
    }

    private double at(int i, int j) {
      return values[(slice * ny + j) * nx + i];
    }
  }
}
