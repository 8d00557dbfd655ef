package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;

/** A convolution over images padded with zeros by half the kernel. */
final class Convolution implements Layer {

  private final Parameter weights;
  private final Parameter bias;
  private final Shape stride;
  private final Shape padding;

  Convolution(
      Weights into,
      String name,
      int inputs,
      int outputs,
      List<Integer> kernel,
      List<Integer> stride,
      boolean biased) {
    weights = into.weight(name + ".weight", new Shape(outputs, inputs).addAll(Shapes.of(kernel)));
    bias = biased ? into.bias(name + ".bias", outputs) : null;
    this.stride = Shapes.of(stride);
    padding = Shapes.of(kernel.stream().map(k -> (k - 1) / 2).toList());
  }

  /** The convolution; channels that {@code x} has beyond those of the weights are empty. */
  @Override
  public NDArray forward(Pass pass, NDArray x) {
    final NDArray kernel = pass.weights(weights);
    final NDArray shift = pass.weights(bias);
    final long empty = x.getShape().get(1) - kernel.getShape().get(1);
    if (empty == 0) return pass.convolve(x, kernel, shift, stride, padding);
    final Shape shape = kernel.getShape();
    try (NDArray none =
            kernel.getManager().zeros(new Shape(shape.get(0), empty).addAll(shape.slice(2)));
        NDArray wider = kernel.concat(none, 1)) {
      return pass.convolve(x, wider, shift, stride, padding);
    }
  }
}
