package org.myelon.step;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Lists of whole numbers as users write them: "2:5" (both ends included), "2,3", "2:5,7". */
public final class NumberList {

  private static final int LONGEST = 1_000_000;

  private NumberList() {}

  /**
   * The numbers of a list, ascending, each once; empty if the text is blank.
   *
   * @param text ranges with ":" or "-", separated by "," or ";"
   * @param what the name of the list in an error message
   * @throws InputException if the text is no such list
   */
  public static List<Integer> parse(String text, String what) {
    final TreeSet<Integer> numbers = new TreeSet<>();
    if (text == null || text.isBlank()) return List.of();
    for (String part : text.split("[,;]", -1)) {
      final String[] ends = part.strip().split("(?<=\\d)\\s*[:-]\\s*", -1);
      final int from = number(ends[0], text, what), to = number(ends[ends.length - 1], text, what);
      if (ends.length > 2 || to < from || (long) to - from > LONGEST) throw wrong(text, what);
      for (int i = from; i <= to; i++) numbers.add(i);
    }
    return List.copyOf(numbers);
  }

  private static int number(String text, String whole, String what) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw wrong(whole, what);
    }
  }

  private static InputException wrong(String text, String what) {
    return new InputException(
        what + " is '" + text + "'; give numbers such as 2:5 (from 2 to 5) or 2,3,7.");
  }

  /** The list as SCT writes it: "2:5;7". */
  public static String format(List<Integer> ascending) {
    final List<String> parts = new ArrayList<>();
    for (int i = 0; i < ascending.size(); ) {
      int j = i;
      while (j + 1 < ascending.size() && ascending.get(j + 1) == ascending.get(j) + 1) j++;
      parts.add(i == j ? ascending.get(i).toString() : ascending.get(i) + ":" + ascending.get(j));
      i = j + 1;
    }
    return String.join(";", parts);
  }
}
