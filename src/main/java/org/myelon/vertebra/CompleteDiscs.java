package org.myelon.vertebra;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds the discs that were not seen but must be there: those between two that were seen, in the
 * ratio of the typical lengths, and C1/C2 above C2/C3, which is a joint and is not seen as a disc.
 */
final class CompleteDiscs {

  /** How sure a disc is that was not seen, as part of its neighbours' confidence. */
  private static final double UNSEEN = 0.3;

  private static final int JOINT = 2;

  private CompleteDiscs() {}

  /** All discs from the top down. */
  static List<NumberedDisc> run(Proposal proposal, SpineView view) {
    final DiscSource source = proposal.source();
    final SpineLengths lengths = source.lengths();
    final List<NumberedDisc> seen = proposal.seen(), all = new ArrayList<>();
    final NumberedDisc top = seen.get(0);
    final double joint = top.candidate().arc() + proposal.spine().scale() * lengths.below(JOINT);
    if (top.value() == JOINT + 1 && joint <= view.line().length())
      add(all, view, JOINT, joint, source.front(JOINT), top);
    for (int i = 0; i < seen.size(); i++) {
      final NumberedDisc lower = seen.get(i);
      for (int k = i == 0 ? lower.value() : seen.get(i - 1).value() + 1; k < lower.value(); k++) {
        final NumberedDisc upper = seen.get(i - 1);
        final double part =
            lengths.between(upper.value(), k) / lengths.between(upper.value(), lower.value());
        final double from = upper.candidate().arc(), to = lower.candidate().arc();
        add(all, view, k, from + part * (to - from), source.front(k), lower);
      }
      all.add(lower);
    }
    return all;
  }

  private static void add(
      List<NumberedDisc> all,
      SpineView view,
      int value,
      double arc,
      double front,
      NumberedDisc neighbour) {
    view.candidate(arc, front, UNSEEN * neighbour.candidate().confidence())
        .ifPresent(c -> all.add(new NumberedDisc(value, c, false)));
  }
}
