package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.myelon.label.Vertebra;
import org.myelon.step.InputException;

/**
 * The discs of one source with the numbers that are most plausible.
 *
 * @param source where they come from
 * @param spine the most plausible one
 * @param certainty probability that its numbers are right
 * @param added discs that the user gave and the source did not see
 */
record Proposal(DiscSource source, Spine spine, double certainty, Set<DiscCandidate> added) {

  /** Numbers that are less probable than this are asked for. */
  private static final double CERTAIN = 0.75;

  /** What is more probable than all else together needs only one source that is sure of it. */
  private static final double LIKELY = 0.5;

  /**
   * Weighs the spines by what the source says of each as a whole.
   *
   * @param spines at least one
   */
  static Proposal of(DiscSource source, List<Spine> spines) {
    final Posterior posterior = Posterior.of(spines, source::evidence);
    return new Proposal(source, posterior.best(), posterior.certainty(), Set.of());
  }

  /** The same with discs that the user gave and the source did not see. */
  Proposal withAdded(Set<DiscCandidate> given) {
    return new Proposal(source, spine, certainty, given);
  }

  /** Whether another spine has the same discs under other numbers. */
  boolean numbersDifferently(Proposal other) {
    for (Map.Entry<Integer, DiscCandidate> d : spine.discs().entrySet())
      for (Map.Entry<Integer, DiscCandidate> e : other.spine.discs().entrySet())
        if (d.getValue() == e.getValue() && !d.getKey().equals(e.getKey())) return true;
    return false;
  }

  /** Such as "C2/C3 to C7/T1". */
  String range() {
    return spine.range();
  }

  /** Discs that the source saw. */
  int seenCount() {
    final Set<DiscCandidate> own = new HashSet<>(spine.discs().values());
    own.removeAll(added);
    return own.size();
  }

  boolean isCertain() {
    return certainty >= CERTAIN;
  }

  /**
   * Whether numbers that are likely, but not sure, are those of which a source is sure by itself,
   * and none is sure of others. Of the images that {@code CalibrateNumbering} draws (docs/discs.md)
   * all were right then.
   */
  boolean isConfirmedBy(Collection<Proposal> alone) {
    final List<Proposal> sure = alone.stream().filter(Proposal::isCertain).toList();
    return certainty > LIKELY && !sure.isEmpty() && sure.stream().allMatch(this::agreesWith);
  }

  private boolean agreesWith(Proposal other) {
    final Map<Integer, DiscCandidate> own = spine.discs(), its = other.spine.discs();
    final Set<Integer> common = new HashSet<>(own.keySet());
    common.retainAll(its.keySet());
    return !common.isEmpty()
        && common.stream()
            .allMatch(d -> Math.abs(own.get(d).arc() - its.get(d).arc()) <= FusedCandidates.SAME);
  }

  /**
   * Refuses numbers that may well be wrong.
   *
   * @throws InputException that says what was seen and what to give
   */
  void requireCertain(SpineView view) {
    if (isCertain()) return;
    final int top = spine.top();
    final DiscCandidate one = spine.discs().get(top);
    throw new InputException(
        String.format(
            Locale.ROOT,
            "%s shows discs at slices %s, but not which ones (perhaps from %s, probability %.2f):"
                + " give the number of one, such as start=%d,%d if the first is %s.",
            view.image(),
            view.slices(spine.discs().values()),
            Vertebra.discName(top),
            certainty,
            view.slice(one),
            top,
            Vertebra.discName(top)));
  }

  /** The discs at their places, from the top down. */
  List<NumberedDisc> seen() {
    final List<NumberedDisc> discs = new ArrayList<>();
    for (Map.Entry<Integer, DiscCandidate> d : spine.discs().entrySet()) {
      final boolean own = !added.contains(d.getValue());
      final DiscCandidate at = own ? source.placed(d.getKey(), d.getValue()) : d.getValue();
      discs.add(
          new NumberedDisc(
              d.getKey(),
              new DiscCandidate(at.arc(), at.point(), at.confidence() * certainty, at.c2c3()),
              own));
    }
    return discs;
  }
}
