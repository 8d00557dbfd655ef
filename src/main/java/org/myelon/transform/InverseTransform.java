package org.myelon.transform;

import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.step.Progress;

/**
 * The inverse of a transform, found point by point: q with T(q) = p. Fixed point iteration q &larr;
 * q + A<sup>-1</sup> (p - T(q)) with the affine map A nearest to T (M. Chen et al., A simple
 * fixed-point approach to invert a deformation field, Med Phys 2008, where A is the identity); a
 * step that leaves the residual larger is halved. A point for which no q is found within {@link
 * #TOLERANCE_MM} has no image: T folds there or does not reach it.
 */
public final class InverseTransform implements Transform {

  /** Largest residual |T(q) - p| in mm of a point that counts as found. */
  public static final double TOLERANCE_MM = 0.001;

  private static final int MOST_STEPS = 100;

  private static final int MOST_PULLS = 12;

  private final Transform forward;
  private final Affine guess;
  private final double[] centre;

  /**
   * @param forward the transform T to invert
   * @param near an affine map near to it
   * @param centre a point in the middle of where T is valid, RAS mm
   */
  public InverseTransform(Transform forward, Affine near, double[] centre) {
    this.forward = forward;
    this.guess = near.inverse();
    this.centre = centre.clone();
  }

  /**
   * The inverse of any transform.
   *
   * @param forward the transform to invert
   * @param where a coarse grid over the places where it is valid: there the nearest affine map is
   *     looked for
   * @throws org.myelon.step.InputException if it is valid nowhere there, or near to no affine map
   */
  static InverseTransform within(Transform forward, Grid where) {
    final double[] centre = new double[3];
    for (int a = 0; a < 3; a++) centre[a] = (where.size(a) - 1) / 2.0;
    return new InverseTransform(
        forward,
        NearestAffine.of(SampleTransform.run(forward, where, Progress.NONE)),
        where.voxelToWorld().apply(centre));
  }

  @Override
  public boolean apply(double[] p, double[] q) {
    return solve(p, q) <= TOLERANCE_MM;
  }

  /**
   * Looks for the inverse of a point.
   *
   * @param p the point, RAS mm
   * @param q receives the best q that was found
   * @return the residual |T(q) - p| in mm, infinite if T is not valid near where the search begins
   */
  public double solve(double[] p, double[] q) {
    final double[] target = p.clone(), rest = new double[3], next = new double[3];
    guess.apply(target, q);
    double residual = residual(q, target, rest);
    // at the rim the guess may lie just outside
    for (int i = 0; i < MOST_PULLS && residual == Double.POSITIVE_INFINITY; i++) {
      for (int a = 0; a < 3; a++) q[a] += (centre[a] - q[a]) / 16;
      residual = residual(q, target, rest);
    }
    if (residual == Double.POSITIVE_INFINITY) return residual;
    for (int i = 0; i < MOST_STEPS && residual > TOLERANCE_MM; i++) {
      final double[] step = guess.applyToVector(rest);
      double length = 1, found = Double.POSITIVE_INFINITY;
      while (found >= residual && length > 1e-3) {
        for (int a = 0; a < 3; a++) next[a] = q[a] + length * step[a];
        found = residual(next, target, rest);
        length /= 2;
      }
      if (found >= residual) return residual;
      System.arraycopy(next, 0, q, 0, 3);
      residual = found;
    }
    return residual;
  }

  /** The length of {@code rest} = p - T(q). */
  private double residual(double[] q, double[] p, double[] rest) {
    if (!forward.apply(q, rest)) return Double.POSITIVE_INFINITY;
    double sum = 0;
    for (int a = 0; a < 3; a++) {
      rest[a] = p[a] - rest[a];
      sum += rest[a] * rest[a];
    }
    return Math.sqrt(sum);
  }

  @Override
  public Transform inverse() {
    return forward;
  }
}
