package org.myelon.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.myelon.step.InputException;

/** The words of one registration step, "step=1,type=seg,algo=centermass", and their values. */
final class StepWords {

  private final String text;
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @param text the step as the user wrote it
   * @param known the words there are
   * @throws InputException if there is another one, or one twice or without a value
   */
  StepWords(String text, List<String> known) {
    this.text = text.strip();
    for (String part : this.text.split(",", -1)) {
      final int equals = part.indexOf('=');
      final String word = (equals < 0 ? part : part.substring(0, equals)).strip();
      final String key =
          known.stream()
              .filter(word::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(
                  () -> wrong("has the unknown word '" + word + "'", "choose " + either(known)));
      final String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (value.isEmpty()) throw wrong("gives no value to " + key, "write " + key + "=...");
      if (values.put(key, value) != null)
        throw wrong("gives " + key + " twice", "leave one of them out");
    }
  }

  boolean has(String word) {
    return values.containsKey(word);
  }

  String text(String word, String otherwise) {
    return values.getOrDefault(word, otherwise);
  }

  /** One of several words, told by what they are written as. */
  <T> T choice(String word, T[] choices, T otherwise) {
    final String value = values.get(word);
    if (value == null) return otherwise;
    for (T choice : choices) if (value.equalsIgnoreCase(choice.toString())) return choice;
    throw refused(word, either(Arrays.stream(choices).map(Object::toString).toList()));
  }

  boolean flag(String word, boolean otherwise) {
    return choice(word, new String[] {"0", "1"}, otherwise ? "1" : "0").equals("1");
  }

  /** A number of a range. */
  double number(String word, Double otherwise, double least, double most) {
    return has(word) ? number(word, values.get(word), least, most) : otherwise;
  }

  /** A whole number that is not negative. */
  int whole(String word, int otherwise) {
    return has(word) ? whole(word, values.get(word)) : otherwise;
  }

  /** Whole numbers with an x between them. */
  List<Integer> wholes(String word, List<Integer> otherwise) {
    return has(word)
        ? Arrays.stream(parts(word)).map(part -> whole(word, part)).toList()
        : otherwise;
  }

  /** Numbers of a range with an x between them. */
  List<Double> numbers(String word, List<Double> otherwise, double least, double most) {
    return has(word)
        ? Arrays.stream(parts(word)).map(part -> number(word, part, least, most)).toList()
        : otherwise;
  }

  private String[] parts(String word) {
    return values.get(word).split("[xX]", -1);
  }

  private int whole(String word, String value) {
    final double number = number(word, value, 0, Integer.MAX_VALUE);
    if (number != Math.rint(number)) throw refused(word, "a whole number");
    return (int) number;
  }

  /** The number that is written there, or NaN. */
  private static double parsed(String value) {
    try {
      return Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private double number(String word, String value, double least, double most) {
    final double number = parsed(value);
    if (number >= least && number <= most && !Double.isInfinite(number)) return number;
    throw refused(
        word,
        least == Double.NEGATIVE_INFINITY
            ? "a number"
            : most >= Integer.MAX_VALUE
                ? "a number from " + plain(least) + " on"
                : "a number from " + plain(least) + " to " + plain(most));
  }

  /** The value of a word is not what it should be. */
  InputException refused(String word, String should) {
    return wrong("says " + word + "=" + values.get(word), "it must be " + should);
  }

  /** Something is wrong with this step. */
  InputException wrong(String what, String then) {
    return new InputException("The registration step '" + text + "' " + what + ": " + then + ".");
  }

  /** "a, b or c". */
  static String either(List<String> choices) {
    final List<String> all = new ArrayList<>(choices);
    final String last = all.remove(all.size() - 1);
    return all.isEmpty() ? last : String.join(", ", all) + " or " + last;
  }

  /** A number as people write it, 5 instead of 5.0. */
  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** Numbers with an x between them. */
  static String plain(List<? extends Number> numbers) {
    return numbers.stream().map(n -> plain(n.doubleValue())).collect(Collectors.joining("x"));
  }
}
