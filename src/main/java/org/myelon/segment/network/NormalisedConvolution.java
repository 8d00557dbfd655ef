package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.List;

/** A convolution, the norm of each channel of each image, and mostly a leaky rectifier. */
final class NormalisedConvolution implements Layer {

  private final Convolution convolution;
  private final Parameter scale;
  private final Parameter shift;
  private final UNetArchitecture architecture;
  private final boolean rectified;

  NormalisedConvolution(
      Weights into,
      String name,
      UNetArchitecture architecture,
      int inputs,
      int outputs,
      List<Integer> kernel,
      List<Integer> stride,
      boolean biased,
      boolean rectified) {
    convolution = new Convolution(into, name + ".conv", inputs, outputs, kernel, stride, biased);
    scale = into.scale(name + ".norm.weight", outputs);
    shift = into.shift(name + ".norm.bias", outputs);
    this.architecture = architecture;
    this.rectified = rectified;
  }

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    final NDArray y = pass.through(this::normalise, convolution.forward(pass, x));
    return rectified ? pass.through(this::rectify, y) : y;
  }

  private NDArray normalise(Pass pass, NDArray x) {
    return pass.normalise(x, pass.weights(scale), pass.weights(shift), architecture.epsilon());
  }

  private NDArray rectify(Pass pass, NDArray x) {
    return pass.rectify(x, architecture.leak());
  }
}
