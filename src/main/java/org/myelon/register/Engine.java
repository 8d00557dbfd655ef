package org.myelon.register;

/** Who does the steps: the algorithms of this room, or another program. */
@FunctionalInterface
public interface Engine {

  /**
   * What runs a step with these settings.
   *
   * @throws org.myelon.step.InputException if the engine does not know this algorithm
   */
  StepAlgorithm algorithm(StepSettings settings);
}
