package org.myelon.pipeline.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.myelon.step.InputException;
import org.myelon.step.Json;
import org.myelon.step.JsonValue;
import org.myelon.step.TextFile;

/**
 * The record of an analysis: for each stage that is done what it was made from and what it left.
 * Immutable.
 *
 * @param stages by name, in the order in which they were done
 */
record Manifest(Map<String, StageRecord> stages) {

  static final String FILE = "analysis.json";

  private static final int FORMAT = 1;

  Manifest {
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }

  /**
   * The record of a folder; empty if it has none.
   *
   * @throws InputException if it is damaged or of a later version
   */
  static Manifest read(Path folder) {
    final Path file = folder.resolve(FILE);
    if (!Files.exists(file)) return new Manifest(Map.of());
    final JsonValue json = JsonValue.read(file);
    if (json.get("format").integer() != FORMAT)
      throw new InputException(
          file + " was written by another version of Myelon; give a new folder for the results.");
    final Map<String, StageRecord> stages = new LinkedHashMap<>();
    final JsonValue found = json.get("stages");
    for (String name : found.keys()) stages.put(name, StageRecord.of(found.get(name)));
    return new Manifest(stages);
  }

  void write(Path folder) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    final Map<String, Object> records = new LinkedHashMap<>();
    stages.forEach((name, record) -> records.put(name, record.toJson()));
    json.put("stages", records);
    TextFile.write(folder.resolve(FILE), Json.write(json));
  }

  Optional<StageRecord> get(String stage) {
    return Optional.ofNullable(stages.get(stage));
  }

  Manifest without(String stage) {
    final Map<String, StageRecord> rest = new LinkedHashMap<>(stages);
    rest.remove(stage);
    return new Manifest(rest);
  }

  /** With a stage at the end. */
  Manifest with(String stage, StageRecord record) {
    final Map<String, StageRecord> more = new LinkedHashMap<>(without(stage).stages);
    more.put(stage, record);
    return new Manifest(more);
  }

  /** The SHA-256 of a file that a stage left. */
  Optional<String> hash(String file) {
    return stages.values().stream()
        .map(s -> s.files().get(file))
        .filter(java.util.Objects::nonNull)
        .findFirst();
  }
}
