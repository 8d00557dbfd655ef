package org.myelon.vertebra;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says in one sentence why discs have their numbers: what was seen by which source, and how sure it
 * is.
 *
 * @param search what was seen
 * @param alone what each of several sources would say by itself
 */
record DiscReason(DiscSearch search, Map<DiscSource, Proposal> alone) {

  /**
   * @param automatic whether the numbers were found, not given
   */
  String of(NumberDiscs.Outcome outcome, boolean automatic) {
    final StringBuilder text = new StringBuilder();
    final Proposal best = outcome.proposal();
    text.append("The ").append(best.source().name());
    text.append(search.sources().size() == 1 ? " shows " : " together show ");
    text.append(count(best.seenCount())).append(", ").append(best.range());
    if (best.source() instanceof FusedSource both) text.append(shares(both, best));
    if (automatic) {
      text.append(": these numbers fit best").append(probability(best));
      if (search.sources().size() > 1) text.append("; ").append(eachAlone());
      if (!best.isCertain()) text.append(": likely, not sure, look at them");
    } else text.append(", numbered from the label that was given").append(outcome.doubt());
    if (!search.failure().isEmpty())
      text.append("; the other way was not possible: ").append(search.failure());
    final boolean ended = text.charAt(text.length() - 1) == '.';
    return ended ? text.toString() : text.append('.').toString();
  }

  private static String shares(FusedSource both, Proposal best) {
    final String shares =
        best.spine().discs().values().stream()
            .filter(c -> !best.added().contains(c))
            .collect(Collectors.groupingBy(both::seenBy, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(e -> e.getValue() + " seen by " + e.getKey())
            .collect(Collectors.joining(", "));
    return shares.isEmpty() ? "" : " (" + shares + ")";
  }

  /** What each source would say without the other one. */
  private String eachAlone() {
    return search.sources().stream()
        .map(source -> "the " + source.name() + answer(alone.get(source)))
        .collect(Collectors.joining(", "));
  }

  private static String answer(Proposal own) {
    return own == null ? " sees none" : " alone says " + own.range() + probability(own);
  }

  private static String probability(Proposal p) {
    return String.format(Locale.ROOT, " (probability %.2f)", p.certainty());
  }

  private static String count(int discs) {
    return discs + (discs == 1 ? " disc" : " discs");
  }
}
