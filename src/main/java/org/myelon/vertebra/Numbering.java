package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which candidates are discs, and which ones: the most plausible spines for a list of candidates.
 *
 * <p>A spine is a chain of numbered discs, from the top down; between neighbours some may be
 * missing. Its score is a sum of log likelihoods: how sure the candidates are, how far their
 * distances are from those of a typical spine times a scale that is the same all along, a price for
 * each disc that should be in view and was not seen, and whether what looks like C2/C3 has that
 * number. The best chain through a candidate with a number is found by dynamic programming.
 */
final class Numbering {

  /** The highest disc that is seen as one, C2/C3, and the lowest, L5/S1. */
  private static final int FIRST = 3, LAST = 25;

  /** The highest number that a user may give: the top of C1. */
  private static final int TOP = 1;

  /** Standard deviation of the logarithm of a distance, of one vertebra, about the scale. */
  private static final double SPREAD = 0.11;

  /** Standard deviation of the logarithm of the scale. */
  private static final double SCALE_SPREAD = 0.13;

  private static final double LEAST_SCALE = 0.7, MOST_SCALE = 1.4, SCALE_STEP = 1.025;

  /** Discs that may be missing between two that were seen. */
  private static final int MOST_MISSING = 2;

  /** Price of a disc that is in view and was not seen. */
  private static final double MISSING = 3;

  /** A candidate at any place by chance is less probable than a disc at its usual distance. */
  private static final double IN_PLACE = 1;

  /** A disc this close to the end of what is in view may be hidden, mm. */
  private static final double MARGIN = 4;

  /** Bounds of the evidence of one candidate. */
  private static final double STRONGEST = 3;

  /** What a candidate must look like C2/C3 to speak for it as much as against it. */
  private static final double NEUTRAL_C2C3 = 0.05;

  /** Bounds of that evidence: the network misses C2/C3 more often than it sees one elsewhere. */
  private static final double AGAINST_C2C3 = -1.3, FOR_C2C3 = 4;

  private static final double CERTAIN = 1e6;

  /**
   * A chain.
   *
   * @param discs number to candidate
   * @param score log likelihood
   * @param scale of the subject against the typical spine
   */
  record Spine(SortedMap<Integer, DiscCandidate> discs, double score, double scale) {

    Spine {
      discs = Collections.unmodifiableSortedMap(discs);
    }

    int top() {
      return discs.firstKey();
    }

    Spine withScore(double other) {
      return new Spine(discs, other, scale);
    }
  }

  private final List<DiscCandidate> candidates;
  private final SpineLengths lengths;
  private final double scale;
  private final double lowest;
  private final double highest;

  /** Number of a candidate that the user knows. */
  private final Map<Integer, Integer> known = new HashMap<>();

  /**
   * @param candidates in any order
   * @param lengths of a typical spine
   * @param scale expected
   * @param lowest, highest the part of the cord in which a disc would be seen, mm along it
   * @param known numbers that the user knows, of some of the candidates
   */
  Numbering(
      List<DiscCandidate> candidates,
      SpineLengths lengths,
      double scale,
      double lowest,
      double highest,
      Map<DiscCandidate, Integer> known) {
    this.candidates = new ArrayList<>(candidates);
    this.candidates.sort(Comparator.comparingDouble(DiscCandidate::arc).reversed());
    this.lengths = lengths;
    this.scale = scale;
    this.lowest = lowest;
    this.highest = highest;
    known.forEach((c, number) -> this.known.put(this.candidates.indexOf(c), number));
  }

  /**
   * The best spine for each number that the surest candidate may have, the best of all first; a
   * spine that would have to leave out a disc that the user knows is none.
   */
  List<Spine> spines() {
    final Map<Integer, Spine> best = new HashMap<>();
    if (candidates.isEmpty()) return List.of();
    final int pivot = pivot();
    for (double s = LEAST_SCALE * scale; s <= MOST_SCALE * scale; s *= SCALE_STEP)
      for (Spine spine : new Chains(s).through(pivot))
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
    if (!known.isEmpty()) return Collections.min(known.keySet());
    int best = 0;
    for (int i = 1; i < candidates.size(); i++)
      if (candidates.get(i).confidence() > candidates.get(best).confidence()) best = i;
    return best;
  }

  /** What a candidate adds to a spine in which it has this number. */
  private double own(int i, int number) {
    final boolean fits =
        known.containsKey(i)
            ? known.get(i) == number
            : number >= FIRST && !known.containsValue(number);
    if (!fits) return Double.NEGATIVE_INFINITY;
    final DiscCandidate c = candidates.get(i);
    final double sure = bounded(logit(c.confidence()));
    final double second =
        Double.isNaN(c.c2c3()) || number != FIRST
            ? 0
            : Math.max(AGAINST_C2C3, Math.min(FOR_C2C3, logit(c.c2c3()) - logit(NEUTRAL_C2C3)));
    return sure + second + (known.containsKey(i) ? CERTAIN : 0);
  }

