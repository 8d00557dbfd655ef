package org.myelon.segment;

import java.util.Arrays;

/**
 * The path through a stack of score maps, one point per map, with the largest sum of scores less a
 * penalty on the squared sideways step. Exact: dynamic programming, each step a lower envelope of
 * parabolas (Felzenszwalb and Huttenlocher 2012), so the time is linear in the number of pixels.
 */
public final class MinimalPath {

  private static final float NEVER = 1e15f;

  private final int width, height;

  public MinimalPath(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * @param cost one map per level, x fastest; {@link Float#POSITIVE_INFINITY} where the path must
   *     not go
   * @param stiffness penalty of a step of one pixel
   * @return the pixel index on each level
   */
  public int[] find(float[][] cost, double stiffness) {
    final int levels = cost.length, pixels = width * height;
    final int[][] from = new int[levels][];
    float[] sum = limited(cost[0]);
    for (int z = 1; z < levels; z++) {
      from[z] = new int[pixels];
      final float[] reach = envelope(sum, from[z], stiffness);
      for (int i = 0; i < pixels; i++) reach[i] += Math.min(NEVER, cost[z][i]);
      sum = reach;
    }
    final int[] path = new int[levels];
    for (int i = 1; i < pixels; i++) if (sum[i] < sum[path[levels - 1]]) path[levels - 1] = i;
    for (int z = levels - 1; z > 0; z--) path[z - 1] = from[z][path[z]];
    return path;
  }

  private static float[] limited(float[] cost) {
    final float[] c = cost.clone();
    for (int i = 0; i < c.length; i++) c[i] = Math.min(NEVER, c[i]);
    return c;
  }

  /** min over q of f(q) + stiffness |p - q|^2 for every p, and where it is reached. */
  private float[] envelope(float[] f, int[] from, double stiffness) {
    final float[] rows = new float[f.length];
    final int[] rowFrom = new int[f.length];
    final Line row = new Line(width), column = new Line(height);
    for (int y = 0; y < height; y++) {
      row.transform(f, y * width, 1, stiffness);
      for (int x = 0; x < width; x++) {
        rows[y * width + x] = row.value[x];
        rowFrom[y * width + x] = row.source[x];
      }
    }
    final float[] all = new float[f.length];
    for (int x = 0; x < width; x++) {
      column.transform(rows, x, width, stiffness);
      for (int y = 0; y < height; y++) {
        all[y * width + x] = column.value[y];
        from[y * width + x] = column.source[y] * width + rowFrom[column.source[y] * width + x];
      }
    }
    return all;
  }

  /** The one-dimensional transform with its working space. */
  private static final class Line {
    final float[] value;
    final int[] source;
    private final int[] vertex;
    private final double[] border;

    Line(int n) {
      value = new float[n];
      source = new int[n];
      vertex = new int[n];
      border = new double[n + 1];
    }

    void transform(float[] f, int offset, int stride, double a) {
      final int n = value.length;
      int k = 0;
      vertex[0] = 0;
      Arrays.fill(border, Double.POSITIVE_INFINITY);
      border[0] = Double.NEGATIVE_INFINITY;
      for (int q = 1; q < n; q++) {
        final double fq = f[offset + q * stride];
        double s = crossing(f, offset, stride, a, vertex[k], q, fq);
        while (s <= border[k]) s = crossing(f, offset, stride, a, vertex[--k], q, fq);
        vertex[++k] = q;
        border[k] = s;
        border[k + 1] = Double.POSITIVE_INFINITY;
      }
      k = 0;
      for (int p = 0; p < n; p++) {
        while (border[k + 1] < p) k++;
        final int q = vertex[k];
        value[p] = (float) (f[offset + q * stride] + a * (p - q) * (p - q));
        source[p] = q;
      }
    }

    private static double crossing(
        float[] f, int offset, int stride, double a, int v, int q, double fq) {
      return (fq - f[offset + v * stride]) / (2 * a * (q - v)) + 0.5 * (q + v);
    }
  }
}
