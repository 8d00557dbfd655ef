package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One list of places that may be discs, from two sources that looked at the same image. What both
 * saw within a few mm is one place.
 */
final class FusedCandidates {

  /** Two sources mean the same disc if they see it at most so far apart, mm along the cord. */
  static final double SAME = 5;

  /** What a log odd of the first source counts; one of the second counts as it is. */
  private static final double WEIGHT_OF_FIRST = 0.5;

  /** Log odds that a place gains because both see it, or loses because one of them does not. */
  private static final double BOTH = 1, FIRST_SILENT = -0.5, SECOND_SILENT = -3;

  private FusedCandidates() {}

  /** A place of the first source and one of the second; one of them may be null. */
  record Pair(DiscCandidate first, DiscCandidate second) {

    private double apart() {
      return Math.abs(first.arc() - second.arc());
    }

    /** One candidate for both, at the place of the second one if it saw it. */
    DiscCandidate joined() {
      final DiscCandidate at = either();
      return new DiscCandidate(at.arc(), at.point(), LogOdds.probability(logOdds()), at.c2c3());
    }

    private DiscCandidate either() {
      return second == null ? first : second;
    }

    private double logOdds() {
      if (first == null) return LogOdds.of(second.confidence()) + FIRST_SILENT;
      final double one = WEIGHT_OF_FIRST * LogOdds.of(first.confidence());
      return second == null ? one + SECOND_SILENT : one + LogOdds.of(second.confidence()) + BOTH;
    }
  }

  /**
   * The joined candidates and where they come from. A source that sees nothing anywhere is blind:
   * that it sees nothing at a place says nothing.
   */
  static Map<DiscCandidate, Pair> of(List<DiscCandidate> first, List<DiscCandidate> second) {
    final boolean alone = first.isEmpty() || second.isEmpty();
    final Map<DiscCandidate, Pair> joined = new LinkedHashMap<>();
    for (Pair pair : pairs(first, second)) joined.put(alone ? pair.either() : pair.joined(), pair);
    return joined;
  }

  /** Each place once, those that are nearest to each other paired first. */
  static List<Pair> pairs(List<DiscCandidate> first, List<DiscCandidate> second) {
    final List<Pair> near = new ArrayList<>();
    for (DiscCandidate a : first)
      for (DiscCandidate b : second) {
        final Pair pair = new Pair(a, b);
        if (pair.apart() <= SAME) near.add(pair);
      }
    near.sort(Comparator.comparingDouble(Pair::apart));
    final List<DiscCandidate> firstLeft = new ArrayList<>(first),
        secondLeft = new ArrayList<>(second);
    final List<Pair> pairs = new ArrayList<>();
    for (Pair pair : near)
      if (firstLeft.contains(pair.first) && secondLeft.contains(pair.second)) {
        firstLeft.remove(pair.first);
        secondLeft.remove(pair.second);
        pairs.add(pair);
      }
    firstLeft.forEach(c -> pairs.add(new Pair(c, null)));
    secondLeft.forEach(c -> pairs.add(new Pair(null, c)));
    return pairs;
  }
}
