package org.myelon.register;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.myelon.image.Box;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Jacobian;
import org.myelon.transform.Transform;

/**
 * How good a registration is.
 *
 * @param diceBefore overlap of the fixed cord and the moved one (cut at one half) before the first
 *     step; not a number if the cords are not known
 * @param diceAfter likewise after the last one
 * @param folds voxels of the fixed image near the cord where the transform turns space over
 *     (Jacobian 0 or less)
 * @param meanInverseError mean distance in mm within the fixed cord between a point and where it
 *     comes back to after the transform and its inverse
 * @param largestInverseError the largest such distance
 */
public record Quality(
    double diceBefore,
    double diceAfter,
    long folds,
    double meanInverseError,
    double largestInverseError) {

  /** Folds are looked for up to here from the cord. */
  private static final double NEAR_MM = 10;

  /**
   * @param fixed cord mask that stays
   * @param moving cord mask that is moved, on any grid; null if unknown
   * @param before from points of the fixed to points of the moving image before the first step
   * @param after likewise after the last one
   */
  static Quality of(
      Volume fixed, Volume moving, Transform before, Transform after, Progress progress) {
    final Volume cord = around(fixed.reoriented(Orientation.RPI));
    final double[] inverse = inverseErrors(cord, after);
    return new Quality(
        moving == null ? Double.NaN : dice(cord, moving, before),
        moving == null ? Double.NaN : dice(cord, moving, after),
        Jacobian.countFolds(Jacobian.run(after, cord.grid(), progress)),
        inverse[0],
        inverse[1]);
  }

  /** The mask, without what is far from the cord. */
  private static Volume around(Volume mask) {
    final Grid grid = mask.grid();
    final double[] mm = grid.spacing();
    final long[] margin = new long[3];
    for (int a = 0; a < 3; a++) margin[a] = (long) Math.ceil(NEAR_MM / mm[a]);
    return org.myelon.image.Crop.to(mask, Box.around(mask).grown(margin, grid));
  }

  private static double dice(Volume fixed, Volume moving, Transform transform) {
    final float[] a = fixed.toFloats();
    final float[] b =
        ApplyTransform.run(moving, fixed.grid(), transform, Interpolation.LINEAR, Progress.NONE)
            .toFloats();
    long both = 0, sum = 0;
    for (int i = 0; i < a.length; i++) {
      final boolean inA = a[i] >= 0.5, inB = b[i] >= 0.5;
      if (inA && inB) both++;
      if (inA) sum++;
      if (inB) sum++;
    }
    return 2.0 * both / sum;
  }

  /**
   * Mean and largest, over the voxels of the cord; a point that does not come back counts as far.
   */
  private static double[] inverseErrors(Volume cord, Transform transform) {
    final Grid grid = cord.grid();
    final float[] mask = cord.toFloats();
    final int nx = grid.extent(0), ny = grid.extent(1);
    final Transform inverse = transform.inverse();
    final double[] errors =
        IntStream.range(0, mask.length)
            .filter(i -> mask[i] >= 0.5)
            .parallel()
            .mapToDouble(
                i -> {
                  final double[] p = grid.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny));
                  final double[] q = new double[3];
                  if (!transform.apply(p, q) || !inverse.apply(q, q)) return Double.NaN;
                  return Math.hypot(Math.hypot(q[0] - p[0], q[1] - p[1]), q[2] - p[2]);
                })
            .filter(e -> !Double.isNaN(e))
            .toArray();
    double sum = 0, largest = 0;
    for (double e : errors) {
      sum += e;
      largest = Math.max(largest, e);
    }
    return new double[] {sum / errors.length, largest};
  }

  /** One line for a reader. */
  @Override
  public String toString() {
    final String dice =
        Double.isNaN(diceAfter)
            ? ""
            : String.format(
                Locale.ROOT, "Dice of the cords %.4f, before %.4f; ", diceAfter, diceBefore);
    return String.format(
        Locale.ROOT,
        "%s%d folds; inverse within %.3f mm (mean %.4f)",
        dice,
        folds,
        largestInverseError,
        meanInverseError);
  }

  /** For a provenance sidecar. */
  public Map<String, Object> facts() {
    final Map<String, Object> facts = new LinkedHashMap<>();
    if (!Double.isNaN(diceAfter)) {
      facts.put("diceBefore", diceBefore);
      facts.put("diceAfter", diceAfter);
    }
    facts.put("folds", folds);
    facts.put("meanInverseErrorMm", meanInverseError);
    facts.put("largestInverseErrorMm", largestInverseError);
    return facts;
  }
}
