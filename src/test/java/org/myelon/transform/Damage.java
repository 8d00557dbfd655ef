package org.myelon.transform;

/** Spoils a text file. */
final class Damage {

  private static final String LETTERS = "0-9(\")e. ";

  private Damage() {}

  /**
   * @param kind 0: a piece is cut out, 1: doubled, 2: overwritten by a letter; 3: the rest is lost
   * @param letter which of 9
   */
  static String of(String text, int kind, int at, int length, int letter) {
    final int from = at % text.length(), to = Math.min(text.length(), from + length);
    final String start = text.substring(0, from), rest = text.substring(to);
    return switch (kind) {
      case 0 -> start + rest;
      case 1 -> start + text.substring(from, to).repeat(2) + rest;
      case 2 -> start + LETTERS.substring(letter, letter + 1).repeat(length) + rest;
      default -> start;
    };
  }
}
