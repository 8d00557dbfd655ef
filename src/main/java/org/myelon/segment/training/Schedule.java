package org.myelon.segment.training;

import org.myelon.step.InputException;

/**
 * How long a training goes on, and how often it is looked at.
 *
 * @param steps batches to learn from
 * @param minutes to train at most, 0 for as long as the steps take; the learning rate then falls
 *     with whichever comes first
 * @param rowEvery steps between two rows of the curve
 * @param checkEvery steps between two validations, each followed by a checkpoint; a multiple of
 *     {@code rowEvery}
 */
public record Schedule(int steps, double minutes, int rowEvery, int checkEvery) {

  public static final Schedule DEFAULT = new Schedule(20000, 0, 50, 500);

  /**
   * @throws InputException if there is no step, or a validation falls between two rows
   */
  public Schedule {
    if (steps < 1 || !(minutes >= 0))
      throw new InputException("A training needs at least one step, and no minutes below 0.");
    if (rowEvery < 1 || checkEvery < 1 || checkEvery % rowEvery != 0)
      throw new InputException(
          "Steps between validations must be a multiple of those between rows of the curve.");
  }
}
