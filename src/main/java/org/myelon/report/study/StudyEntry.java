package org.myelon.report.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * An entry as {@code entry.json} tells it: the keys of SCT's QC entries, and some more.
 *
 * @param id name of its folder; begins with the time, so that ids are in the order of the runs
 * @param texts the members that are texts
 * @param inputs the files that were read
 * @param outputs the files that were written
 */
record StudyEntry(
    String id, Map<String, String> texts, Map<String, String> inputs, Map<String, String> outputs) {

  static final String FILE = "entry.json";

  /** Without these nothing can be said about an entry. */
  private static final List<String> NEEDED =
      List.of("command", "inputFile", "subject", "contrast", "date", "title", "kind");

  /**
   * Reads an entry.
   *
   * @throws InputException if it is damaged
   */
  static StudyEntry read(Path folder) {
    final JsonValue json = JsonValue.read(folder.resolve(FILE));
    final Map<String, String> texts = new LinkedHashMap<>();
    for (String key : json.keys())
      if (!key.equals("inputs") && !key.equals("outputs"))
        json.find(key).ifPresent(v -> texts.put(key, v.text()));
    for (String key : NEEDED) json.get(key);
    for (String key : List.of("backgroundImage", "overlayImage", "secondImage"))
      requirePicture(folder, texts.getOrDefault(key, ""));
    return new StudyEntry(
        folder.getFileName().toString(), texts, files(json, "inputs"), files(json, "outputs"));
  }

  private static void requirePicture(Path folder, String picture) {
    if (picture.isEmpty()) return;
    final Path file = Path.of(picture).getFileName();
    if (file == null || !Files.isRegularFile(folder.resolve(file)))
      throw new InputException(folder.getFileName() + " lacks its picture " + file + ".");
  }

  private static Map<String, String> files(JsonValue json, String key) {
    final Map<String, String> files = new TreeMap<>();
    json.find(key).ifPresent(map -> map.keys().forEach(k -> files.put(k, map.get(k).text())));
    return files;
  }

  String text(String key) {
    return texts.getOrDefault(key, "");
  }

  FileKind kind() {
    for (FileKind kind : FileKind.values()) if (kind.name().equals(text("kind"))) return kind;
    return FileKind.FILE_KIND_UNKNOWN;
  }

  /** How SCT's lists name the file. */
  String listedFile() {
    return text("path").isEmpty() ? text("inputFile") : text("path") + "/" + text("inputFile");
  }

  /** What two runs have in common of which the later one replaces the result of the earlier. */
  List<Object> result() {
    return List.of(text("command"), text("title"), listedFile(), inputs, outputs);
  }
}
