package org.myelon.register;

import org.myelon.step.Progress;

/** A way to register: translation, center of mass, diffeomorphic and so on. */
public interface StepAlgorithm {

  /**
   * @param images fixed and moving data on one RPI-oriented grid
   * @param settings what to compare and how
   * @param progress listens, and may cancel
   * @return the transform that moves the moving onto the fixed data
   * @throws org.myelon.step.InputException if the data that the step needs are missing or empty
   */
  StepResult run(StepImages images, StepSettings settings, Progress progress);
}
