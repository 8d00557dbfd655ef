package org.myelon.register;

import org.myelon.step.InputException;

/** The built-in engine: which code runs a step. */
public final class StepAlgorithms {

  private StepAlgorithms() {}

  /**
   * What runs a step with these settings; a step of no iterations is the identity.
   *
   * @throws InputException if the algorithm is not there
   */
  public static StepAlgorithm of(StepSettings settings) {
    return switch (settings.algorithm()) {
      case IDENTITY -> new Identity();
      case CENTERMASS, CENTERMASSROT -> new CenterOfMass();
      default -> iterative(settings);
    };
  }

  private static StepAlgorithm iterative(StepSettings settings) {
    if (settings.levels().stream().allMatch(level -> level.iterations() == 0))
      return new Identity();
    throw new InputException(
        "Registration step "
            + settings.number()
            + " asks for algo="
            + settings.algorithm()
            + ", which is not there yet: choose another one.");
  }
}
