package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Facts of a run in its sidecar. */
class ProvenanceTest {

  @Test
  void factsKeepTheirTypes() throws IOException {
    final Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("dice", 0.975);
    facts.put("folds", 0);
    facts.put("steps", List.of(Map.of("metric", List.of(3.5, 2.0))));
    facts.put("ratio", Double.POSITIVE_INFINITY);
    facts.put("inverse", true);
    final String json =
        new Provenance("register", Map.of(), "a.nii.gz", List.of(), List.of(), facts, 1).json();
    final StringBuilder seen = new StringBuilder();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) seen.append(parser.getText()).append(' ');
    }
    assertTrue(
        seen.toString()
            .contains(
                "facts { dice 0.975 folds 0 steps [ { metric [ 3.5 2.0 ] } ] ratio Infinity inverse"
                    + " true }"),
        seen.toString());
    assertEquals(1, json.split("\"facts\"").length - 1);
  }
}
