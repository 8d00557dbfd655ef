package org.myelon.register;

import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Affine;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.LandmarkPairs;

/**
 * The step on labels: the map with given freedoms that brings the labels nearest to each other,
 * least sum of squared distances. Shifts along, turns about and scales along the axes of the world
 * (right-left, posterior-anterior, inferior-superior), about the mean of the fixed labels: first
 * turned about x, y, z, then scaled, then shifted. With a single label all that it can be is
 * shifted.
 */
public final class LandmarkStep implements StepAlgorithm {

  private static final int MOST_STEPS = 1000;

  private static final double SHORTEST_MM = 1e-9;

  /** A larger scale, or a smaller one than one over it, is a mistake. */
  private static final double MOST_SCALE = 20;

  /**
   * {@inheritDoc}
   *
   * @throws InputException if the labels have no value in common, or hold fractions
   */
  @Override
  public StepResult run(StepImages images, StepSettings settings, Progress progress) {
    final Pair labels = images.pair(Kind.LABEL);
    final LandmarkPairs pairs = PairedLandmarks.ofLabels(labels.moving(), labels.fixed()).pairs();
    return StepResult.direct(fit(pairs, List.of(settings.dof().split("_"))));
  }

  /**
   * The map that brings points nearest to their partners.
   *
   * @param pairs at least one; from points of the fixed to points of the moving image
   * @param freedoms some of Tx, Ty, Tz, Rx, Ry, Rz, Sx, Sy, Sz
   * @return from points of the fixed to points of the moving image
   * @throws InputException if there is no pair, or the points ask for an absurd scale
   */
  public static AffineTransform fit(LandmarkPairs pairs, List<String> freedoms) {
    if (pairs.count() == 0)
      throw new InputException("There is no label to register by: give at least one.");
    final double[] centre = mean(pairs.from());
    final List<String> free = pairs.count() == 1 ? List.of("Tx", "Ty", "Tz") : freedoms;
    final Motion motion = Motion.of(free, centre, radius(pairs.from(), centre));
    final double[] at = new double[motion.size()];
    new Minimiser(
            (numbers, pull, stiffness) -> compare(pairs, motion, numbers, pull, stiffness),
            Double.MAX_VALUE,
            SHORTEST_MM)
        .minimise(at, MOST_STEPS, new ArrayList<>(), Progress.NONE);
    final Affine map = motion.at(at);
    for (int a = 0; a < 3; a++)
      if (!(map.spacing(a) < MOST_SCALE && map.inverse().spacing(a) < MOST_SCALE))
        throw new InputException(
            "The labels of both images are too differently far apart: check that they are in the"
                + " right places, or take a dof without scales (S).");
    return new AffineTransform(map);
  }

  private static double compare(
      LandmarkPairs pairs, Motion motion, double[] numbers, double[] pull, double[][] stiffness) {
    final Affine map = motion.at(numbers);
    final double[][] d = motion.derivatives(numbers), from = pairs.from(), to = pairs.to();
    double sum = 0;
    final double[] q = new double[3], change = new double[d.length];
    for (int n = 0; n < from.length; n++) {
      final double[] p = from[n];
      map.apply(p, q);
      for (int i = 0, r = 0; i < 3; i++, r += 4) {
        final double rest = to[n][i] - q[i];
        sum += rest * rest;
        for (int a = 0; a < d.length; a++) {
          change[a] = d[a][r] * p[0] + d[a][r + 1] * p[1] + d[a][r + 2] * p[2] + d[a][r + 3];
          pull[a] += rest * change[a];
        }
        for (int a = 0; a < d.length; a++)
          for (int b = 0; b < d.length; b++) stiffness[a][b] += change[a] * change[b];
      }
    }
    return sum;
  }

  private static double[] mean(double[][] points) {
    final double[] mean = new double[3];
    for (double[] p : points) {
      for (int a = 0; a < 3; a++) mean[a] += p[a] / points.length;
    }
    return mean;
  }

  private static double radius(double[][] points, double[] centre) {
    double sum = 0;
    for (double[] p : points) {
      for (int a = 0; a < 3; a++) sum += (p[a] - centre[a]) * (p[a] - centre[a]) / points.length;
    }
    return Math.max(1, Math.sqrt(sum));
  }
}
