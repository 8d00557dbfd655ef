package org.myelon.segment;

import java.util.stream.IntStream;

/**
 * How much a pixel of a map looks like the middle of a cord: the step from the inside to the fluid,
 * counted only as far as both ends of a diameter have it and as far as they are equally distant,
 * less the unevenness inside and around, in relation to the intensity there. Bright fluid must have
 * something darker behind it (dura and bone): a dark hole in tissue is no cord. The surroundings
 * should be symmetrical, left to right.
 */
final class Medialness {

  private static final int DIRECTIONS = 16;

  /** Half the size in pixels of the surroundings that are compared left with right. */
  private static final int MIRROR_X = 20, MIRROR_Y = 12;

  private final int width, height, sign;
  private final double scale, near;
  private final int samples, behind;
  private final int[] inside;
  private final double[] rayX = new double[DIRECTIONS], rayY = new double[DIRECTIONS];

  /**
   * @param sign +1 where the fluid is brighter than the cord, -1 where it is darker
   * @param radius of the cord in pixels
   * @param scale what is a signal in this image, against air and noise
   */
  Medialness(int width, int height, int sign, double radius, double scale) {
    this.width = width;
    this.height = height;
    this.sign = sign;
    this.scale = scale;
    near = 0.5 * radius;
    samples = 1 + (int) Math.floor(1.75 * radius);
    behind = (int) Math.ceil(1.25 * radius);
    for (int k = 0; k < DIRECTIONS; k++) {
      rayX[k] = Math.cos(2 * Math.PI * k / DIRECTIONS);
      rayY[k] = Math.sin(2 * Math.PI * k / DIRECTIONS);
    }
    final int r = (int) Math.floor(near), side = 2 * r + 1;
    inside =
        IntStream.range(0, side * side)
            .filter(i -> Math.hypot(i % side - r, i / side - r) <= near)
            .map(i -> (i / side - r) * width + i % side - r)
            .toArray();
  }

  /** From 0 (nothing) towards 1. */
  double score(float[] map, int x, int y) {
    final int margin = (int) Math.floor(near), centre = y * width + x;
    if (x < margin || y < margin || x >= width - margin || y >= height - margin) return 0;
    double mean = 0, spread = 0;
    for (int o : inside) mean += map[centre + o] / inside.length;
    if (mean <= 0) return 0;
    for (int o : inside) spread += Math.abs(map[centre + o] - mean) / inside.length;
    final double[] step = new double[DIRECTIONS], at = new double[DIRECTIONS];
    for (int k = 0; k < DIRECTIONS; k++) step(map, x, y, k, mean, step, at);
    final double edge = pairedMean(step, at);
    final double clear = edge - spread - unevenness(step);
    if (clear <= 0) return 0;
    return clear
        / (edge + mean + scale)
        * Math.min(1, 2 * mean / scale)
        * (0.5 + 0.5 * symmetry(map, x, y));
  }

  private static double pairedMean(double[] step, double[] at) {
    double sum = 0;
    for (int k = 0; k < DIRECTIONS; k++) {
      final int o = (k + DIRECTIONS / 2) % DIRECTIONS;
      final double balance = 1 - Math.abs(at[k] - at[o]) / (at[k] + at[o]);
      sum += balance * Math.min(step[k], step[o]);
    }
    return sum / DIRECTIONS;
  }

  private static double unevenness(double[] step) {
    double mean = 0, sum = 0;
    for (double s : step) mean += s / DIRECTIONS;
    for (double s : step) sum += Math.abs(s - mean);
    return sum / DIRECTIONS;
  }

  /** The step on ray k from the inside to the fluid, and the distance where it is half done. */
  private void step(float[] map, int x, int y, int k, double mean, double[] step, double[] at) {
    final double[] d = new double[samples + behind];
    double peak = 0, best = 0;
    for (int i = 0; i < d.length; i++) {
      d[i] = sign * (sample(map, x + (near + i) * rayX[k], y + (near + i) * rayY[k]) - mean);
      if (i < samples) peak = Math.max(peak, d[i]);
      best = Math.max(best, sign > 0 ? Math.min(peak, peak - d[i]) : peak);
    }
    step[k] = best;
    int i = 0;
    while (i < samples - 1 && d[i] < 0.5 * best) i++;
    at[k] = near + i;
    if (i > 0 && d[i] > 0.5 * best) at[k] -= (d[i] - 0.5 * best) / (d[i] - d[i - 1]);
  }

  /** Correlation of the surroundings with their mirror image. */
  private double symmetry(float[] map, int x, int y) {
    double n = 0, l = 0, r = 0, ll = 0, rr = 0, lr = 0;
    for (int v = Math.max(0, y - MIRROR_Y); v <= Math.min(height - 1, y + MIRROR_Y); v += 2)
      for (int u = 2; u <= MIRROR_X && x - u >= 0 && x + u < width; u += 2) {
        final double a = map[v * width + x - u], b = map[v * width + x + u];
        n++;
        l += a;
        r += b;
        ll += a * a;
        rr += b * b;
        lr += a * b;
      }
    final double product = (ll - l * l / n) * (rr - r * r / n);
    return n > 0 && product > 0 ? (lr - l * r / n) / Math.sqrt(product) : 0;
  }

  private double sample(float[] map, double x, double y) {
    if (x < 0 || y < 0 || x > width - 1 || y > height - 1) return 0;
    final int i = Math.min((int) x, width - 2), j = Math.min((int) y, height - 2);
    final double u = x - i, v = y - j;
    final int o = j * width + i;
    return (1 - v) * ((1 - u) * map[o] + u * map[o + 1])
        + v * ((1 - u) * map[o + width] + u * map[o + width + 1]);
  }
}
