package org.myelon.step;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped word was meant to be. */
public final class Spelling {

  private Spelling() {}

  /** " (did you mean 'x'?)", or nothing if no word is near. */
  public static String hint(String typed, Collection<String> known) {
    return nearest(typed, known).map(n -> " (did you mean '" + n + "'?)").orElse("");
  }

  /** The known word that needs fewest edits, if they are few for its length. */
  public static Optional<String> nearest(String typed, Collection<String> known) {
    final String t = typed.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(t, k.toLowerCase(Locale.ROOT))))
        .filter(k -> isNear(t, k.toLowerCase(Locale.ROOT)));
  }

  private static boolean isNear(String typed, String known) {
    return distance(typed, known) <= Math.max(1, known.length() / 3)
        || typed.length() > 2 && known.startsWith(typed);
  }

  /** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
  private static int distance(String a, String b) {
    final int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++)
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        final int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
      }
    return d[a.length()][b.length()];
  }
}
