package org.myelon.segment.training;

import org.myelon.step.InputException;

/**
 * How large the steps of training are: rising in a straight line at first, then falling along half
 * a cosine to nothing (Loshchilov and Hutter, ICLR 2017).
 *
 * @param peak the largest
 * @param warmUp steps of the rise
 */
public record LearningRate(double peak, int warmUp) {

  /**
   * @throws InputException if nothing would be learnt
   */
  public LearningRate {
    if (!(peak > 0)) throw new InputException("A training needs a learning rate above 0.");
  }

  /**
   * @param step from 0
   * @param fraction of the whole training that is done, 0 to 1
   */
  double at(int step, double fraction) {
    final double rise = Math.min(1, (step + 1.0) / Math.max(1, warmUp));
    return peak * rise * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, Math.max(0, fraction))));
  }
}
