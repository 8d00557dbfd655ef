package org.myelon.vertebra;

import java.util.Arrays;
import org.myelon.centerline.CurvedSpace;
import org.myelon.image.Affine;
import org.myelon.image.GaussianFilter;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * A picture of the spine from the side, with the cord pulled straight: the mean of a slab about the
 * midline, {@value #STEP_MM} mm a sample. Rows go up along the cord, columns from back to front.
 */
final class SagittalSlab {

  static final double STEP_MM = 0.5;

  /** What the columns cover, mm in front of the cord. */
  static final double BACK_MM = -30, FRONT_MM = 40;

  static final int COLUMNS = (int) Math.round((FRONT_MM - BACK_MM) / STEP_MM) + 1;

  /** Half the thickness of the slab. */
  private static final double HALF_MM = 1.5;

  /** Standard deviation of the smoothing, in samples. */
  private static final double SMOOTH = 1;

  private final double first;
  private final int rows;

  /** NaN outside the image. */
  private final float[] values;

  private SagittalSlab(double first, int rows, float[] values) {
    this.first = first;
    this.rows = rows;
    this.values = values;
  }

  /**
   * @param space straight along the cord
   * @param from, to where it begins and ends, mm along the cord
   */
  static SagittalSlab of(
      Volume image, CurvedSpace space, double from, double to, Progress progress) {
    final int rows = (int) Math.round((to - from) / STEP_MM) + 1;
    final float[] values = new float[rows * COLUMNS];
    final Sampler pixels = Sampler.of(image, Interpolation.LINEAR, Progress.NONE);
    final Affine toVoxel = image.grid().voxelToWorld().inverse();
    Parallel.forEach(
        rows,
        "pulling the spine straight",
        progress,
        r -> {
          for (int c = 0; c < COLUMNS; c++)
            values[r * COLUMNS + c] =
                mean(pixels, toVoxel, space, BACK_MM + c * STEP_MM, from + r * STEP_MM);
        });
    return new SagittalSlab(from, rows, smooth(values, rows));
  }

  private static float mean(
      Sampler pixels, Affine toVoxel, CurvedSpace space, double front, double arc) {
    final double[] p = new double[3];
    double sum = 0;
    int count = 0;
    for (double right = -HALF_MM; right <= HALF_MM; right += STEP_MM) {
      p[0] = right;
      p[1] = front;
      p[2] = arc;
      if (!space.apply(p, p)) continue;
      toVoxel.apply(p, p);
      if (!pixels.contains(p[0], p[1], p[2])) continue;
      sum += pixels.at(p[0], p[1], p[2]);
      count++;
    }
    return count == 0 ? Float.NaN : (float) (sum / count);
  }

  /** Smoothed where there are values; where there are none, none come. */
  private static float[] smooth(float[] values, int rows) {
    final double[] sum = new double[values.length], weight = new double[values.length];
    for (int i = 0; i < values.length; i++)
      if (!Float.isNaN(values[i])) {
        sum[i] = values[i];
        weight[i] = 1;
      }
    smoothLines(sum, rows);
    smoothLines(weight, rows);
    final float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++)
      out[i] = Float.isNaN(values[i]) ? Float.NaN : (float) (sum[i] / weight[i]);
    return out;
  }

  private static void smoothLines(double[] values, int rows) {
    for (int r = 0; r < rows; r++) {
      final double[] line = Arrays.copyOfRange(values, r * COLUMNS, (r + 1) * COLUMNS);
      System.arraycopy(GaussianFilter.smooth(line, SMOOTH), 0, values, r * COLUMNS, COLUMNS);
    }
    final double[] line = new double[rows];
    for (int c = 0; c < COLUMNS; c++) {
      for (int r = 0; r < rows; r++) line[r] = values[r * COLUMNS + c];
      final double[] smooth = GaussianFilter.smooth(line, SMOOTH);
      for (int r = 0; r < rows; r++) values[r * COLUMNS + c] = smooth[r];
    }
  }

  int rows() {
    return rows;
  }

  /** mm along the cord. */
  double arc(int row) {
    return first + row * STEP_MM;
  }

  int row(double arc) {
    return (int) Math.round((arc - first) / STEP_MM);
  }

  static int column(double front) {
    return (int) Math.round((front - BACK_MM) / STEP_MM);
  }

  /** The value of a sample, NaN if there is none. */
  float at(int row, int column) {
    return row < 0 || row >= rows || column < 0 || column >= COLUMNS
        ? Float.NaN
        : values[row * COLUMNS + column];
  }

  /** The value of a sample of the row that rises to the front by a slope, from discs' tips on. */
  float sloped(int row, int column, double slope) {
    final int front = column - column(TemplateSpine.USUAL_FRONT);
    return at(row + (int) Math.round(slope * Math.max(0, front)), column);
  }

  /** The value between two rows, NaN if one is missing. */
  double at(double arc, int column) {
    final double r = (arc - first) / STEP_MM;
    final int below = (int) Math.floor(r);
    final double part = r - below;
    return part == 0
        ? at(below, column)
        : (1 - part) * at(below, column) + part * at(below + 1, column);
  }
}
