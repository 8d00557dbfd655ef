package org.myelon.segment.training;

/**
 * AdamW (Loshchilov and Hutter, ICLR 2019) and how large its steps are.
 *
 * @param learningRate over the whole training
 * @param weightDecay of convolutions
 * @param clip largest norm of the gradients
 */
public record Optimiser(LearningRate learningRate, double weightDecay, double clip) {

  public static final Optimiser DEFAULT = new Optimiser(new LearningRate(1e-3, 200), 1e-5, 1);

  public Optimiser withLearningRate(LearningRate other) {
    return new Optimiser(other, weightDecay, clip);
  }
}
