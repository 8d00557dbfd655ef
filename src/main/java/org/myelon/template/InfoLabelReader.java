package org.myelon.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.step.InputException;
import org.myelon.step.NumberList;

/** Reads an {@link InfoLabel} line by line. */
final class InfoLabelReader {

  private static final Pattern KEYWORD = Pattern.compile("#.*Keyword=(\\w+).*");

  /** A plain name: an image lies in the folder of its list, nowhere else. */
  private static final Pattern FILE_NAME = Pattern.compile("[^/\\\\:]*\\.(nii|nii\\.gz)");

  private final String source;
  private final List<InfoLabel.Image> images = new ArrayList<>();
  private final List<InfoLabel.Combined> combined = new ArrayList<>();
  private final List<InfoLabel.Cluster> clusters = new ArrayList<>();
  private final Set<Integer> ids = new HashSet<>();
  private final Set<String> files = new HashSet<>();
  private String section = "";
  private int number;

  InfoLabelReader(String source) {
    this.source = source;
  }

  void line(String text) {
    number++;
    final String line = text.strip();
    final Matcher keyword = KEYWORD.matcher(line);
    if (keyword.matches()) section = keyword.group(1);
    else if (!line.isEmpty() && !line.startsWith("#")) entry(line);
  }

  private void entry(String line) {
    switch (section) {
      case "IndivLabels" -> {
        final String[] words = words(line, 3, "id, name, file");
        if (!FILE_NAME.matcher(words[2]).matches() || !files.add(words[2]))
          throw wrong("'" + words[2] + "' must be the name of an image file, and its only mention");
        images.add(new InfoLabel.Image(id(words[0]), words[1], words[2]));
      }
      case "CombinedLabels" -> {
        final String[] words = words(line, 3, "id, name, ids");
        combined.add(new InfoLabel.Combined(id(words[0]), words[1], group(words[2])));
      }
      case "MAPLabels" -> {
        final String[] words = words(line, 2, "name, ids");
        clusters.add(new InfoLabel.Cluster(words[0], group(words[1])));
      }
      case "" -> throw wrong("it stands before the first '# Keyword='");
      default -> {}
    }
  }

  private String[] words(String line, int count, String form) {
    final String[] words = line.split("\\s*,\\s*", count);
    for (String word : words) if (word.isBlank()) throw wrong("it must be '" + form + "'");
    if (words.length < count) throw wrong("it must be '" + form + "'");
    return words;
  }

  private int id(String word) {
    if (!word.matches("\\d{1,6}")) throw wrong("'" + word + "' is no id; give a whole number");
    final int id = Integer.parseInt(word);
    if (!ids.add(id)) throw wrong("the id " + id + " is there twice");
    return id;
  }

  private List<Integer> group(String words) {
    return NumberList.parse(words, source + ", line " + number + ": the group of ids");
  }

  private InputException wrong(String why) {
    return new InputException(source + ", line " + number + " is wrong: " + why + ".");
  }

  InfoLabel result() {
    if (images.isEmpty())
      throw new InputException(
          source + " lists no image: it must have a section '# Keyword=IndivLabels'.");
    return new InfoLabel(source, images, combined, clusters);
  }
}
