package org.myelon.segment.nnunet;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.myelon.step.InputException;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * Brings an array to another shape as nnU-Net does ({@code resample_data_or_seg_to_shape}, which is
 * scikit-image's {@code resize} with mode "edge" and without anti-aliasing): axis after axis by a
 * spline, see {@link AxisResampling}, no result beyond the range of the values it comes from. If
 * one axis is treated separately, that range is the slice's, and the slices are put along the axis
 * afterwards. What bounds it is memory bandwidth: each axis reads and writes the array once.
 */
final class ResampleArray {

  /** Groups of lines that one thread takes at a time. */
  private static final int GROUPS = 32;

  private ResampleArray() {}

  /**
   * The number of voxels along each axis that cover the same length: rounded, halves to the even
   * number (0 is possible).
   *
   * @param spacing voxel size in mm
   * @param target voxel size wanted in mm
   */
  static int[] newShape(int[] shape, double[] spacing, double[] target) {
    final int[] result = new int[shape.length];
    for (int a = 0; a < shape.length; a++)
      result[a] = (int) Math.rint(spacing[a] / target[a] * shape[a]);
    return result;
  }

  /**
   * @param values last axis fastest; left as they are
   * @param shape numbers of values along each axis
   * @param newShape numbers wanted, at least 1
   * @param spacing voxel size in mm before; decides with the next whether an axis is separate
   * @param target voxel size in mm after
   * @return a new array, or {@code values} if the shape stays
   * @throws InputException if the rule asks for splines of another order than 0, 1 and 3
   */
  static float[] run(
      float[] values,
      int[] shape,
      int[] newShape,
      Resampling rule,
      double[] spacing,
      double[] target,
      Progress progress) {
    if (Arrays.equals(shape, newShape)) return values;
    check(rule.order());
    check(rule.orderZ());
    final OptionalInt separate = SeparateAxis.of(rule, spacing, target);
    final int apart = separate.orElse(-1);
    final int[] between = newShape.clone();
    if (separate.isPresent()) between[apart] = shape[apart];
    final float[] result =
        resize(values, shape, between, rule.order(), progress.part(0, separate.isEmpty() ? 1 : .8));
    if (result != values) clip(result, between, range(values, shape, apart), apart);
    return separate.isEmpty()
        ? result
        : resize(result, between, newShape, rule.orderZ(), progress.part(.8, 1));
  }

  private static void check(int order) {
    if (order != 0 && order != 1 && order != 3)
      throw new InputException(
          "The plans ask for resampling with splines of order "
              + order
              + "; only 0 (nearest), 1 (linear) and 3 (cubic) can be had here.");
  }

  /** Axis after axis, those that get shorter first: the arrays between stay small. */
  private static float[] resize(
      float[] values, int[] shape, int[] newShape, int order, Progress progress) {
    final int[] axes =
        IntStream.range(0, shape.length)
            .filter(a -> shape[a] != newShape[a])
            .boxed()
            .sorted(Comparator.comparingDouble(a -> newShape[a] / (double) shape[a]))
            .mapToInt(a -> a)
            .toArray();
    final int[] current = shape.clone();
    float[] result = values;
    for (int i = 0; i < axes.length; i++) {
      final Progress part = progress.part(i / (double) axes.length, (i + 1.0) / axes.length);
      final int n = current[axes[i]], m = newShape[axes[i]];
      result = alongAxis(result, current, axes[i], new AxisResampling(n, m, order), m, part);
      current[axes[i]] = m;
    }
    return result;
  }

  private static float[] alongAxis(
      float[] values, int[] shape, int axis, AxisResampling rule, int m, Progress progress) {
    final int n = shape[axis];
    int inner = 1;
    for (int a = axis + 1; a < shape.length; a++) inner *= shape[a];
    final int step = inner, lines = values.length / n;
    final float[] result = new float[Math.multiplyExact(lines, m)];
    final int perItem = GROUPS * AxisResampling.LANES;
    Parallel.forEach(
        (lines + perItem - 1) / perItem,
        "resampling",
        progress,
        item -> {
          final double[] work = new double[rule.workSize()];
          final double[] out = new double[m * AxisResampling.LANES];
          final int end = Math.min(lines, (item + 1) * perItem);
          for (int line = item * perItem; line < end; line += AxisResampling.LANES) {
            final int count = Math.min(AxisResampling.LANES, end - line);
            gather(values, starts(line, count, n, step), n, step, work, rule.valuesAt());
            rule.apply(work, out);
            scatter(out, starts(line, count, m, step), m, step, result);
          }
        });
    return result;
  }

  /** Index of the first value of each line of a group in an array with lines of n values. */
  private static int[] starts(int line, int count, int n, int step) {
    final int[] starts = new int[count];
    for (int b = 0; b < count; b++) starts[b] = (line + b) / step * (n * step) + (line + b) % step;
    return starts;
  }

  private static void gather(float[] values, int[] starts, int n, int step, double[] work, int at) {
    for (int i = 0; i < n; i++)
      for (int b = 0; b < starts.length; b++)
        work[at + i * AxisResampling.LANES + b] = values[starts[b] + i * step];
  }

  private static void scatter(double[] out, int[] starts, int m, int step, float[] result) {
    for (int i = 0; i < m; i++)
      for (int b = 0; b < starts.length; b++)
        result[starts[b] + i * step] = (float) out[i * AxisResampling.LANES + b];
  }

  /** The smallest and the largest value of each slice across an axis, or of all (axis -1). */
  private static float[][] range(float[] values, int[] shape, int axis) {
    final int slices = axis < 0 ? 1 : shape[axis];
    final float[] least = new float[slices], most = new float[slices];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(most, Float.NEGATIVE_INFINITY);
    final int run = runLength(shape, axis);
    for (int at = 0, s = 0; at < values.length; at += run, s = (s + 1) % slices)
      for (int i = at; i < at + run; i++) {
        least[s] = Math.min(least[s], values[i]);
        most[s] = Math.max(most[s], values[i]);
      }
    return new float[][] {least, most};
  }

  private static void clip(float[] values, int[] shape, float[][] range, int axis) {
    final int slices = range[0].length, run = runLength(shape, axis);
    for (int at = 0, s = 0; at < values.length; at += run, s = (s + 1) % slices)
      for (int i = at; i < at + run; i++)
        values[i] = Math.max(range[0][s], Math.min(range[1][s], values[i]));
  }

  /** How many values in a row belong to one slice across an axis. */
  private static int runLength(int[] shape, int axis) {
    int run = 1;
    for (int a = axis + 1; a < shape.length; a++) run *= shape[a];
    return run;
  }
}
