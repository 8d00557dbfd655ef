package org.myelon.segment.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019). The update of a weight is
 * DJL's native one; DJL's own optimiser around it keeps its moments to itself, so that training
 * could not be resumed, clips single gradients instead of their norm, and decays biases and norms
 * as well.
 */
final class AdamW {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final Map<String, NDArray> weights;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> variances = new LinkedHashMap<>();
  private final float decay;
  private final float clip;
  private int steps;

  /**
   * @param weights by name, changed in place; each must collect its gradient
   * @param decay taken from convolution weights only, those with more than one axis
   * @param clip largest norm of all gradients together; larger ones are scaled down to it
   */
  AdamW(Map<String, NDArray> weights, float decay, float clip) {
    this.weights = weights;
    this.decay = decay;
    this.clip = clip;
    weights.forEach(
        (name, weight) -> {
          means.put(name, weight.getManager().zeros(weight.getShape()));
          variances.put(name, weight.getManager().zeros(weight.getShape()));
        });
  }

  /** First moments by the names of the weights. */
  Map<String, NDArray> means() {
    return means;
  }

  /** Second moments by the names of the weights. */
  Map<String, NDArray> variances() {
    return variances;
  }

  /** Goes on as after so many steps; the moments are set apart from this. */
  void resumeAt(int step) {
    steps = step;
  }

  /**
   * Goes one step down the gradients and forgets them.
   *
   * @return norm of the gradients before clipping; if it is not finite, no weight has changed
   */
  float step(double learningRate) {
    final float norm = gradientNorm();
    if (Float.isFinite(norm)) {
      steps++;
      weights.forEach((name, weight) -> update(name, weight, learningRate, norm));
    } else weights.values().forEach(AdamW::forget);
    return norm;
  }

  private static void forget(NDArray weight) {
    try (NDArray gradient = weight.getGradient()) {
      gradient.set(new NDIndex(":"), 0);
    }
  }

  private void update(String name, NDArray weight, double learningRate, float norm) {
    final double correction = Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
    try (NDArray gradient = weight.getGradient()) {
      weight
          .getNDArrayInternal()
          .adamUpdate(
              new NDList(weight, gradient, means.get(name), variances.get(name)),
              new NDList(weight),
              (float) learningRate,
              (float) (learningRate * correction),
              weight.getShape().dimension() > 1 ? decay : 0,
              Math.min(1, clip / Math.max(norm, Float.MIN_NORMAL)),
              -1,
              BETA1,
              BETA2,
              EPSILON,
              false,
              true);
    }
  }

  /** Of all gradients together, in one read from the device. */
  private float gradientNorm() {
    final NDArray any = weights.values().iterator().next();
    try (NDManager scope = any.getManager().newSubManager()) {
      final NDList squares = new NDList(weights.size());
      for (NDArray weight : weights.values()) {
        final NDArray gradient = weight.getGradient();
        gradient.attach(scope);
        squares.add(gradient.square().sum());
      }
      return (float) Math.sqrt(NDArrays.stack(squares).sum().getFloat());
    }
  }
}
