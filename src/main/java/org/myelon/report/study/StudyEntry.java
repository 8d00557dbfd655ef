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
 * @param id by which marks name it, and no other entry of a study
 * @param place its folder, from that of the page on, with "/" at its end
 * @param texts the members that are texts
 * @param inputs the files that were read
 * @param outputs the files that were written
 */
record StudyEntry(
    String id,
    String place,
    Map<String, String> texts,
    Map<String, String> inputs,
    Map<String, String> outputs) {

  static final String FILE = "entry.json";

  /** Without these nothing can be said about an entry. */
  private static final List<String> NEEDED =
      List.of("command", "inputFile", "subject", "contrast", "date", "title", "kind");

  /**
   * Reads an entry.
   *
   * @param study the folder of the page
   * @param folder that of the entry, in or below it
   * @throws InputException if it is damaged
   */
  static StudyEntry read(Path study, Path folder) {
    final JsonValue json = JsonValue.read(folder.resolve(FILE));
    final Map<String, String> texts = new LinkedHashMap<>();
    for (String key : json.keys())
      if (!key.equals("inputs") && !key.equals("outputs"))
        json.find(key).ifPresent(v -> texts.put(key, v.text()));
    for (String key : NEEDED) json.get(key);
    for (String key : List.of("backgroundImage", "overlayImage", "secondImage"))
      requirePicture(folder, texts.getOrDefault(key, ""));
    return new StudyEntry(
        id(study, folder, texts),
        from(study, folder) + "/",
        texts,
        files(json, "inputs"),
        files(json, "outputs"));
  }

  /** How the page names a folder. */
  static String from(Path study, Path folder) {
    return study.relativize(folder).toString().replace('\\', '/');
  }

  /** Names of folders are alike in many analyses; what the study itself holds has its own. */
  private static String id(Path study, Path folder, Map<String, String> texts) {
    final String name = folder.getFileName().toString();
    if (folder.getParent().getParent().equals(study)) return name;
    final String id = texts.getOrDefault("id", name);
    if (!Mark.isId(id)) throw new InputException("it has the wrong id " + id + ".");
    return id;
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

  /** When it was made, as a text that is in the order of time. */
  String time() {
    return text("time").isEmpty() ? text("date") : text("time");
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
