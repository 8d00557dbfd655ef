package org.myelon.label;

import org.myelon.step.InputException;

/** Whole numbers with commas between them, as one item of a list that a user types. */
final class NumberTuple {

  private NumberTuple() {}

  /**
   * @param count how many numbers there must be
   * @param whole the whole text, for the message
   * @param example a right text, for the message
   */
  static int[] parse(String item, int count, String whole, String example) {
    final String[] parts = item.split(",", -1);
    final int[] numbers = new int[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) numbers[i] = Integer.parseInt(parts[i].strip());
    } catch (NumberFormatException e) {
      throw refused(whole, example);
    }
    if (parts.length != count) throw refused(whole, example);
    return numbers;
  }

  private static InputException refused(String whole, String example) {
    return new InputException(
        "'" + whole + "' is no list of labels: write for example " + example + ".");
  }
}
