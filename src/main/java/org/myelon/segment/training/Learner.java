package org.myelon.segment.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.segment.network.Tensor;

/**
 * A network that learns, the running average of its weights, and the optimiser between them. The
 * average is what is validated and kept: it errs less than the last weights do (Polyak and
 * Juditsky, 1992).
 */
final class Learner {

  /** Weights of the last thousand steps or so make the average. */
  private static final double LONGEST_MEMORY = 0.999;

  private final NDManager manager;
  private final Block network;
  private final Block average;
  private final Map<String, NDArray> weights;
  private final Map<String, NDArray> averages;
  private final AdamW optimiser;
  private final Shape input;
  private final Loss loss;
  private int steps;

  /** How far outputs are from the truth. */
  @FunctionalInterface
  interface Loss {

    /**
     * @param logits images x channels x pixels, before the sigmoid
     * @param targets of the same shape
     * @return one number, from which gradients flow back to the logits
     */
    NDArray of(NDArray logits, NDArray targets);
  }

  /**
   * @param manager of both networks' weights, on the device that computes
   * @param network its weights are changed
   * @param average another of the same architecture; takes over the weights of the first
   * @param input channels, rows and columns of what the network sees
   */
  Learner(
      NDManager manager, Block network, Block average, Optimiser settings, Shape input, Loss loss) {
    this.manager = manager;
    this.network = network;
    this.average = average;
    this.weights = arrays(network);
    this.averages = arrays(average);
    weights.values().forEach(w -> w.setRequiresGradient(true));
    this.optimiser = new AdamW(weights, (float) settings.weightDecay(), (float) settings.clip());
    this.input = input;
    this.loss = loss;
    follow(0);
  }

  private static Map<String, NDArray> arrays(Block block) {
    final Map<String, NDArray> arrays = new LinkedHashMap<>();
    block.getParameters().forEach(p -> arrays.put(p.getKey(), p.getValue().getArray()));
    return arrays;
  }

  /** How many numbers its state is. */
  long size() {
    return 4 * weights.values().stream().mapToLong(NDArray::size).sum();
  }

  /** Steps made so far. */
  int steps() {
    return steps;
  }

  /**
   * Learns from one batch.
   *
   * @return the loss before the step; not finite if the weights stayed because of it
   */
  float learn(List<Sample> batch, double learningRate) {
    final float before;
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      final NDArray logits = forward(network, inputs(scope, batch), scope, true);
      final NDArray value = loss.of(logits, targets(scope, batch, logits.getShape()));
      collector.backward(value);
      before = value.getFloat();
    }
    final float norm = optimiser.step(learningRate);
    steps++;
    follow(Math.min(LONGEST_MEMORY, (1.0 + steps) / (10 + steps)));
    return Float.isFinite(norm) ? before : Float.NaN;
  }

  /** What the averaged network says about windows: probabilities, as many per sample as targets. */
  float[] predict(List<Sample> batch) {
    try (NDManager scope = manager.newSubManager()) {
      return forward(average, inputs(scope, batch), scope, false)
          .getNDArrayInternal()
          .sigmoid()
          .toFloatArray();
    }
  }

  private static NDArray forward(Block block, NDArray input, NDManager scope, boolean training) {
    final ParameterStore parameters = new ParameterStore(scope, false);
    return block.forward(parameters, new NDList(input), training).singletonOrThrow();
  }

  private NDArray inputs(NDManager scope, List<Sample> batch) {
    return stacked(
        scope, batch.stream().map(Sample::input).toList(), new Shape(batch.size()).addAll(input));
  }

  private static NDArray targets(NDManager scope, List<Sample> batch, Shape shape) {
    return stacked(scope, batch.stream().map(Sample::target).toList(), shape);
  }

  private static NDArray stacked(NDManager scope, List<float[]> arrays, Shape shape) {
    final float[] values = new float[(int) shape.size()];
    final int each = values.length / arrays.size();
    for (int i = 0; i < arrays.size(); i++)
      System.arraycopy(arrays.get(i), 0, values, i * each, each);
    return scope.create(values, shape);
  }

  /** The average keeps a part of itself and takes the rest from the weights. */
  private void follow(double kept) {
    averages.forEach(
        (name, mean) -> {
          // neither is part of what gradients are computed for
          try (NDArray target = mean.stopGradient();
              NDArray weight = weights.get(name).stopGradient();
              NDArray part = weight.mul(1 - kept)) {
            target.muli(kept).addi(part);
          }
        });
  }

  /** The averaged weights as they are now. */
  Map<String, Tensor> averages() {
    final Map<String, Tensor> copies = new LinkedHashMap<>();
    averages.forEach((name, array) -> copies.put(name, tensor(array)));
    return copies;
  }

  /** All that it takes to go on later exactly as now. */
  Map<String, Tensor> state() {
    final Map<String, Tensor> state = new LinkedHashMap<>();
    groups()
        .forEach(
            (group, arrays) ->
                arrays.forEach((name, array) -> state.put(group + "/" + name, tensor(array))));
    return state;
  }

  /**
   * Goes on from a state of the same architecture.
   *
   * @throws IllegalArgumentException if an array is missing or has another shape
   */
  void restore(Map<String, Tensor> state, int step) {
    groups()
        .forEach(
            (group, arrays) ->
                arrays.forEach((name, array) -> set(array, group + "/" + name, state)));
    steps = step;
    optimiser.resumeAt(step);
  }

  private Map<String, Map<String, NDArray>> groups() {
    final Map<String, Map<String, NDArray>> groups = new LinkedHashMap<>();
    groups.put("network", weights);
    groups.put("average", averages);
    groups.put("mean", optimiser.means());
    groups.put("variance", optimiser.variances());
    return groups;
  }

  private static Tensor tensor(NDArray array) {
    return new Tensor(array.getShape().getShape(), array.toFloatArray());
  }

  private static void set(NDArray array, String name, Map<String, Tensor> state) {
    final Tensor tensor = state.get(name);
    if (tensor == null || !array.getShape().equals(new Shape(tensor.shape())))
      throw new IllegalArgumentException(name + " is missing or has another shape");
    try (NDArray target = array.stopGradient();
        NDArray values = array.getManager().create(tensor.values(), array.getShape())) {
      target.set(new NDIndex(":"), values);
    }
  }
}
