package org.myelon.atlas;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.myelon.step.InputException;
import org.myelon.step.NumberList;
import org.myelon.template.InfoLabel;

/**
 * Chooses labels as users write them: ids ("51"), ranges of ids ("0:5") and names ("white matter",
 * or a part of names for all that have it), separated by commas; blank or "all" for all of the
 * atlas.
 */
final class LabelSelection {

  private final InfoLabel info;

  LabelSelection(InfoLabel info) {
    this.info = info;
  }

  /**
   * The labels in the order asked for, each once.
   *
   * @throws InputException if the atlas has no such label
   */
  List<AtlasLabel> of(String text) {
    if (text.isBlank() || text.strip().equalsIgnoreCase("all")) return all().toList();
    final Set<AtlasLabel> chosen = new LinkedHashSet<>();
    for (String word : text.split("[,;]"))
      if (word.strip().matches("\\d.*"))
        NumberList.parse(word, "labels").forEach(id -> chosen.add(numbered(id)));
      else chosen.addAll(named(word.strip()));
    return List.copyOf(chosen);
  }

  private Stream<AtlasLabel> all() {
    return Stream.concat(
        info.images().stream().map(AtlasLabel::of), info.combined().stream().map(AtlasLabel::of));
  }

  private AtlasLabel numbered(int id) {
    final AtlasLabel combined =
        info.combined().stream()
            .filter(c -> c.id() == id)
            .findFirst()
            .map(AtlasLabel::of)
            .orElse(null);
    return combined != null ? combined : AtlasLabel.of(info.members(id).get(0));
  }

  private List<AtlasLabel> named(String name) {
    final String small = name.toLowerCase(Locale.ROOT);
    final List<AtlasLabel> exact =
        all().filter(l -> l.name().toLowerCase(Locale.ROOT).equals(small)).toList();
    if (!exact.isEmpty()) return exact;
    final List<AtlasLabel> part =
        all().filter(l -> l.name().toLowerCase(Locale.ROOT).contains(small)).toList();
    if (part.isEmpty() || small.isEmpty())
      throw new InputException(
          info.source() + " has no label named '" + name + "'; List Labels shows those it has.");
    return part;
  }
}
