package org.myelon.segment;

import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * The deformable tube: one outline per slice. It grows from one slice up and down, each outline
 * expecting the shape of the one before; afterwards every outline is found once more between its
 * two neighbours. It ends where the cord is lost.
 */
final class CordTube {

  /** Least part of the outline that must meet fluid in a slice that counts. */
  private static final double LEAST_CLEAR = 0.5;

  /** So many mm (and two slices at least) without the cord in a row end the tube. */
  private static final double PATIENCE_MM = 8;

  /** The direction of the path is taken over so many mm on either side. */
  private static final double SLOPE_MM = 5;

  private static final int SWEEPS = 2;

  private final SliceStack stack;
  private final CordDetector.Path path;
  private final int sign;
  private final double radius, maxArea;
  private final ContourOptimiser free, guided;
  private final RadialContour[] contours;
  private final double[] clear;
  private int first, last;

  /**
   * @param path where the cord runs, about
   * @param sign +1 bright fluid, -1 dark fluid
   * @param smoothness penalty per square mm of departure from the shape expected
   */
  CordTube(
      SliceStack stack,
      CordDetector.Path path,
      int sign,
      double radius,
      double maxArea,
      double smoothness) {
    this.stack = stack;
    this.path = path;
    this.sign = sign;
    this.radius = radius;
    this.maxArea = maxArea;
    free = new ContourOptimiser(smoothness, 0);
    guided = new ContourOptimiser(5 * smoothness, smoothness);
    contours = new RadialContour[stack.depth()];
    clear = new double[stack.depth()];
  }

  /** Finds all outlines and the two ends. */
  void grow(int seed, Progress progress) {
    contours[seed] = outline(seed, path.x()[seed], path.y()[seed], null, false);
    last = grow(seed, 1, progress);
    first = grow(seed, -1, progress);
    for (int s = 0; s < 2 * SWEEPS; s++) refine(s % 2, s >= 2 * SWEEPS - 2, progress);
  }

  /** Grows one way and returns the last slice that shows the cord. */
  private int grow(int seed, int direction, Progress progress) {
    final double patience = Math.max(PATIENCE_MM, 1.5 * stack.spacing(2));
    int end = seed;
    for (int z = seed + direction; z >= 0 && z < contours.length; z += direction) {
      progress.check("Growing the tube", 0.5);
      final RadialContour before = contours[z - direction];
      final double x = before.x() + direction * slope(path.x(), z - direction, z);
      final double y = before.y() + direction * slope(path.y(), z - direction, z);
      contours[z] = outline(z, x, y, before.radii(), false);
      if (showsCord(z)) end = z;
      else if (Math.abs(z - end) * stack.spacing(2) > patience) break;
    }
    return end;
  }

  /** How far the path moves from one slice to the next higher, on average about two slices. */
  private double slope(double[] position, int a, int b) {
    final int reach = (int) Math.round(SLOPE_MM / stack.spacing(2));
    final int from = Math.max(0, Math.min(a, b) - reach);
    final int to = Math.min(position.length - 1, Math.max(a, b) + reach);
    return (position[to] - position[from]) / (to - from);
  }

  private boolean showsCord(int z) {
    final double area = contours[z].area();
    return clear[z] >= LEAST_CLEAR
        && area <= maxArea
        && area >= 0.25 * Math.PI * radius * radius / 2;
  }

  /** Every second slice: neighbours do not change meanwhile. */
  private void refine(int parity, boolean nearFluid, Progress progress) {
    final int from = first + (first + parity) % 2;
    Parallel.forEach(
        Math.max(0, (last - from) / 2 + 1),
        "Refining the outline",
        progress,
        i -> refineSlice(from + 2 * i, nearFluid));
  }

  private void refineSlice(int z, boolean nearFluid) {
    if (z > last) return;
    final double[] below = contours[Math.max(first, z - 1)].radii();
    final double[] above = contours[Math.min(last, z + 1)].radii();
    final double[] expected = new double[below.length];
    for (int k = 0; k < expected.length; k++) expected[k] = 0.5 * (below[k] + above[k]);
    contours[z] = outline(z, contours[z].x(), contours[z].y(), expected, nearFluid);
  }

  /** The outline of a slice, found twice: about the point given, then about its own centroid. */
  private RadialContour outline(int z, double x, double y, double[] expected, boolean nearFluid) {
    final int least = (int) Math.round(radius / 4 / RayProfiles.STEP);
    final ContourOptimiser optimiser = expected == null ? free : guided;
    RadialContour c = new RadialContour(x, y, expected);
    for (int pass = 0; pass < 2; pass++) {
      final RayProfiles rays =
          new RayProfiles(stack, z, c.x(), c.y(), sign, radius, c.radii(), nearFluid);
      final double[] radii = optimiser.find(rays.cost(radius), expected, least);
      c = new RadialContour(c.x(), c.y(), radii).recentred();
      clear[z] = rays.distinct() ? rays.clear() : 0;
    }
    return c;
  }

  /** The lowest slice of the tube. */
  int first() {
    return first;
  }

  /** The highest slice of the tube. */
  int last() {
    return last;
  }

  RadialContour contour(int z) {
    return contours[z];
  }

  /** Part of the outline, from 0 to 1, that meets fluid; 0 if no fluid stands out. */
  double confidence(int z) {
    return clear[z];
  }
}
