package org.myelon.transform;

import org.myelon.step.InputException;

/**
 * The smoothest map that brings landmarks to their partners: an affine map plus a sum of kernels
 * about the landmarks, by default the distance (F. L. Bookstein, Principal warps: thin-plate
 * splines and the decomposition of deformations, IEEE Trans Pattern Anal Mach Intell 1989). Valid
 * everywhere; far from the landmarks it approaches the affine map.
 */
public final class ThinPlateSpline implements Transform {

  /** Landmarks that are nearer to each other are one. */
  private static final double NEAREST_MM = 1e-4;

  private final LandmarkPairs pairs;
  private final double[][] centres;

  /** Weights of the kernels, then the constant and the three slopes; columns x, y, z. */
  private final double[][] weights;

  private final SplineKernel kernel;

  private ThinPlateSpline(LandmarkPairs pairs, double[][] weights, SplineKernel kernel) {
    this.kernel = kernel;
    this.pairs = pairs;
    this.centres = pairs.from();
    this.weights = weights;
  }

  /**
   * The spline through landmarks.
   *
   * @param pairs at least four, not all in a plane
   * @param smoothing 0: exactly through the landmarks; else the weight in mm of the bending against
   *     the distances to the landmarks, towards the affine map of least squares
   * @throws InputException if the landmarks lie in a plane, or two are in one place without
   *     smoothing
   */
  public static ThinPlateSpline through(LandmarkPairs pairs, double smoothing) {
    return through(pairs, smoothing, SplineKernel.DISTANCE);
  }

  /** The same with another kernel; only the least bending one keeps what smoothing means. */
  static ThinPlateSpline through(LandmarkPairs pairs, double smoothing, SplineKernel kernel) {
    if (!(smoothing >= 0) || Double.isInfinite(smoothing))
      throw new InputException(
          "A smoothing of " + smoothing + " is not possible: give 0 or more mm.");
    pairs.requireSpan(3, "A thin-plate spline");
    final double[][] from = pairs.from(), to = pairs.to();
    final int n = from.length;
    if (smoothing == 0) requireApart(from);
    final double[] middle = LandmarkPairs.mean(from);
    final double[][] a = new double[n + 4][n + 4], b = new double[n + 4][3];
    for (int i = 0; i < n; i++) {
      b[i] = to[i];
      for (int j = 0; j < n; j++)
        a[i][j] = i == j ? smoothing : kernel.at(distance(from[i], from[j]));
      for (int c = 0; c < 4; c++)
        a[i][n + c] = a[n + c][i] = c == 0 ? 1 : from[i][c - 1] - middle[c - 1];
    }
    LinearSystem.solve(a, b);
    for (int d = 0; d < 3; d++) for (int c = 0; c < 3; c++) b[n][d] -= b[n + 1 + c][d] * middle[c];
    return new ThinPlateSpline(pairs, b, kernel);
  }

  private static void requireApart(double[][] points) {
    for (int i = 0; i < points.length; i++)
      for (int j = 0; j < i; j++)
        if (distance(points[i], points[j]) < NEAREST_MM)
          throw new InputException(
              "Landmarks "
                  + (j + 1)
                  + " and "
                  + (i + 1)
                  + " lie in one place: remove one of them, or give a smoothing.");
  }

  private static double distance(double[] p, double[] q) {
    final double x = p[0] - q[0], y = p[1] - q[1], z = p[2] - q[2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  @Override
  public boolean apply(double[] p, double[] q) {
    final int n = centres.length;
    final double px = p[0], py = p[1], pz = p[2];
    final double[] constant = weights[n];
    double x = constant[0], y = constant[1], z = constant[2];
    for (int c = 0; c < 3; c++) {
      final double[] slope = weights[n + 1 + c];
      x += slope[0] * p[c];
      y += slope[1] * p[c];
      z += slope[2] * p[c];
    }
    for (int i = 0; i < n; i++) {
      final double[] centre = centres[i], w = weights[i];
      final double dx = px - centre[0], dy = py - centre[1], dz = pz - centre[2];
      final double g = kernel.at(Math.sqrt(dx * dx + dy * dy + dz * dz));
      x += g * w[0];
      y += g * w[1];
      z += g * w[2];
    }
    q[0] = x;
    q[1] = y;
    q[2] = z;
    return true;
  }

  /** The map back, by iteration from the affine map nearest to the landmarks. */
  @Override
  public Transform inverse() {
    return new InverseTransform(
        this, LandmarkFit.affine(pairs).map(), LandmarkPairs.mean(pairs.from()));
  }
}
