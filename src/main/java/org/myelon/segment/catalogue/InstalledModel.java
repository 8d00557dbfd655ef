package org.myelon.segment.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.step.Json;
import org.myelon.step.JsonValue;
import org.myelon.step.TextFile;

/**
 * A model in the store, as its file {@value #FILE} says.
 *
 * @param name also of its folder
 * @param folder with the files of its archives as they were packed, and with {@value #FILE}
 * @param archives where it came from
 * @param date of the installation, such as 2026-11-21
 * @param bytes of its files
 */
public record InstalledModel(
    String name, Path folder, List<Archived> archives, String date, long bytes) {

  static final String FILE = "installed.json";

  /**
   * An archive.
   *
   * @param source address or path
   * @param sha256 its fingerprint
   */
  public record Archived(String source, String sha256) {}

  public InstalledModel {
    archives = List.copyOf(archives);
  }

  /** What is in a folder, unless it is none that was installed here. */
  static Optional<InstalledModel> in(Path folder) {
    final Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) return Optional.empty();
    final JsonValue json = JsonValue.read(file);
    final List<Archived> archives = new ArrayList<>();
    for (JsonValue a : json.get("archives").items())
      archives.add(new Archived(a.get("source").text(), a.get("sha256").text()));
    return Optional.of(
        new InstalledModel(
            folder.getFileName().toString(),
            folder,
            archives,
            json.get("date").text(),
            (long) json.get("bytes").number()));
  }

  static void write(Path folder, String name, List<Archived> archives, long bytes) {
    final List<Map<String, Object>> from = new ArrayList<>();
    for (Archived a : archives) {
      final Map<String, Object> one = new LinkedHashMap<>();
      one.put("source", a.source);
      one.put("sha256", a.sha256);
      from.add(one);
    }
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", name);
    json.put("date", LocalDate.now().toString());
    json.put("bytes", bytes);
    json.put("archives", from);
    TextFile.write(folder.resolve(FILE), Json.write(json));
  }
}
