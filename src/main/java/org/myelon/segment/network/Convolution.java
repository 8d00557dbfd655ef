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

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    return pass.convolve(x, pass.weights(weights), pass.weights(bias), stride, padding);
  }
}
