package org.myelon.vertebra;

import static org.myelon.vertebra.SpineModel.LAST;
import static org.myelon.vertebra.SpineModel.MOST_MISSING;
import static org.myelon.vertebra.SpineModel.TOP;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The best chains of numbered discs at one scale, by dynamic programming from both ends: what lies
 * above a candidate with a number does not depend on what lies below it.
 */
final class SpineChains {

  private final SpineModel model;
  private final List<DiscCandidate> candidates;
  private final double[][] own;
  private final double s;
  private final int n;

  /** Best score of what lies above a candidate with a number, and of what lies below it. */
  private final double[][] above, below;

  /** The next one there: number · n + candidate; -1 at an end. */
  private final int[][] aboveNext, belowNext;

  /**
   * @param candidates from the top down
   * @param own what each number of each candidate is worth by itself: [number][candidate]
   * @param s scale of the subject against the typical spine
   */
  SpineChains(SpineModel model, List<DiscCandidate> candidates, double[][] own, double s) {
    this.model = model;
    this.candidates = candidates;
    this.own = own;
    this.s = s;
    n = candidates.size();
    above = new double[LAST + 1][n];
    below = new double[LAST + 1][n];
    aboveNext = new int[LAST + 1][n];
    belowNext = new int[LAST + 1][n];
    for (int k = TOP; k <= LAST; k++) for (int i = 0; i < n; i++) lookUp(k, i);
    for (int k = LAST; k >= TOP; k--) for (int i = n - 1; i >= 0; i--) lookDown(k, i);
  }

  private double arc(int i) {
    return candidates.get(i).arc();
  }

  private void lookUp(int k, int i) {
    above[k][i] = model.nothingAbove(k, arc(i), s);
    aboveNext[k][i] = -1;
    for (int g = 1; g <= MOST_MISSING + 1 && k - g >= TOP; g++)
      for (int j = 0; j < i; j++) {
        final double score =
            above[k - g][j] + own[k - g][j] + model.step(k - g, k, arc(j) - arc(i), s);
        if (score <= above[k][i]) continue;
        above[k][i] = score;
        aboveNext[k][i] = (k - g) * n + j;
      }
  }

  private void lookDown(int k, int i) {
    below[k][i] = model.nothingBelow(k, arc(i), s);
    belowNext[k][i] = -1;
    for (int g = 1; g <= MOST_MISSING + 1 && k + g <= LAST; g++)
      for (int j = i + 1; j < n; j++) {
        final double score =
            below[k + g][j] + own[k + g][j] + model.step(k, k + g, arc(i) - arc(j), s);
        if (score <= below[k][i]) continue;
        below[k][i] = score;
        belowNext[k][i] = (k + g) * n + j;
      }
  }

  /** The best chain for each number that a candidate may have. */
  List<Spine> through(int pivot) {
    final List<Spine> spines = new ArrayList<>();
    for (int k = TOP; k <= LAST; k++) {
      final double score = above[k][pivot] + below[k][pivot] + own[k][pivot] + model.ofScale(s);
      if (score == Double.NEGATIVE_INFINITY) continue;
      final SortedMap<Integer, DiscCandidate> discs = new TreeMap<>();
      discs.put(k, candidates.get(pivot));
      follow(aboveNext, k, pivot, discs);
      follow(belowNext, k, pivot, discs);
      spines.add(new Spine(discs, score, s));
    }
    return spines;
  }

  private void follow(int[][] next, int k, int i, SortedMap<Integer, DiscCandidate> discs) {
    for (int to = next[k][i]; to >= 0; to = next[to / n][to % n])
      discs.put(to / n, candidates.get(to % n));
  }
}
