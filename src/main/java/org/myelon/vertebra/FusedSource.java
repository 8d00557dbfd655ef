package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.myelon.step.Methods;

/**
 * Two sources that looked at the same image, as one: what both saw is one candidate, and what each
 * says of a spine as a whole is multiplied.
 */
final class FusedSource implements DiscSource {

  /**
   * Set so that probabilities came true on average over 60 pieces of a template, where its image
   * says too much, and 60 drawn spines, where it says too little.
   */
  private static final SpineModel.Weights WEIGHTS = new SpineModel.Weights(0.4, 1, 1);

  /**
   * What the look of the whole counts per 100 mm of cord, from the same images: the more is seen,
   * the less is chance.
   */
  private static final double LOOK_PER_100_MM = 0.6;

  private final DiscSource first, second;
  private final double look;
  private final Map<DiscCandidate, FusedCandidates.Pair> pairs;

  /**
   * @param first gives lengths of a spine and places of what the second one did not see
   * @param second places discs best
   * @param seen mm of cord that both look at
   */
  FusedSource(DiscSource first, DiscSource second, double seen) {
    this.first = first;
    this.second = second;
    this.look = LOOK_PER_100_MM * seen / 100;
    this.pairs = FusedCandidates.of(first.candidates(), second.candidates());
  }

  @Override
  public String name() {
    return first.name() + " and the " + second.name();
  }

  @Override
  public List<DiscCandidate> candidates() {
    return List.copyOf(pairs.keySet());
  }

  /** Which of the two saw a candidate, in the user's words. */
  String seenBy(DiscCandidate candidate) {
    final FusedCandidates.Pair pair = pairs.get(candidate);
    if (pair.first() == null) return "the " + second.name() + " only";
    return pair.second() == null ? "the " + first.name() + " only" : "both";
  }

  @Override
  public SpineLengths lengths() {
    return first.lengths();
  }

  @Override
  public SpineModel.Weights weights() {
    return WEIGHTS;
  }

  @Override
  public double evidence(Spine spine) {
    final double a = first.evidence(spine), b = second.evidence(spine);
    return look * (Double.isNaN(a) ? b : Double.isNaN(b) ? a : a + b);
  }

  @Override
  public DiscCandidate placed(int disc, DiscCandidate candidate) {
    return pairs.get(candidate).second() == null ? first.placed(disc, candidate) : candidate;
  }

  @Override
  public double front(int disc) {
    return first.front(disc);
  }

  @Override
  public List<Methods> methods() {
    final List<Methods> both = new ArrayList<>(first.methods());
    both.addAll(second.methods());
    return both;
  }
}
