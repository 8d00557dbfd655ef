package org.myelon.register;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.myelon.step.Progress;

/**
 * Looks for the numbers at which something is least: Newton's steps with a curvature that is never
 * negative, corrected by how the slope changed in the last steps (Broyden, Fletcher, Goldfarb,
 * Shanno), damped so that each step lowers the value (K. Levenberg, Q Appl Math 1944; D. W.
 * Marquardt, J Soc Ind Appl Math 1963).
 */
final class Minimiser {

  /** What is minimised. */
  interface Objective {

    /**
     * @param at the numbers
     * @param pull receives minus the derivatives of the value, times any positive number
     * @param stiffness receives the second derivatives, or what stands for them, times that number
     * @return the value
     */
    double at(double[] at, double[] pull, double[][] stiffness);
  }

  private static final double LEAST_DAMPING = 1e-6, MOST_DAMPING = 1e6;

  /** What it changes by if a step is good or bad. */
  private static final double CHANGE = 8;

  /** So many steps are remembered. */
  private static final int MEMORY = 12;

  /**
   * A step that was made.
   *
   * @param way the numbers' change
   * @param slope the slope's change
   */
  private record Step(double[] way, double[] slope) {

    /** The curvature that this step saw, in place of what the matrix says about its direction. */
    void correct(double[][] stiffness) {
      final int n = way.length;
      final double[] expected = new double[n];
      double seen = 0, believed = 0;
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) expected[a] += stiffness[a][b] * way[b];
        seen += way[a] * slope[a];
        believed += way[a] * expected[a];
      }
      if (!(seen > LEAST_CURVATURE * believed) || !(believed > 0)) return;
      for (int a = 0; a < n; a++)
        for (int b = 0; b < n; b++)
          stiffness[a][b] += slope[a] * slope[b] / seen - expected[a] * expected[b] / believed;
    }
  }

  /** A step that saw a smaller share of the curvature that was expected tells nothing. */
  private static final double LEAST_CURVATURE = 1e-4;

  private final Objective objective;
  private final double longest;
  private final double shortest;

  /**
   * @param longest no step goes further
   * @param shortest a step that is shorter is the last
   */
  Minimiser(Objective objective, double longest, double shortest) {
    this.objective = objective;
    this.longest = longest;
    this.shortest = shortest;
  }

  /**
   * Makes steps.
   *
   * @param at where to start; receives where the value is least
   * @param iterations at most so many steps
   * @param values receives the value at the start and after each step
   * @return the stiffness at the end
   */
  double[][] minimise(double[] at, int iterations, List<Double> values, Progress progress) {
    final int n = at.length;
    double[] pull = new double[n];
    double[][] stiffness = new double[n][n];
    double value = objective.at(at, pull, stiffness), damping = 1e-3;
    values.add(value);
    final Deque<Step> steps = new ArrayDeque<>();
    for (int i = 0; i < iterations && damping < MOST_DAMPING; ) {
      progress.check("registering", i / (double) iterations);
      final double[] step = step(corrected(stiffness, steps), pull, damping);
      final double length = norm(step);
      if (!(length > 0)) break;
      for (int a = 0; a < n; a++) step[a] *= Math.min(1, longest / length);
      final double[] next = new double[n], nextPull = new double[n];
      final double[][] nextStiffness = new double[n][n];
      for (int a = 0; a < n; a++) next[a] = at[a] + step[a];
      final double nextValue = objective.at(next, nextPull, nextStiffness);
      if (nextValue < value) {
        final double[] slope = new double[n];
        for (int a = 0; a < n; a++) slope[a] = pull[a] - nextPull[a];
        steps.add(new Step(step, slope));
        if (steps.size() > MEMORY) steps.remove();
        System.arraycopy(next, 0, at, 0, n);
        value = nextValue;
        pull = nextPull;
        stiffness = nextStiffness;
        values.add(value);
        damping = Math.max(LEAST_DAMPING, damping / CHANGE);
        i++;
      } else damping *= CHANGE;
      if (length < shortest) break;
    }
    return stiffness;
  }

  private static double[][] corrected(double[][] stiffness, Deque<Step> steps) {
    final double[][] better = new double[stiffness.length][];
    for (int a = 0; a < better.length; a++) better[a] = stiffness[a].clone();
    for (Step step : steps) step.correct(better);
    return better;
  }

  private static double[] step(double[][] stiffness, double[] pull, double damping) {
    final int n = pull.length;
    double mean = 0;
    for (int a = 0; a < n; a++) mean += stiffness[a][a] / n;
    final double[][] damped = new double[n][];
    for (int a = 0; a < n; a++) {
      damped[a] = stiffness[a].clone();
      damped[a][a] += damping * (stiffness[a][a] + 1e-3 * mean);
    }
    return mean > 0 ? solve(damped, pull) : new double[n];
  }

  /** Solves M x = b by Cholesky's way; M is symmetric and positive, and destroyed. */
  static double[] solve(double[][] m, double[] b) {
    final int n = b.length;
    final double[] x = b.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = m[i][j];
        for (int k = 0; k < j; k++) sum -= m[i][k] * m[j][k];
        m[i][j] = i == j ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / m[j][j];
      }
      for (int k = 0; k < i; k++) x[i] -= m[i][k] * x[k];
      x[i] /= m[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) x[i] -= m[k][i] * x[k];
      x[i] /= m[i][i];
    }
    return x;
  }

  private static double norm(double[] v) {
    double sum = 0;
    for (double x : v) sum += x * x;
    return Math.sqrt(sum);
  }
}
