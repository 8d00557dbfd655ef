package org.myelon.transform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

/**
 * The entries of a parameter file of elastix: {@code (Key value value ...)}, texts in quotation
 * marks, comments after {@code //}.
 */
final class ElastixFile {

  private final Path path;
  private final Map<String, List<String>> entries;

  private ElastixFile(Path path, Map<String, List<String>> entries) {
    this.path = path;
    this.entries = entries;
  }

  /**
   * @throws InputException if the file cannot be read or an entry has no end
   */
  static ElastixFile read(Path path) {
    final ElastixFile file = new ElastixFile(path, new HashMap<>());
    final StringBuilder text = new StringBuilder();
    // a comment has no quotation mark: // in a path has one after it
    TextFile.read(path)
        .lines()
        .filter(l -> !l.strip().startsWith("//"))
        .forEach(l -> text.append(l.replaceFirst("//[^\"]*$", "")).append('\n'));
    for (String entry : text.toString().split("\n(?=\\s*\\()")) file.add(entry.strip());
    return file;
  }

  private void add(String entry) {
    if (entry.isEmpty()) return;
    if (!entry.startsWith("(") || !entry.endsWith(")"))
      throw refused(
          "it has the text '"
              + entry.substring(0, Math.min(40, entry.length()))
              + "', which is no entry (key value); it may be cut off");
    final List<String> words = words(entry.substring(1, entry.length() - 1));
    if (!words.isEmpty()) entries.put(words.remove(0), words);
  }

  /** Words between blanks; what stands in quotation marks is one word. */
  private static List<String> words(String text) {
    final List<String> words = new ArrayList<>();
    final StringBuilder word = new StringBuilder();
    boolean quoted = false, begun = false;
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c == '"') quoted = !quoted;
      else if (quoted || !Character.isWhitespace(c)) word.append(c);
      begun |= c == '"' || !word.isEmpty();
      if (begun && !quoted && (i + 1 == text.length() || Character.isWhitespace(c))) {
        words.add(word.toString());
        word.setLength(0);
        begun = false;
      }
    }
    if (begun) words.add(word.toString());
    return words;
  }

  Path path() {
    return path;
  }

  /** The first word of an entry, if it is there. */
  Optional<String> find(String key) {
    return Optional.ofNullable(entries.get(key)).filter(w -> !w.isEmpty()).map(w -> w.get(0));
  }

  /** The first word of an entry. */
  String word(String key) {
    return find(key).orElseThrow(() -> refused("it has no entry " + key));
  }

  /**
   * Numbers of an entry.
   *
   * @param count how many there must be
   */
  double[] numbers(String key, int count) {
    final List<String> words = entries.getOrDefault(key, List.of());
    if (words.size() != count)
      throw refused("it has " + words.size() + " numbers in " + key + " and needs " + count);
    final double[] numbers = new double[count];
    for (int i = 0; i < count; i++) numbers[i] = number(key, words.get(i));
    return numbers;
  }

  /** Positive whole numbers of an entry. */
  int[] sizes(String key, int count) {
    final double[] numbers = numbers(key, count);
    final int[] sizes = new int[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = (int) numbers[i];
      if (sizes[i] != numbers[i] || sizes[i] < 1) throw refused(key + " is " + numbers[i]);
    }
    return sizes;
  }

  private double number(String key, String word) {
    try {
      final double number = Double.parseDouble(word);
      if (Double.isFinite(number)) return number;
    } catch (NumberFormatException e) {
      throw refused(key + " holds '" + word + "', which is no number");
    }
    throw refused(key + " holds '" + word + "', which is not finite");
  }

  /** What to tell the user. */
  InputException refused(String why) {
    return new InputException(
        path + " cannot be read as a transform of elastix: " + why.replaceAll("\\s+", " ") + ".");
  }
}
