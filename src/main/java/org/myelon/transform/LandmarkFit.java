package org.myelon.transform;

import org.myelon.image.Affine;

/**
 * The transform of a kind that brings landmarks nearest to their partners: least sum of squared
 * distances, in closed form.
 */
public final class LandmarkFit {

  private LandmarkFit() {}

  /**
   * The shift of the mean.
   *
   * @throws org.myelon.step.InputException without a landmark
   */
  public static AffineTransform translation(LandmarkPairs pairs) {
    pairs.requireSpan(0, "A translation");
    return about(pairs, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 1);
  }

  /**
   * Rotation and shift: B. K. P. Horn, Closed-form solution of absolute orientation using unit
   * quaternions, J Opt Soc Am A 1987.
   *
   * @throws org.myelon.step.InputException if all landmarks lie on a line
   */
  public static AffineTransform rigid(LandmarkPairs pairs) {
    pairs.requireSpan(2, "A rigid transform");
    return about(pairs, rotation(pairs), 1);
  }

  /**
   * Rotation, one scale for all directions and shift.
   *
   * @throws org.myelon.step.InputException if all landmarks lie on a line
   */
  public static AffineTransform similarity(LandmarkPairs pairs) {
    pairs.requireSpan(2, "A similarity");
    final double[][] r = rotation(pairs);
    final double[][] across = LandmarkPairs.covariance(pairs.from(), pairs.to());
    final double[][] own = LandmarkPairs.covariance(pairs.from(), pairs.from());
    double along = 0, size = 0;
    for (int i = 0; i < 3; i++) {
      size += own[i][i];
      for (int j = 0; j < 3; j++) along += r[j][i] * across[i][j];
    }
    return about(pairs, r, along / size);
  }

  /**
   * Any affine map.
   *
   * @throws org.myelon.step.InputException if all landmarks lie in a plane
   */
  public static AffineTransform affine(LandmarkPairs pairs) {
    pairs.requireSpan(3, "An affine transform");
    final double[][] own = LandmarkPairs.covariance(pairs.from(), pairs.from());
    final double[][] across = LandmarkPairs.covariance(pairs.from(), pairs.to());
    LinearSystem.solve(own, across);
    final double[][] m = new double[3][3];
    for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) m[i][j] = across[j][i];
    return about(pairs, m, 1);
  }

  /** The map q = scale m (p - mean of from) + mean of to. */
  private static AffineTransform about(LandmarkPairs pairs, double[][] m, double scale) {
    final double[] from = LandmarkPairs.mean(pairs.from()), to = LandmarkPairs.mean(pairs.to());
    final double[] rows = new double[12];
    for (int i = 0; i < 3; i++) {
      rows[4 * i + 3] = to[i];
      for (int j = 0; j < 3; j++) {
        rows[4 * i + j] = scale * m[i][j];
        rows[4 * i + 3] -= scale * m[i][j] * from[j];
      }
    }
    return new AffineTransform(new Affine(rows));
  }

  /** The rotation whose quaternion is the main eigenvector of Horn's matrix. */
  private static double[][] rotation(LandmarkPairs pairs) {
    final double[][] s = LandmarkPairs.covariance(pairs.from(), pairs.to());
    final double[][] n = {
      {
        s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0],
      },
      {0, s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
      {0, 0, s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
      {0, 0, 0, s[2][2] - s[0][0] - s[1][1]},
    };
    for (int i = 0; i < 4; i++) for (int j = 0; j < i; j++) n[i][j] = n[j][i];
    return Quaternion.toMatrix(new SymmetricEigen(n).first());
  }
}
