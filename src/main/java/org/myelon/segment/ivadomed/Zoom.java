package org.myelon.segment.ivadomed;

import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * A block with another number of voxels along its axes, whose first and last voxels lie where they
 * lay: voxel i of m lies at i (n - 1) / (m - 1). The rule of {@code scipy.ndimage.zoom}: linear, or
 * the quadratic spline through all values, mirrored about its first and last one (M. Unser et al.,
 * IEEE Trans Signal Process 1993). For some sizes scipy's rounding puts the last voxel beyond the
 * image and sets it to 0; so it is here with the spline, which makes what networks see. The linear
 * rule, which brings back what they found, keeps its value.
 */
final class Zoom {

  /** Lines that one thread takes at a time. */
  private static final int LINES = 256;

  private static final double POLE = Math.sqrt(8) - 3;

  private final int n;
  private final int m;
  private final boolean spline;

  private Zoom(int n, int m, boolean spline) {
    this.n = n;
    this.m = m;
    this.spline = spline && n > 1;
  }

  /**
   * @param block that is resampled
   * @param shape that it gets
   * @param spline whether quadratic, else linear
   */
  static Block run(Block block, int[] shape, boolean spline, Progress progress) {
    Block at = block;
    for (int a = 0; a < 3; a++)
      if (at.shape()[a] != shape[a])
        at =
            new Zoom(at.shape()[a], shape[a], spline)
                .along(at, a, progress.part(a / 3.0, (a + 1) / 3.0));
    return at;
  }

  private Block along(Block block, int axis, Progress progress) {
    final int[] shape = block.shape().clone();
    shape[axis] = m;
    final Block out = Block.zeros(shape);
    int inner = 1;
    for (int a = axis + 1; a < 3; a++) inner *= shape[a];
    final int lines = out.values().length / m, step = inner;
    Parallel.forEach(
        (lines + LINES - 1) / LINES,
        "resampling",
        progress,
        chunk -> {
          final double[] line = new double[n];
          for (int l = chunk * LINES; l < Math.min(lines, (chunk + 1) * LINES); l++) {
            final int outer = l / step, within = l % step;
            final int from = outer * n * step + within, to = outer * m * step + within;
            for (int i = 0; i < n; i++) line[i] = block.values()[from + i * step];
            if (spline) toCoefficients(line);
            for (int i = 0; i < m; i++) out.values()[to + i * step] = (float) value(line, i);
          }
        });
    return out;
  }

  private double value(double[] line, int i) {
    final double at = m == 1 ? 0 : i * ((n - 1.0) / (m - 1));
    if (!spline) return linear(line, Math.min(n - 1, at));
    return at > n - 1 ? 0 : quadratic(line, at);
  }

  private double linear(double[] line, double at) {
    final int left = Math.max(0, Math.min(n - 2, (int) at));
    final double t = at - left;
    return n == 1 ? line[0] : line[left] * (1 - t) + line[left + 1] * t;
  }

  private double quadratic(double[] c, double at) {
    final int near = (int) Math.floor(at + 0.5);
    final double t = at - near, before = 0.5 - t, after = 0.5 + t;
    return before * before / 2 * c[mirrored(near - 1)]
        + (0.75 - t * t) * c[mirrored(near)]
        + after * after / 2 * c[mirrored(near + 1)];
  }

  private int mirrored(int i) {
    if (i < 0) return -i;
    return i < n ? i : 2 * n - 2 - i;
  }

  /** The recursive filter, exact for a line that is mirrored about its ends for ever. */
  private void toCoefficients(double[] c) {
    for (int i = 0; i < n; i++) c[i] *= 8;
    final double far = Math.pow(POLE, n - 1);
    double sum = c[0] + far * c[n - 1], power = POLE;
    for (int i = 1; i < n - 1; i++, power *= POLE) sum += power * (c[i] + far * c[n - 1 - i]);
    c[0] = sum / (1 - far * far);
    for (int i = 1; i < n; i++) c[i] += POLE * c[i - 1];
    c[n - 1] = (POLE * c[n - 2] + c[n - 1]) * POLE / (POLE * POLE - 1);
    for (int i = n - 2; i >= 0; i--) c[i] = POLE * (c[i + 1] - c[i]);
  }
}
