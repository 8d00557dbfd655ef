package org.myelon.register;

import java.util.List;
import org.myelon.step.Methods;

/** Who does the steps: the algorithms of this room, or another program. */
@FunctionalInterface
public interface Engine {

  /**
   * What runs a step with these settings.
   *
   * @throws org.myelon.step.InputException if the engine does not know this algorithm
   */
  StepAlgorithm algorithm(StepSettings settings);

  /**
   * Names and cites another program that did steps, for a paper.
   *
   * @param steps those of the registration
   * @return empty if none did
   */
  default List<Methods> methods(List<StepSettings> steps) {
    return List.of();
  }
}
