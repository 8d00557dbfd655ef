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

  @Override
  public StepResult run(StepImages images, StepSettings settings, Progress progress) {
    final Levels levels = new Levels(images, settings, true, progress);
    final int[] slices = levels.slices();
    final SlicePolynomial polynomial = new SlicePolynomial(slices, settings.polynomialDegree());
    final double[][] shifts = new double[slices.length][2];
    final double[][][] stiffness = new double[slices.length][][];
    Parallel.forEach(
        slices.length,
        "registering slices",
        progress.part(0, SINGLE),
        n ->
            stiffness[n] =
                levels.search(
                    slices[n], SHIFT, shifts[n], new ArrayList<>(), new Silent(progress)));
    final ImageMatch[] matches = new ImageMatch[slices.length];
    final double[] weight = new double[slices.length];
    for (int n = 0; n < slices.length; n++) {
      matches[n] = levels.match(slices[n], progress);
      weight[n] = Spread.of(levels.finest().slice(slices[n])).weight();
    }
    final Minimiser.Objective all =
        (numbers, pull, stiff) -> together(polynomial, matches, weight, numbers, pull, stiff);
    final List<Double> values = new ArrayList<>();
    final double[] at = better(all, polynomial.fit(shifts, stiffness));
    levels
        .search(all, settings.levels().size() - 1)
        .minimise(
            at,
            settings.levels().get(settings.levels().size() - 1).iterations(),
            values,
            progress.part(SINGLE, 1));
    final double[][] maps = new double[levels.region().lattice().nz()][];
    for (int n = 0; n < slices.length; n++) {
      final double[] shift = polynomial.at(n, at);
      maps[slices[n]] = new double[] {1, 0, shift[0], 0, 1, shift[1]};
    }
    return new StepResult(SlicewiseAffine.of(levels.region().grid(), maps), values);
  }

  /** Nothing, if the polynomial is worse than that. */
  private static double[] better(Minimiser.Objective all, double[] fitted) {
    final int n = fitted.length;
    final double[] nothing = new double[n];
    final double before = all.at(nothing, new double[n], new double[n][n]);
    return all.at(fitted, new double[n], new double[n][n]) < before ? fitted : nothing;
  }

  /** The mean over all voxels of all slices as a function of the coefficients. */
  private static double together(
      SlicePolynomial polynomial,
      ImageMatch[] matches,
      double[] weight,
      double[] numbers,
      double[] pull,
      double[][] stiffness) {
    final int count = matches.length;
    final double[] value = new double[count];
    final double[][] pulls = new double[count][2];
    final double[][][] stiff = new double[count][2][2];
    Parallel.forEach(
        count,
        "",
        Progress.NONE,
        n -> value[n] = matches[n].of(SHIFT).at(polynomial.at(n, numbers), pulls[n], stiff[n]));
    double sum = 0;
    for (int n = 0; n < count; n++) {
      sum += weight[n] * value[n];
      polynomial.add(n, pulls[n], stiff[n], pull, stiffness);
    }
    return sum / Arrays.stream(weight).sum();
  }
}
