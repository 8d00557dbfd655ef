package org.myelon.transform;

import org.myelon.step.InputException;

/**
 * Pairs of points in RAS mm that belong together.
 *
 * @param from where points are
 * @param to where they are to go; as many
 */
public record LandmarkPairs(double[][] from, double[][] to) {

  /**
   * @throws InputException if the numbers differ or a coordinate is no number
   */
  public LandmarkPairs {
    if (from.length != to.length)
      throw new InputException(
          "There are "
              + from.length
              + " landmarks on one side and "
              + to.length
              + " on the other; each needs its partner.");
    from = copy(from);
    to = copy(to);
  }

  private static double[][] copy(double[][] points) {
    final double[][] copy = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      copy[i] = points[i].clone();
      for (double c : copy[i])
        if (copy[i].length != 3 || !Double.isFinite(c))
          throw new InputException("Landmark " + (i + 1) + " is no point: it needs three numbers.");
    }
    return copy;
  }

  @Override
  public double[][] from() {
    return copy(from);
  }

  @Override
  public double[][] to() {
    return copy(to);
  }

  /** The number of pairs. */
  public int count() {
    return from.length;
  }

  /** The pairs for the way back. */
  public LandmarkPairs swapped() {
    return new LandmarkPairs(to, from);
  }

  /**
   * Refuses too few landmarks, or landmarks in a lower dimension.
   *
   * @param dimension 0: one landmark is enough, 1: a line, 2: a plane, 3: they must span space
   * @throws InputException if the landmarks of one side do not span so much
   */
  void requireSpan(int dimension, String what) {
    if (count() <= dimension)
      throw new InputException(
          what + " needs at least " + (dimension + 1) + " landmarks, not " + count() + ".");
    if (Math.min(span(from), span(to)) < dimension)
      throw new InputException(
          what
              + " needs landmarks that do not all lie "
              + (dimension == 3 ? "in a plane" : dimension == 2 ? "on a line" : "in one place")
              + "; add some, or take a transform with fewer freedoms.");
  }

  /** The dimension of the smallest space that holds the points. */
  private static int span(double[][] points) {
    final double[] sizes = new SymmetricEigen(covariance(points, points)).sorted();
    int dimension = 0;
    // an extent of a thousandth of the largest is not known well enough
    for (double s : sizes) if (s > 1e-6 * sizes[0] && s > 0) dimension++;
    return dimension;
  }

  /** Mean of a cloud of points. */
  static double[] mean(double[][] points) {
    final double[] m = new double[3];
    for (int a = 0; a < 3; a++) for (double[] p : points) m[a] += p[a] / points.length;
    return m;
  }

  /** Sum over the pairs of (p - mean) (q - mean)<sup>T</sup>. */
  static double[][] covariance(double[][] p, double[][] q) {
    final double[] m = mean(p), n = mean(q);
    final double[][] c = new double[3][3];
    for (int k = 0; k < p.length; k++)
      for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) c[i][j] += (p[k][i] - m[i]) * (q[k][j] - n[j]);
    return c;
  }
}