  private static double logit(double p) {
    return Math.log((p + 1e-9) / (1 - p + 1e-9));
  }

  private static double bounded(double d) {
    return Math.max(-STRONGEST, Math.min(STRONGEST, d));
  }

  /** The best chains for one scale. */
  private final class Chains {

    private final double s;
    private final int n = candidates.size();

    /** Best score of what lies above a candidate with a number, and of what lies below it. */
    private final double[][] above = new double[LAST + 1][n], below = new double[LAST + 1][n];

    /** The next one there: number · n + candidate; -1 at an end. */
    private final int[][] aboveNext = new int[LAST + 1][n], belowNext = new int[LAST + 1][n];

    Chains(double s) {
      this.s = s;
      for (int k = TOP; k <= LAST; k++) for (int i = 0; i < n; i++) lookUp(k, i);
      for (int k = LAST; k >= TOP; k--) for (int i = n - 1; i >= 0; i--) lookDown(k, i);
    }

    private void lookUp(int k, int i) {
      above[k][i] = -unseenAbove(k, candidates.get(i).arc());
      aboveNext[k][i] = -1;
      for (int g = 1; g <= MOST_MISSING + 1 && k - g >= TOP; g++)
        for (int j = 0; j < i; j++) {
          final double score = above[k - g][j] + own(j, k - g) + step(k - g, j, k, i);
          if (score <= above[k][i]) continue;
          above[k][i] = score;
          aboveNext[k][i] = (k - g) * n + j;
        }
    }

    private void lookDown(int k, int i) {
      below[k][i] = -unseenBelow(k, candidates.get(i).arc());
      belowNext[k][i] = -1;
      for (int g = 1; g <= MOST_MISSING + 1 && k + g <= LAST; g++)
        for (int j = i + 1; j < n; j++) {
          final double score = below[k + g][j] + own(j, k + g) + step(k, i, k + g, j);
          if (score <= below[k][i]) continue;
          below[k][i] = score;
          belowNext[k][i] = (k + g) * n + j;
        }
    }

    /** From an upper to a lower disc. */
    private double step(int upper, int i, int lower, int j) {
      final double distance = candidates.get(i).arc() - candidates.get(j).arc();
      if (!(distance > 0)) return Double.NEGATIVE_INFINITY;
      final double off = Math.log(distance / (s * lengths.between(upper, lower)));
      final int vertebrae = lower - upper;
      // the deviations of several vertebrae average out
      final double spread = SPREAD / Math.sqrt(vertebrae);
      final int unseen = lower - Math.max(upper + 1, FIRST);
      return IN_PLACE - off * off / (2 * spread * spread) - Math.max(0, unseen) * MISSING;
    }

    private double unseenAbove(int k, double arc) {
      double price = 0;
      for (int v = k - 1; v >= FIRST; v--)
        if (arc + s * lengths.between(v, k) < highest - MARGIN) price += MISSING;
      return price;
    }

    private double unseenBelow(int k, double arc) {
      double price = 0;
      for (int v = Math.max(k + 1, FIRST); v <= LAST; v++)
        if (arc - s * lengths.between(k, v) > lowest + MARGIN) price += MISSING;
      return price;
    }

    List<Spine> through(int pivot) {
      final List<Spine> spines = new ArrayList<>();
      final double off = Math.log(s / scale);
      final double prior = -off * off / (2 * SCALE_SPREAD * SCALE_SPREAD);
      for (int k = TOP; k <= LAST; k++) {
        final double score = above[k][pivot] + below[k][pivot] + own(pivot, k) + prior;
        if (score == Double.NEGATIVE_INFINITY) continue;
        final SortedMap<Integer, DiscCandidate> discs = new TreeMap<>();
        discs.put(k, candidates.get(pivot));
        follow(aboveNext, k, pivot, discs);
        follow(belowNext, k, pivot, discs);
        spines.add(new Spine(discs, score, s));
      }
      return spines;
    }

    private void follow(int[][] next, int k, int i, Map<Integer, DiscCandidate> discs) {
      for (int to = next[k][i]; to >= 0; to = next[to / n][to % n])
        discs.put(to / n, candidates.get(to % n));
    }
  }

  /**
   * The probability of each spine if one of them is right.
   *
   * @param scores log likelihoods
   */
  static double[] probabilities(double[] scores) {
    final double most = Arrays.stream(scores).max().orElse(0);
    final double sum = Arrays.stream(scores).map(s -> Math.exp(s - most)).sum();
    return Arrays.stream(scores).map(s -> Math.exp(s - most) / sum).toArray();
  }
}
