package org.myelon.vertebra;

/** Probabilities as the logarithm of their odds, in which independent evidence adds up. */
final class LogOdds {

  /** Keeps 0 and 1 finite. */
  private static final double LEAST = 1e-9;

  private LogOdds() {}

  static double of(double probability) {
    return Math.log((probability + LEAST) / (1 - probability + LEAST));
  }

  static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
