package org.myelon.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * A translation in each slice, of which both parts are polynomials of the place along the cord.
 * First each slice is registered for itself; then the polynomials are fitted, each slice weighted
 * by how sharp its optimum is; then their coefficients are improved together until all slices match
 * best. Beyond the slices with data the translation is that of the outermost one.
 *
 * <p>The idea is that of the slice-regularised registration of ANTs that SCT uses (B. De Leener et
 * al., NeuroImage 2017).
 */
public final class SliceRegularised implements StepAlgorithm {

  static final Motion SHIFT = Motion.of(List.of("Tx", "Ty"), new double[3], 1);

  /** Share of the work that is done when each slice has been registered. */
  private static final double SINGLE = 0.5;

  /**
   * {@inheritDoc}
   *
   * @throws org.myelon.step.InputException if the images, or their mask, share nothing
   */
  @Override
  public StepResult run(StepImages images, StepSettings settings, Progress progress) {
    final Levels levels = new Levels(images, settings, true, progress);
    final int[] slices = levels.slices();
    final SlicePolynomial polynomial = new SlicePolynomial(slices, settings.polynomialDegree());
    final Together together = new Together(levels, slices, polynomial, progress.silent());
    final double[] at = together.better(single(levels, slices, polynomial, progress));
    final List<Double> values = new ArrayList<>();
    levels.searchFinest(together, at, values, progress.part(SINGLE, 1));
    final double[][] maps = new double[images.grid().extent(2)][];
    for (int n = 0; n < slices.length; n++) {
      final double[] shift = polynomial.at(n, at);
      maps[slices[n]] = new double[] {1, 0, shift[0], 0, 1, shift[1]};
    }
    return new StepResult(SlicewiseAffine.of(levels.region().grid(), maps), values);
  }

  /** The polynomials through the shifts that are best for the slices one by one. */
  private static double[] single(
      Levels levels, int[] slices, SlicePolynomial polynomial, Progress progress) {
    final double[][] shifts = new double[slices.length][2];
    final double[][][] stiffness = new double[slices.length][][];
    Parallel.forEach(
        slices.length,
        "registering slices",
        progress.part(0, SINGLE),
        n ->
            stiffness[n] =
                levels.search(slices[n], SHIFT, shifts[n], new ArrayList<>(), progress.silent()));
    return polynomial.fit(shifts, stiffness);
  }

  /** How well all slices match, as a function of the coefficients of the polynomials. */
  private static final class Together implements Minimiser.Objective {

    private final SlicePolynomial polynomial;
    private final ImageMatch[] matches;
    private final double[] weight;
    private final Progress progress;

    Together(Levels levels, int[] slices, SlicePolynomial polynomial, Progress progress) {
      this.polynomial = polynomial;
      this.progress = progress;
      this.matches = new ImageMatch[slices.length];
      this.weight = new double[slices.length];
      for (int n = 0; n < slices.length; n++) {
        matches[n] = levels.match(slices[n], progress);
        weight[n] = levels.spread(slices[n]).weight();
      }
    }

    /** The mean over the voxels of all slices. */
    @Override
    public double at(double[] coefficients, double[] pull, double[][] stiffness) {
      final int count = matches.length;
      final double[] value = new double[count];
      final double[][] pulls = new double[count][2];
      final double[][][] stiff = new double[count][2][2];
      Parallel.forEach(
          count,
          "registering",
          progress,
          n ->
              value[n] =
                  matches[n].of(SHIFT).at(polynomial.at(n, coefficients), pulls[n], stiff[n]));
      double sum = 0;
      for (int n = 0; n < count; n++) {
        sum += weight[n] * value[n];
        polynomial.add(n, pulls[n], stiff[n], pull, stiffness);
      }
      return sum / Arrays.stream(weight).sum();
    }

    /** The coefficients, or no shift at all if that is better. */
    double[] better(double[] coefficients) {
      final double[] none = new double[coefficients.length];
      return value(coefficients) < value(none) ? coefficients : none;
    }

    private double value(double[] coefficients) {
      final int n = coefficients.length;
      return at(coefficients, new double[n], new double[n][n]);
    }
  }
}
