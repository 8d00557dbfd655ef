package org.myelon.report.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.myelon.report.Resource;
import org.myelon.step.Json;
import org.myelon.step.Version;

/**
 * The page of a study as text: a frame of markup, style and script, and the entries as JSON, which
 * the script shows as text and never as markup. Pictures stay in their files until they are looked
 * at. The same entries give the same page.
 */
final class StudyPage {

  private static final List<String> SHOWN =
      List.of(
          "cmdline",
          "command",
          "version",
          "dataset",
          "subject",
          "contrast",
          "date",
          "title",
          "kind",
          "firstName",
          "secondName",
          "width",
          "height");

  /** By which a page of ours is known. */
  static final String BRAND = "<p class=\"brand\">Myelon</p>";

  private StudyPage() {}

  static String html(String name, StudyContent content, boolean served) {
    final Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", name);
    data.put("version", "Myelon " + Version.TEXT);
    data.put("served", served);
    data.put("rater", served ? System.getProperty("user.name", "") : "");
    data.put("listHeader", CorrectionLists.OURS);
    data.put("entries", entries(content.entries()));
    data.put("problems", content.problems().stream().map(StudyPage::problem).toList());
    return Resource.text("study.html")
        .replace("/*STYLE*/", Resource.text("study.css"))
        .replace("/*SCRIPT*/", Resource.text("study.js"))
        .replace("/*DATA*/", Json.write(data).replace("<", "\\u003c"));
  }

  private static Map<String, Object> problem(StudyContent.Problem problem) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", problem.id());
    json.put("reason", problem.reason());
    return json;
  }

  private static List<Object> entries(List<StudyEntry> all) {
    final Set<StudyEntry> current = new HashSet<>(CorrectionLists.current(all));
    final Map<Object, Integer> results = new LinkedHashMap<>();
    final List<Object> json = new ArrayList<>();
    for (StudyEntry entry : all) {
      final Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", entry.id());
      one.put("place", entry.place());
      for (String key : SHOWN) one.put(key, entry.text(key));
      one.put("file", entry.listedFile());
      one.put("listed", CorrectionLists.scalar(entry.listedFile()));
      one.put("pictures", !entry.text("backgroundImage").isEmpty());
      one.put("pair", !entry.text("secondImage").isEmpty());
      one.put("result", results.computeIfAbsent(entry.result(), r -> results.size()));
      one.put("current", current.contains(entry));
      final Correction correction = Correction.of(entry);
      one.put("fixCommand", correction.commandLine());
      one.put("fixMacro", correction.macro());
      json.add(one);
    }
    return json;
  }
}
