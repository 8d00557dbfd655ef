package org.myelon.atlas;

/**
 * Least squares whose solution has no negative entry (Lawson and Hanson, Solving Least Squares
 * Problems, 1974, chapter 23), from the normal equations alone (Bro and De Jong, J Chemometrics
 * 1997).
 */
final class NonNegativeLeastSquares {

  /** Enters or leaves at most this many times the number of unknowns. */
  private static final int MOST_STEPS = 10;

  private final double[][] a;
  private final double[] b;

  /** Whether an unknown is free; the others are 0. */
  private final boolean[] free;

  private double[] x;

  private NonNegativeLeastSquares(double[][] a, double[] b) {
    this.a = a;
    this.b = b;
    this.free = new boolean[b.length];
    this.x = new double[b.length];
  }

  /**
   * The x of least x'ax/2 - b'x with no negative entry.
   *
   * @param a symmetric, positive semidefinite
   */
  static double[] solve(double[][] a, double[] b) {
    final NonNegativeLeastSquares problem = new NonNegativeLeastSquares(a, b);
    for (int step = 0; step < MOST_STEPS * b.length; step++) {
      final int next = steepest(problem);
      if (next < 0) break;
      problem.free[next] = true;
      problem.descend();
    }
    return problem.x;
  }

  /** The bound unknown whose growth helps most, -1 if none does. */
  private static int steepest(NonNegativeLeastSquares p) {
    int best = -1;
    double most = 0;
    for (int i = 0; i < p.b.length; i++) {
      if (p.free[i]) continue;
      double gradient = p.b[i], size = Math.abs(p.b[i]);
      for (int j = 0; j < p.b.length; j++) {
        gradient -= p.a[i][j] * p.x[j];
        size += Math.abs(p.a[i][j] * p.x[j]);
      }
      if (gradient > most && gradient > 1e-12 * size) {
        most = gradient;
        best = i;
      }
    }
    return best;
  }

  /** Solves for the free unknowns, binding those that would become negative, until none would. */
  private void descend() {
    for (int i = 0; i < b.length; i++) {
      final double[] target = unbounded();
      double reach = 1;
      for (int j = 0; j < b.length; j++)
        if (free[j] && target[j] <= 0) reach = Math.min(reach, reach(x[j], target[j]));
      if (reach == 1) {
        x = target;
        return;
      }
      for (int j = 0; j < b.length; j++)
        if (free[j]) {
          final boolean stops = target[j] <= 0 && reach(x[j], target[j]) <= reach;
          x[j] = stops ? 0 : x[j] + reach * (target[j] - x[j]);
          free[j] = !stops;
        }
    }
  }

  /** How far towards the target 0 lies. */
  private static double reach(double from, double target) {
    return from > 0 ? from / (from - target) : 0;
  }

  private double[] unbounded() {
    int n = 0;
    final int[] index = new int[b.length];
    for (int j = 0; j < b.length; j++) if (free[j]) index[n++] = j;
    final double[][] m = new double[n][n];
    final double[] r = new double[n];
    for (int i = 0; i < n; i++) {
      r[i] = b[index[i]];
      for (int j = 0; j < n; j++) m[i][j] = a[index[i]][index[j]];
    }
    final double[] solved = SymmetricMatrix.of(m).solve(r), full = new double[b.length];
    for (int i = 0; i < n; i++) full[index[i]] = solved[i];
    return full;
  }
}
