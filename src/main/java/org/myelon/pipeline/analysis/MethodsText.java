package org.myelon.pipeline.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.myelon.step.Methods;
import org.myelon.step.Version;

/** What was done, as text for the methods section of a paper, with numbered references. */
final class MethodsText {

  private MethodsText() {}

  static String of(List<Methods> methods, CompatibilityProfile profile) {
    final Set<String> sentences = new LinkedHashSet<>();
    final List<String> citations = new ArrayList<>();
    for (Methods m : methods) sentences.add(m.sentence() + numbers(m.citations(), citations));
    final StringBuilder text = new StringBuilder(String.join(" ", sentences));
    text.append(" The analysis was done with Myelon ")
        .append(Version.TEXT)
        .append(" (compatibility profile ")
        .append(profile.name())
        .append(").\n");
    if (!citations.isEmpty()) text.append("\nReferences\n");
    for (int i = 0; i < citations.size(); i++)
      text.append(i + 1).append(". ").append(citations.get(i)).append('\n');
    return text.toString();
  }

  /** Such as " [1, 3]", behind the sentence. */
  private static String numbers(List<String> cited, List<String> all) {
    final List<String> numbers = new ArrayList<>();
    for (String citation : cited) {
      final int known = indexOf(citation, all);
      if (known < 0) all.add(citation);
      numbers.add(Integer.toString(known < 0 ? all.size() : known + 1));
    }
    return numbers.isEmpty() ? "" : " [" + String.join(", ", numbers) + "]";
  }

  /** Two steps may write the same paper in two ways: its DOI tells. */
  private static int indexOf(String citation, List<String> all) {
    for (int i = 0; i < all.size(); i++) if (doi(all.get(i)).equals(doi(citation))) return i;
    return -1;
  }

  /** The DOI, or the whole citation if it has none. */
  private static String doi(String citation) {
    final int at = citation.indexOf("doi:");
    return at < 0 ? citation : citation.substring(at).strip().toLowerCase(Locale.ROOT);
  }
}
