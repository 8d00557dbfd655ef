package org.myelon.vertebra;

import static org.myelon.vertebra.SpineModel.FIRST;
import static org.myelon.vertebra.SpineModel.LAST;
import static org.myelon.vertebra.SpineModel.TOP;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which candidates are discs, and which ones: the most plausible spines for a list of candidates,
 * at any scale, with the numbers that a user knows.
 */
final class Numbering {

  private static final double LEAST_SCALE = 0.7, MOST_SCALE = 1.4, SCALE_STEP = 1.025;

  /** More than any evidence: a disc that the user knows is in the spine. */
  private static final double CERTAIN = 1e6;

  private final SpineModel model;
  private final List<DiscCandidate> candidates;
  private final Map<DiscCandidate, Integer> known;

  /**
   * @param model what is plausible
   * @param candidates in any order
   * @param known numbers that the user knows, of some of the candidates
   */
  Numbering(SpineModel model, List<DiscCandidate> candidates, Map<DiscCandidate, Integer> known) {
    this.model = model;
    this.candidates =
        candidates.stream()
            .sorted(Comparator.comparingDouble(DiscCandidate::arc).reversed())
            .toList();
    this.known = Map.copyOf(known);
  }

  /**
   * The best spine for each number that the surest candidate may have, the best of all first; a
   * spine that would have to leave out a disc that the user knows is none.
   */
  List<Spine> spines() {
    final Map<Integer, Spine> best = new HashMap<>();
    if (candidates.isEmpty()) return List.of();
    final int pivot = pivot();
    final double[][] own = own();
    final double most = MOST_SCALE * model.scale();
    for (double s = LEAST_SCALE * model.scale(); s <= most; s *= SCALE_STEP)
      for (Spine spine : new SpineChains(model, candidates, own, s).through(pivot))
        best.merge(number(spine, pivot), spine, (a, b) -> a.score() >= b.score() ? a : b);
    return best.values().stream()
        .filter(s -> s.score() > CERTAIN * (known.size() - 0.5))
        .map(s -> s.withScore(s.score() - CERTAIN * known.size()))
        .sorted(Comparator.comparingDouble(Spine::score).reversed())
        .toList();
  }

  private int number(Spine spine, int pivot) {
    return spine.discs().entrySet().stream()
        .filter(e -> e.getValue() == candidates.get(pivot))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** A candidate that is a disc for sure. */
  private int pivot() {
    int best = 0;
    for (int i = 0; i < candidates.size(); i++) {
      if (known.containsKey(candidates.get(i))) return i;
      if (candidates.get(i).confidence() > candidates.get(best).confidence()) best = i;
    }
    return best;
  }

  private double[][] own() {
    final double[][] own = new double[LAST + 1][candidates.size()];
    for (int k = TOP; k <= LAST; k++)
      for (int i = 0; i < candidates.size(); i++) own[k][i] = own(candidates.get(i), k);
    return own;
  }

  private double own(DiscCandidate c, int number) {
    final Integer given = known.get(c);
    if (given != null)
      return given == number ? CERTAIN + model.own(c, number) : Double.NEGATIVE_INFINITY;
    return number >= FIRST && !known.containsValue(number)
        ? model.own(c, number)
        : Double.NEGATIVE_INFINITY;
  }
}
