package org.myelon.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step did.
 *
 * @param settings of the step
 * @param metric the value that was minimised after each iteration, the coarsest level first; empty
 *     where the answer was computed directly
 */
public record StepReport(StepSettings settings, List<Double> metric) {

  public StepReport {
    metric = List.copyOf(metric);
  }

  /** For a provenance sidecar. */
  Map<String, Object> facts() {
    final Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("step", settings.number());
    facts.put("type", settings.kind().toString());
    facts.put("algo", settings.algorithm().toString());
    if (!metric.isEmpty()) facts.put("metric", settings.metric().toString());
    if (!metric.isEmpty()) facts.put("values", metric);
    return facts;
  }
}
