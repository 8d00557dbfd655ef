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
 * slice, long columns counting more; beyond the cord the outermost one goes on, and a slice that is
 * empty on one side goes as the nearest one that is not.
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
    final double scale = m.length() / f.length(), shift = m.from() - scale * f.from();
    final double[] weight = new double[fixed.count()];
    final double[] yScale = new double[weight.length], yShift = new double[weight.length];
    int first = weight.length, last = -1;
    for (int i = 0; i < weight.length; i++) {
      final Extent here = fixed.column(i), there = moving.column(scale * i + shift);
      if (here == null || there == null) continue;
      weight[i] = here.length();
      yScale[i] = weight[i] * there.length() / here.length();
      yShift[i] = weight[i] * there.from() - yScale[i] * here.from();
      first = Math.min(first, i);
      last = i;
    }
    if (last < 0) return null;
    final double[] w = GaussianFilter.smooth(weight, smoothing);
    final double[] a = GaussianFilter.smooth(yScale, smoothing);
    final double[] b = GaussianFilter.smooth(yShift, smoothing);
    for (int i = 0; i < w.length; i++) {
      final int n = Math.max(first, Math.min(last, i));
      yScale[i] = a[n] / w[n];
      yShift[i] = b[n] / w[n];
    }
    return new ColumnMaps.Slice(scale, shift, yScale, yShift);
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
