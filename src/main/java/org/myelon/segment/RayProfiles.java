package org.myelon.segment;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The image along rays from the middle of the cord outwards in one slice, read as: how much is each
 * sample no longer cord?
 */
final class RayProfiles {

  static final int RAYS = 36;

  /** Distance of the samples along a ray in mm. */
  static final double STEP = 0.25;

  /** How far outside a known outline the fluid is looked for, mm; inside, half of that. */
  private static final double BAND = 2;

  /** Part of a known radius that is surely cord. */
  private static final double INNER = 0.7;

  /** Median deviations inside that the step to the fluid must exceed: 4 standard deviations. */
  private static final double DISTINCT = 4 / 0.6745;

  private final int samples;
  private final double[][] outside = new double[RAYS][];
  private final double inside, spread, fluidStep, clear;

  /**
   * @param sign +1 bright fluid, -1 dark fluid
   * @param radius expected radius of the cord in mm; rays end at 2.25 of it
   * @param near an outline known already, whose nearest fluid is taken ray by ray (thin or dim
   *     fluid); null to take the strongest along each ray
   */
  RayProfiles(
      SliceStack stack,
      int z,
      double cx,
      double cy,
      int sign,
      double radius,
      double[] known,
      boolean nearFluid) {
    samples = 1 + (int) Math.ceil(2.25 * radius / STEP);
    final double[][] raw = new double[RAYS][samples];
    for (int k = 0; k < RAYS; k++) {
      final double ux = Math.cos(2 * Math.PI * k / RAYS), uy = Math.sin(2 * Math.PI * k / RAYS);
      for (int i = 0; i < samples; i++)
        raw[k][i] = stack.at(cx + ux * i * STEP, cy + uy * i * STEP, z);
    }
    final double[] inner = inner(raw, radius, known);
    inside = median(inner);
    spread = median(Arrays.stream(inner).map(v -> Math.abs(v - inside)).toArray());
    final double[] strongest = new double[RAYS];
    for (int k = 0; k < RAYS; k++) strongest[k] = step(raw[k], sign, 0, samples - 1);
    fluidStep = median(strongest);
    int found = 0;
    for (int k = 0; k < RAYS; k++) {
      final double step =
          !nearFluid || known == null
              ? strongest[k]
              : step(raw[k], sign, at(known[k] - BAND / 2), at(known[k] + BAND));
      if (step > 0.5 * fluidStep) found++;
      outside[k] =
          outside(raw[k], sign, Math.max(0.5 * fluidStep, Math.min(1.25 * fluidStep, step)));
    }
    clear = found / (double) RAYS;
  }

  private double step(double[] ray, int sign, int from, int to) {
    double step = 0;
    for (int i = from; i <= to; i++) step = Math.max(step, sign * (ray[i] - inside));
    return step;
  }

  private int at(double mm) {
    return (int) Math.max(0, Math.min(samples - 1, Math.round(mm / STEP)));
  }

  /** The samples well inside: within 0.7 of a known outline, or half the expected radius. */
  private static double[] inner(double[][] raw, double radius, double[] known) {
    final DoubleStream.Builder inner = DoubleStream.builder();
    for (int k = 0; k < RAYS; k++) {
      final double end = known == null ? 0.5 * radius : INNER * known[k];
      for (int i = 0; i * STEP <= end && i < raw[k].length; i++) inner.add(raw[k][i]);
    }
    return inner.build().toArray();
  }

  /** From 0 (cord) to 1 (not cord); a ray that has left the cord does not come back to it. */
  private double[] outside(double[] raw, int sign, double step) {
    final double[] out = new double[samples];
    double most = 0;
    for (int i = 0; i < samples; i++) {
      final double d = sign * (raw[i] - inside);
      final double departure = d > 0 ? d / step : -d / Math.max(inside, step);
      most = Math.max(most, Math.min(1, departure));
      out[i] = most;
    }
    return out;
  }

  private static double median(double[] v) {
    final double[] s = v.clone();
    Arrays.sort(s);
    return s[s.length / 2];
  }

  /** Whether the step to the fluid stands out from the unevenness of the cord itself. */
  boolean distinct() {
    return fluidStep > DISTINCT * spread;
  }

  /** Part of the rays that meet fluid. */
  double clear() {
    return clear;
  }

  /**
   * What an outline costs that crosses ray k at sample i: the integral over the sector of how much
   * more than half it is not cord, relative to a sector of the expected radius.
   */
  double[][] cost(double radius) {
    final double[][] cost = new double[RAYS][samples];
    for (int k = 0; k < RAYS; k++)
      for (int i = 1; i < samples; i++)
        cost[k][i] =
            cost[k][i - 1]
                + (0.5 * (outside[k][i - 1] + outside[k][i]) - 0.5)
                    * (i - 0.5)
                    * STEP
                    * STEP
                    / (radius * radius);
    return cost;
  }
}
