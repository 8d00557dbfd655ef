package org.myelon.report.study;

import java.util.Comparator;
import java.util.Set;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * What a person said about an entry, at some time. Marks are only ever added; the last one counts.
 *
 * @param entry id of the entry
 * @param qc {@link #PASS}, {@link #FAIL}, {@link #ARTIFACT} or empty, as SCT writes them
 * @param rank "0" to "9" or empty
 * @param rater who
 * @param time when, in UTC: {@code 2026-01-31T12:00:00.000Z}
 */
record Mark(String entry, String qc, String rank, String rater, String time) {

  static final String PASS = "\u2705", FAIL = "\u274c", ARTIFACT = "\u26a0\ufe0f";

  /** In the order of time; what happened at once has an order, too. */
  static final Comparator<Mark> BY_TIME =
      Comparator.comparing(Mark::time).thenComparing(Mark::entry).thenComparing(Mark::rater);

  private static final int LONGEST = 200;

  Mark {
    require(Set.of("", PASS, FAIL, ARTIFACT).contains(qc), "qc " + qc);
    require(rank.matches("[0-9]?"), "rank " + rank);
    require(time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"), "time " + time);
    require(isId(entry), "entry " + entry);
    require(rater.length() <= LONGEST, "rater " + rater);
  }

  /** Whether entries may be called so. */
  static boolean isId(String text) {
    return text.matches("[A-Za-z0-9._-]{1," + LONGEST + "}");
  }

  private static void require(boolean right, String what) {
    if (!right) throw new InputException("A mark has the wrong " + what + ".");
  }

  static Mark of(JsonValue json) {
    return new Mark(
        json.get("entry").text(),
        json.get("qc").text(),
        json.get("rank").text(),
        json.get("rater").text(),
        json.get("time").text());
  }
}
