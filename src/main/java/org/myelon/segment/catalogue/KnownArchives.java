package org.myelon.segment.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.myelon.step.Json;
import org.myelon.step.JsonValue;
import org.myelon.step.TextFile;

/**
 * The fingerprints of archives that were fetched before, by address: a file that changes later
 * without changing its address is not taken. They outlive the models.
 */
final class KnownArchives {

  private static final String FILE = "checksums.json";

  private final Path file;

  KnownArchives(ModelStore store) {
    this.file = store.root().resolve(FILE);
  }

  Optional<String> sha256(String address) {
    return Files.isRegularFile(file)
        ? JsonValue.read(file).find(address).map(JsonValue::text)
        : Optional.empty();
  }

  void remember(Map<String, String> fresh) {
    final Map<String, Object> all = new LinkedHashMap<>();
    if (Files.isRegularFile(file)) {
      final JsonValue known = JsonValue.read(file);
      for (String key : known.keys()) all.put(key, known.get(key).text());
    }
    all.putAll(fresh);
    TextFile.write(file, Json.write(all));
  }
}
