package org.myelon.segment.training;

import ai.djl.ndarray.NDArray;

/**
 * How far heat maps are from the truth: for each map the soft Dice of the whole batch, whose best
 * value is the heat itself, and binary cross entropy. A map of which a batch shows nothing adds
 * nearly nothing to the Dice.
 */
final class HeatLoss {

  /** About the heat of one tip, so that a batch with a single one does not weigh too much. */
  private static final float SMOOTH = 12;

  private static final float ENTROPY = 10;

  private HeatLoss() {}

  static NDArray of(NDArray logits, NDArray targets) {
    final NDArray p = logits.getNDArrayInternal().sigmoid();
    final int[] within = {0, 2, 3};
    final NDArray common = p.mul(targets).sum(within).mul(2).add(SMOOTH);
    final NDArray all = p.square().sum(within).add(targets.square().sum(within)).add(SMOOTH);
    final NDArray dice = common.div(all).neg().add(1).mean();
    final NDArray entropy = logits.getNDArrayInternal().softPlus().sub(logits.mul(targets)).mean();
    return dice.add(entropy.mul(ENTROPY));
  }
}
