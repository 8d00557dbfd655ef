package org.myelon.register;

import java.util.Arrays;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

/**
 * How well a transform and its inverse cancel.
 *
 * @param meanMm mean distance from a point to where the transform and then its inverse send it
 * @param largestMm the largest such distance
 * @param lost points of which one of both says nothing; they do not count in the distances
 */
public record InverseConsistency(double meanMm, double largestMm, long lost) {

  /**
   * Looks at the voxels of a mask.
   *
   * @param transform its {@code inverse()} is compared with it
   * @param mask 3-D, values above 0.5
   * @param progress listens, and may cancel
   * @return distances in mm; 0 if the mask is empty
   */
  public static InverseConsistency of(Transform transform, Volume mask, Progress progress) {
    final Grid grid = mask.grid();
    final float[] inside = mask.toFloats();
    final Transform inverse = transform.inverse();
    final double[][] planes = new double[grid.extent(2)][];
    Parallel.forEach(
        planes.length,
        "comparing with the inverse",
        progress,
        k -> planes[k] = plane(transform, inverse, grid, inside, k));
    final double[] sum = new double[3];
    for (double[] plane : planes) {
      for (int i = 0; i < 3; i++) sum[i] += plane[i];
    }
    final double largest = Arrays.stream(planes).mapToDouble(plane -> plane[3]).max().orElse(0);
    return new InverseConsistency(sum[0] > 0 ? sum[1] / sum[0] : 0, largest, (long) sum[2]);
  }

  /** Number of points, sum of distances, points lost, largest distance. */
  private static double[] plane(
      Transform transform, Transform inverse, Grid grid, float[] inside, int k) {
    final Affine world = grid.voxelToWorld();
    final int nx = grid.extent(0), count = nx * grid.extent(1);
    final double[] p = new double[3], q = new double[3], found = new double[4];
    for (int n = 0; n < count; n++) {
      if (!(inside[k * count + n] > 0.5f)) continue;
      p[0] = n % nx;
      p[1] = n / nx;
      p[2] = k;
      world.apply(p, p);
      if (!transform.apply(p, q) || !inverse.apply(q, q)) {
        found[2]++;
        continue;
      }
      final double mm = Math.hypot(Math.hypot(q[0] - p[0], q[1] - p[1]), q[2] - p[2]);
      found[0]++;
      found[1] += mm;
      found[3] = Math.max(found[3], mm);
    }
    return found;
  }
}
