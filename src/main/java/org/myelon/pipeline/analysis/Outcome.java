package org.myelon.pipeline.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.step.JsonValue;
import org.myelon.step.Methods;

/**
 * What a stage tells beside its files.
 *
 * @param how computed, given by the user, corrected by hand, or left out
 * @param note what a user should know in one line, such as why it was left out; may be empty
 * @param methods for a paper
 * @param facts about this run, such as a residual: text, number, boolean, or list or map of these
 */
record Outcome(How how, String note, List<Methods> methods, Map<String, Object> facts) {

  /** Where a result comes from. */
  enum How {
    COMPUTED("computed"),
    GIVEN("given"),
    CORRECTED("corrected by hand"),
    LEFT_OUT("left out");

    private final String text;

    How(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  Outcome {
    methods = List.copyOf(methods);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  static Outcome computed(List<Methods> methods) {
    return new Outcome(How.COMPUTED, "", methods, Map.of());
  }

  static Outcome given(How how, String sentence) {
    return new Outcome(how, "", List.of(new Methods(sentence)), Map.of());
  }

  static Outcome leftOut(String why) {
    return new Outcome(How.LEFT_OUT, why, List.of(), Map.of());
  }

  Outcome withNote(String other) {
    return new Outcome(how, other, methods, facts);
  }

  Outcome withFacts(Map<String, Object> other) {
    return new Outcome(how, note, methods, other);
  }

  /** For the record of the folder. */
  Map<String, Object> toJson() {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("how", how.name());
    json.put("note", note);
    final List<Object> sentences = new ArrayList<>();
    for (Methods m : methods)
      sentences.add(Map.of("sentence", m.sentence(), "citations", m.citations()));
    json.put("methods", sentences);
    json.put("facts", facts);
    return json;
  }

  @SuppressWarnings("unchecked")
  static Outcome of(JsonValue json) {
    final List<Methods> methods =
        json.get("methods").items().stream()
            .map(
                m ->
                    new Methods(
                        m.get("sentence").text(),
                        m.get("citations").items().stream().map(JsonValue::text).toList()))
            .toList();
    return new Outcome(
        How.valueOf(json.get("how").text()),
        json.get("note").text(),
        methods,
        (Map<String, Object>) json.get("facts").plain());
  }
}
