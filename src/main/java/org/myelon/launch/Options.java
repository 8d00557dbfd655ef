package org.myelon.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.myelon.step.InputException;

/**
 * Keys and values in one line, as ImageJ macros write them: {@code image=t2 title=[two words]
 * angleCorrection=true}. A value with blanks stands in square brackets; a bare key means true.
 */
final class Options {

  private Options() {}

  /**
   * Splits a line.
   *
   * @throws InputException if a bracket is not closed or a key is given twice (in any case)
   */
  static Map<String, String> parse(String line) {
    final Map<String, String> options = new LinkedHashMap<>();
    int at = 0;
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
        continue;
      }
      final int keyEnd = endOfKey(line, at);
      final String key = line.substring(at, keyEnd);
      if (keyEnd == line.length() || line.charAt(keyEnd) != '=') {
        put(options, key, "true");
        at = keyEnd;
      } else if (line.startsWith("[", keyEnd + 1)) {
        final int close = closingBracket(line, keyEnd + 1);
        put(options, key, line.substring(keyEnd + 2, close));
        at = close + 1;
      } else {
        final int end = endOfWord(line, keyEnd + 1);
        put(options, key, line.substring(keyEnd + 1, end));
        at = end;
      }
    }
    return options;
  }

  /** One key and value as {@link #parse} reads it. */
  static String write(String key, String value) {
    final boolean plain = !value.isEmpty() && value.chars().noneMatch(Character::isWhitespace);
    return key + "=" + (plain && !value.startsWith("[") ? value : "[" + value + "]");
  }

  /** Adds a key; refuses one that is there already. */
  static void put(Map<String, String> options, String key, String value) {
    if (options.keySet().stream().anyMatch(key::equalsIgnoreCase))
      throw new InputException("'" + key + "' is given twice.");
    options.put(key, value);
  }

  private static int endOfKey(String line, int from) {
    int end = from;
    while (end < line.length()
        && line.charAt(end) != '='
        && !Character.isWhitespace(line.charAt(end))) end++;
    return end;
  }

  private static int endOfWord(String line, int from) {
    int end = from;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) end++;
    return end;
  }

  private static int closingBracket(String line, int open) {
    int depth = 0;
    for (int i = open; i < line.length(); i++) {
      if (line.charAt(i) == '[') depth++;
      if (line.charAt(i) == ']' && --depth == 0) return i;
    }
    throw new InputException("A bracket is not closed in: " + line);
  }
}
