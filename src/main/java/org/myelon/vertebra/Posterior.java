package org.myelon.vertebra;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The spines that are possible, weighed by all that speaks for each: one of them is right.
 *
 * @param spines with their log likelihood, the most probable one first
 */
record Posterior(List<Spine> spines) {

  Posterior {
    spines = spines.stream().sorted(Comparator.comparingDouble(Spine::score).reversed()).toList();
  }

  /**
   * Multiplies what is plausible of the spines by what is seen of each as a whole.
   *
   * @param spines at least one
   * @param evidence log likelihood up to a constant; NaN where nothing can be said
   */
  static Posterior of(List<Spine> spines, ToDoubleFunction<Spine> evidence) {
    final double[] seen = spines.stream().mapToDouble(evidence).toArray();
    // a spine of which nothing can be said is no better than the least likely one
    final double least = Arrays.stream(seen).filter(e -> !Double.isNaN(e)).min().orElse(0);
    return new Posterior(
        IntStream.range(0, seen.length)
            .mapToObj(
                i ->
                    spines
                        .get(i)
                        .withScore(
                            spines.get(i).score() + (Double.isNaN(seen[i]) ? least : seen[i])))
            .toList());
  }

  Spine best() {
    return spines.get(0);
  }

  /** The probability of the best one. */
  double certainty() {
    final double most = best().score();
    return 1 / spines.stream().mapToDouble(s -> Math.exp(s.score() - most)).sum();
  }
}
