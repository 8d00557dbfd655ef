package org.myelon.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.step.Methods;
import org.myelon.transform.Transform;

/**
 * Two images in one space.
 *
 * @param transform from points of the fixed to points of the moving image, RAS mm: what moves the
 *     moving onto the fixed one; it knows its inverse
 * @param steps what was done, in order
 * @param quality how well the cords lie on each other, and whether space stayed whole
 * @param methods for a paper
 */
public record Registration(
    Transform transform, List<StepReport> steps, Quality quality, List<Methods> methods) {

  public Registration {
    steps = List.copyOf(steps);
    methods = List.copyOf(methods);
  }

  /** For a provenance sidecar. */
  public Map<String, Object> facts() {
    final Map<String, Object> facts = new LinkedHashMap<>(quality.facts());
    facts.put("steps", steps.stream().map(StepReport::facts).toList());
    return facts;
  }
}
