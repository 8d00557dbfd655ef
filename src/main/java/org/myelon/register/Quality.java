package org.myelon.register;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.myelon.image.Affine;
import org.myelon.image.Box;
import org.myelon.image.Crop;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
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
 * @param inverse how well the transform and its inverse cancel within the fixed cord
 */
public record Quality(double diceBefore, double diceAfter, long folds, InverseConsistency inverse) {

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
    return new Quality(
        moving == null ? Double.NaN : dice(cord, moving, before),
        moving == null ? Double.NaN : dice(cord, moving, after),
        Jacobian.countFolds(Jacobian.run(after, cord.grid(), progress)),
        InverseConsistency.of(after, cord, Progress.NONE));
  }

  /** The mask, without what is far from the cord. */
  private static Volume around(Volume mask) {
    final Grid grid = mask.grid();
    final double[] mm = grid.spacing();
    final long[] margin = new long[3];
    for (int a = 0; a < 3; a++) margin[a] = (long) Math.ceil(NEAR_MM / mm[a]);
    return Crop.to(mask, Box.around(mask).grown(margin, grid));
  }

  /** 0 where they do not meet at all. */
  private static double dice(Volume fixed, Volume moving, Transform transform) {
    final Grid grid = fixed.grid();
    final Affine toVoxel = moving.voxelToWorld().inverse();
    final Sampler sampler = Sampler.of(moving, Interpolation.LINEAR, Progress.NONE);
    final float[] mask = fixed.toFloats();
    final int nx = grid.extent(0), ny = grid.extent(1);
    final double[] p = new double[3];
    long both = 0, sum = 0;
    for (int i = 0; i < mask.length; i++) {
      p[0] = i % nx;
      p[1] = i / nx % ny;
      p[2] = i / (nx * ny);
      grid.voxelToWorld().apply(p, p);
      boolean in = transform.apply(p, p);
      toVoxel.apply(p, p);
      in = in && sampler.contains(p[0], p[1], p[2]) && sampler.at(p[0], p[1], p[2]) >= 0.5;
      if (in && mask[i] >= 0.5) both++;
      if (in) sum++;
      if (mask[i] >= 0.5) sum++;
    }
    return 2.0 * both / sum;
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
        inverse.largestMm(),
        inverse.meanMm());
  }

  /** For a provenance sidecar. */
  public Map<String, Object> facts() {
    final Map<String, Object> facts = new LinkedHashMap<>();
    if (!Double.isNaN(diceAfter)) {
      facts.put("diceBefore", diceBefore);
      facts.put("diceAfter", diceAfter);
    }
    facts.put("folds", folds);
    facts.put("meanInverseErrorMm", inverse.meanMm());
    facts.put("largestInverseErrorMm", inverse.largestMm());
    facts.put("pointsWithoutInverse", inverse.lost());
    return facts;
  }
}
