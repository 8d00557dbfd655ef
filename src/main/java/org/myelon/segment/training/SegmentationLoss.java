package org.myelon.segment.training;

import ai.djl.ndarray.NDArray;

/**
 * How far a network's outputs are from the truth: soft Dice over the whole batch plus binary cross
 * entropy. The Dice has squares in its denominator (Milletari et al., V-Net, 3DV 2016), so that at
 * the rim, where a pixel is in part what is looked for, its best value is that part and not 0 or 1.
 */
final class SegmentationLoss {

  /** Keeps the Dice of a batch without anything to find near 0 instead of 0/0; in pixels. */
  private static final float SMOOTH = 1;

  private SegmentationLoss() {}

  /**
   * @param logits outputs before the sigmoid, any shape
   * @param targets from 0 to 1, same shape
   * @return one number, from which gradients flow back to the logits
   */
  static NDArray of(NDArray logits, NDArray targets) {
    return dice(logits, targets).add(crossEntropy(logits, targets));
  }

  private static NDArray dice(NDArray logits, NDArray targets) {
    final NDArray p = logits.getNDArrayInternal().sigmoid();
    final NDArray common = p.mul(targets).sum().mul(2).add(SMOOTH);
    final NDArray all = p.square().sum().add(targets.square().sum()).add(SMOOTH);
    return common.div(all).neg().add(1);
  }

  /** log(1 + exp(x)) - x t, which neither overflows nor loses small probabilities. */
  private static NDArray crossEntropy(NDArray logits, NDArray targets) {
    return logits.getNDArrayInternal().softPlus().sub(logits.mul(targets)).mean();
  }
}
