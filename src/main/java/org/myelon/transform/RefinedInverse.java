package org.myelon.transform;

/**
 * The inverse of a displacement, begun at a good guess and improved until it is one: q &larr; q + p
 * - T(q). For transforms whose inverse is nearly known, such as two fields that were computed side
 * by side and interpolated each on its own.
 *
 * @param forward the transform T to invert; near the identity
 * @param guess nearly its inverse
 */
public record RefinedInverse(Transform forward, Transform guess) implements Transform {

  /** A point that comes back to within this distance in mm is found. */
  private static final double TOLERANCE_MM = 0.001;

  private static final int MOST_STEPS = 40;

  /** Where the iteration does not improve the guess, the guess stays. */
  @Override
  public boolean apply(double[] p, double[] q) {
    final double[] target = p.clone(), rest = new double[3], next = new double[3];
    if (!guess.apply(target, q)) return false;
    double residual = residual(q, target, rest), length = 1;
    for (int i = 0; i < MOST_STEPS && residual > TOLERANCE_MM; i++) {
      final double x = rest[0], y = rest[1], z = rest[2];
      next[0] = q[0] + length * x;
      next[1] = q[1] + length * y;
      next[2] = q[2] + length * z;
      final double found = residual(next, target, rest);
      if (found < residual) {
        residual = found;
        System.arraycopy(next, 0, q, 0, 3);
      } else {
        // where space is stretched much, a whole step leads too far
        length /= 2;
        rest[0] = x;
        rest[1] = y;
        rest[2] = z;
      }
    }
    return true;
  }

  /** The length of {@code rest} = p - T(q). */
  private double residual(double[] q, double[] p, double[] rest) {
    if (!forward.apply(q, rest)) return Double.POSITIVE_INFINITY;
    for (int a = 0; a < 3; a++) rest[a] = p[a] - rest[a];
    return Math.sqrt(rest[0] * rest[0] + rest[1] * rest[1] + rest[2] * rest[2]);
  }

  @Override
  public Transform inverse() {
    return new PairedTransform(forward, this);
  }
}
