package org.myelon.vertebra;

import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says in one sentence why discs have their numbers: what was seen by which source, and how sure it
 * is.
 *
 * @param search what was seen
 * @param numbers how it is numbered
 */
record DiscReason(DiscSearch search, NumberDiscs numbers) {

  String of(NumberDiscs.Outcome outcome) {
    final StringBuilder text = new StringBuilder();
    final Proposal best = outcome.proposal();
    text.append("The ").append(best.source().name());
    text.append(search.sources().size() == 1 ? " shows " : " together show ");
    text.append(count(best.seenCount())).append(", ").append(best.range());
    if (best.source() instanceof FusedSource both) text.append(shares(both, best));
    if (numbers.start().isAutomatic()) {
      text.append(": these numbers fit best").append(probability(best));
      if (search.sources().size() > 1) text.append("; ").append(alone());
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
  private String alone() {
    return search.sources().stream()
        .map(
            source ->
                source.candidates().isEmpty()
                    ? "the " + source.name() + " sees none"
                    : "the " + source.name() + " alone says " + answer(source))
        .collect(Collectors.joining(", "));
  }

  private String answer(DiscSource source) {
    final Proposal own = numbers.run(source).proposal();
    return own.range() + probability(own);
  }

  private static String probability(Proposal p) {
    return String.format(Locale.ROOT, " (probability %.2f)", p.certainty());
  }

  private static String count(int discs) {
    return discs + (discs == 1 ? " disc" : " discs");
  }
}
