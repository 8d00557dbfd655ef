package org.myelon.vertebra.network;

import org.myelon.image.Affine;
import org.myelon.image.Interpolation;
import org.myelon.image.Sampler;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/**
 * Where the body's plane of symmetry lies beside a place of a slab: there, what is to the right of
 * it correlates best with what is to the left.
 */
final class MiddlePlane {

  /** How far aside it is looked for, mm, and in which steps. */
  private static final double FARTHEST = 8, STEP = 0.5;

  /** What is compared: up to this far aside, to the front and back, up and down, mm. */
  private static final int ASIDE = 20, FRONT = 16, UP = 6;

  /** Between places that are compared, mm. */
  private static final int EVERY = 2;

  /** Less alike than this, the place stays where it is. */
  private static final double LEAST = 0.5;

  /** What a mm aside must gain. */
  private static final double DEAR = 2e-3;

  private final Sampler sampler;
  private final Affine toVoxel;
  private final CordSlab slab;

  MiddlePlane(Volume image, CordSlab slab) {
    sampler = Sampler.of(image, Interpolation.LINEAR, Progress.NONE);
    toVoxel = image.voxelToWorld().inverse();
    this.slab = slab;
  }

  /**
   * @param row of the place in the slab
   * @param front mm before the line of the slab
   * @return mm to the right; 0 where nothing is symmetric enough
   */
  double right(double row, double front) {
    double best = LEAST, at = 0;
    for (double d = -FARTHEST; d <= FARTHEST; d += STEP) {
      final double alike = correlation(row, front, d) - DEAR * Math.abs(d);
      if (alike > best) {
        best = alike;
        at = d;
      }
    }
    return at;
  }

  /** Correlation of both sides of a plane; NaN if too little of it lies in the image. */
  private double correlation(double row, double front, double middle) {
    final double[] p = new double[3];
    double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    for (int up = -UP; up <= UP; up += EVERY)
      for (int f = -FRONT; f <= FRONT; f += EVERY)
        for (int k = 1; k <= ASIDE; k += EVERY) {
          final double x = value(row + up, front + f, middle + k, p);
          final double y = value(row + up, front + f, middle - k, p);
          if (Double.isNaN(x + y)) continue;
          n++;
          a += x;
          b += y;
          aa += x * x;
          bb += y * y;
          ab += x * y;
        }
    final double most = (2 * UP / EVERY + 1) * (2 * FRONT / EVERY + 1) * (ASIDE / EVERY);
    if (n < 0.5 * most) return Double.NaN;
    return (n * ab - a * b) / Math.sqrt((n * aa - a * a) * (n * bb - b * b));
  }

  private double value(double row, double front, double right, double[] p) {
    slab.place(row, front, right, p);
    toVoxel.apply(p, p);
    return sampler.contains(p[0], p[1], p[2]) ? sampler.at(p[0], p[1], p[2]) : Double.NaN;
  }
}
