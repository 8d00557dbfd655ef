package org.myelon.report.study;

import java.util.List;

/** Words of a command line, quoted for a POSIX shell where they have to be. */
public final class ShellWords {

  private ShellWords() {}

  /** A line that a shell splits into these words. */
  public static String join(List<String> words) {
    return String.join(" ", words.stream().map(ShellWords::quote).toList());
  }

  static String quote(String word) {
    if (word.matches("[A-Za-z0-9_./:=,@%+-]+")) return word;
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
