package org.myelon.transform;

import java.util.Locale;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/** Makes a displacement field of the inverse of any transform, and says how good it is. */
public final class InvertTransform {

  private InvertTransform() {}

  /**
   * An inverse and how far it is from undoing the transform, at the voxels where it was found.
   *
   * @param field the inverse, masked where it was not found
   * @param found the part of the voxels where it was found, up to 1
   * @param largestMm the largest distance between a voxel and where inverse and transform lead it
   * @param meanMm the mean of these distances
   */
  public record Result(DisplacementField field, double found, double largestMm, double meanMm) {

    /** What was done and how well. */
    public Methods methods() {
      return new Methods(
          String.format(
              Locale.ROOT,
              "The transform was inverted point by point; the inverse was found at %.1f %% of the"
                  + " voxels with a residual of at most %.2g mm (mean %.2g mm).",
              100 * found,
              largestMm,
              meanMm),
          "M. Chen, W. Lu, Q. Chen, K. J. Ruchala, G. H. Olivera, A simple fixed-point approach to"
              + " invert a deformation field, Med Phys 2008, doi:10.1118/1.2816107");
    }
  }

  /**
   * @param transform to be inverted
   * @param grid where the inverse is to be known: that of the image that the transform moves
   * @param progress listens, and may cancel
   * @return the inverse and how good it is
   * @throws InputException if the grid is too large for one array, or no voxel of it has an inverse
   * @implNote op names='myelon.transform.invert'
   */
  public static Result run(Transform transform, Grid grid, Progress progress) {
    final DisplacementField field =
        SampleTransform.run(transform.inverse(), grid, progress.part(0, 0.9));
    final int nz = grid.extent(2);
    final double[] sum = new double[nz], worst = new double[nz];
    final int[] found = new int[nz];
    Parallel.forEach(
        nz,
        "residuals of the inverse",
        progress.part(0.9, 1),
        k -> measure(transform, field, k, sum, worst, found));
    double total = 0, largest = 0;
    long count = 0;
    for (int k = 0; k < nz; k++) {
      total += sum[k];
      largest = Math.max(largest, worst[k]);
      count += found[k];
    }
    return new Result(field, count / (double) grid.voxelCount(), largest, total / count);
  }

  /** The residuals of one plane. */
  private static void measure(
      Transform transform,
      DisplacementField inverse,
      int k,
      double[] sum,
      double[] worst,
      int[] found) {
    final Affine world = inverse.grid().voxelToWorld();
    final int nx = inverse.grid().extent(0), plane = nx * inverse.grid().extent(1);
    final double[] p = new double[3], q = new double[3];
    for (int n = 0; n < plane; n++) {
      if (!inverse.isValid(k * plane + n)) continue;
      p[0] = n % nx;
      p[1] = n / nx;
      p[2] = k;
      world.apply(p, p);
      for (int c = 0; c < 3; c++) q[c] = p[c] + inverse.displacement(c, k * plane + n);
      found[k]++;
      // rounding to float32 can lead just out of the field
      if (!transform.apply(q, q)) continue;
      final double x = q[0] - p[0], y = q[1] - p[1], z = q[2] - p[2];
      final double residual = Math.sqrt(x * x + y * y + z * z);
      sum[k] += residual;
      worst[k] = Math.max(worst[k], residual);
    }
  }
}
