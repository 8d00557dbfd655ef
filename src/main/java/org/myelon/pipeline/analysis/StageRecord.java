package org.myelon.pipeline.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.myelon.step.JsonValue;

/**
 * What is known of a stage that is done.
 *
 * @param origin all that its files depend on
 * @param files what it left, from the folder of the analysis on with "/", and the SHA-256 of each
 * @param outcome what it told
 * @param seconds how long it took
 */
record StageRecord(
    Map<String, String> origin, Map<String, String> files, Outcome outcome, double seconds) {

  StageRecord {
    origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin));
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  Map<String, Object> toJson() {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("origin", origin);
    json.put("files", files);
    json.put("outcome", outcome.toJson());
    json.put("seconds", Math.round(1000 * seconds) / 1000.0);
    return json;
  }

  static StageRecord of(JsonValue json) {
    return new StageRecord(
        texts(json.get("origin")),
        texts(json.get("files")),
        Outcome.of(json.get("outcome")),
        json.get("seconds").number());
  }

  private static Map<String, String> texts(JsonValue json) {
    final Map<String, String> texts = new LinkedHashMap<>();
    for (String key : json.keys()) texts.put(key, json.get(key).text());
    return texts;
  }
}
