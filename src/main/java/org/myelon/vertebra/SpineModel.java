package org.myelon.vertebra;

/**
 * What is plausible of a spine, as log likelihoods: how sure a candidate is, whether what looks
 * like C2/C3 has that number, how far distances are from those of a typical spine times a scale
 * that is the same all along, and a price for each disc that should be in view and was not seen.
 *
 * @param lengths of a typical spine
 * @param weights how much each of these counts
 * @param scale expected
 * @param lowest, highest the part of the cord in which a disc would be seen, mm along it
 */
record SpineModel(
    SpineLengths lengths, Weights weights, double scale, double lowest, double highest) {

  /**
   * How much evidence counts.
   *
   * @param shape factor of all but the look of C2/C3: what speaks against one place of the discs
   *     often speaks against the next one as well, so that the sum says too much
   * @param look factor of the look of C2/C3
   * @param margin a disc this close to the end of what is in view may be hidden, mm
   */
  record Weights(double shape, double look, double margin) {

    /** Those of one source by itself. */
    static final Weights ALONE = new Weights(1, 1, 4);

    /** Only the places count. */
    static final Weights PLACES = new Weights(1, 0, 4);
  }

  /** The highest disc that is seen as one, C2/C3, and the lowest, L5/S1. */
  static final int FIRST = 3, LAST = 25;

  /** The highest number that a user may give: the top of C1. */
  static final int TOP = 1;

  /** Discs that may be missing between two that were seen. */
  static final int MOST_MISSING = 2;

  /** Standard deviation of the logarithm of a distance, of one vertebra, about the scale. */
  private static final double SPREAD = 0.11;

  /** Standard deviation of the logarithm of the scale. */
  private static final double SCALE_SPREAD = 0.13;

  /** Price of a disc that is in view and was not seen. */
  private static final double MISSING = 3;

  /** A candidate at any place by chance is less probable than a disc at its usual distance. */
  private static final double IN_PLACE = 1;

  /** Bounds of the evidence of one candidate. */
  private static final double STRONGEST = 3;

  /** What a candidate must look like C2/C3 to speak for it as much as against it. */
  private static final double NEUTRAL_C2C3 = 0.05;

  /** Bounds of that evidence: the network misses C2/C3 more often than it sees one elsewhere. */
  private static final double AGAINST_C2C3 = -1.3, FOR_C2C3 = 4;

  /** What a candidate adds to a spine in which it has this number. */
  double own(DiscCandidate c, int number) {
    final double sure = bounded(LogOdds.of(c.confidence()), -STRONGEST, STRONGEST);
    return weights.shape * sure + (number == FIRST ? weights.look * second(c) : 0);
  }

  /** How much a candidate looks like C2/C3. */
  private static double second(DiscCandidate c) {
    return Double.isNaN(c.c2c3())
        ? 0
        : bounded(LogOdds.of(c.c2c3()) - LogOdds.of(NEUTRAL_C2C3), AGAINST_C2C3, FOR_C2C3);
  }

  private static double bounded(double d, double least, double most) {
    return Math.max(least, Math.min(most, d));
  }

  /** From an upper to a lower disc, so many mm apart, at a scale. */
  double step(int upper, int lower, double distance, double s) {
    if (!(distance > 0)) return Double.NEGATIVE_INFINITY;
    final double off = Math.log(distance / (s * lengths.between(upper, lower)));
    // the deviations of several vertebrae average out
    final double spread = SPREAD / Math.sqrt(lower - upper);
    final int unseen = lower - Math.max(upper + 1, FIRST);
    return weights.shape
        * (IN_PLACE - off * off / (2 * spread * spread) - Math.max(0, unseen) * MISSING);
  }

  /** The discs that should be seen above the highest one. */
  double nothingAbove(int number, double arc, double s) {
    double score = 0;
    for (int v = number - 1; v >= FIRST; v--)
      if (arc + s * lengths.between(v, number) < highest - weights.margin)
        score -= weights.shape * MISSING;
    return score;
  }

  /** The discs that should be seen below the lowest one. */
  double nothingBelow(int number, double arc, double s) {
    double score = 0;
    for (int v = Math.max(number + 1, FIRST); v <= LAST; v++)
      if (arc - s * lengths.between(number, v) > lowest + weights.margin)
        score -= weights.shape * MISSING;
    return score;
  }

  /** How usual a scale is. */
  double ofScale(double s) {
    final double off = Math.log(s / scale);
    return -weights.shape * off * off / (2 * SCALE_SPREAD * SCALE_SPREAD);
  }
}
