package org.myelon.segment.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/**
 * One run of a network: where its weights are, and the operations that this engine lacks. What a
 * layer no longer needs is freed at once, unless gradients will be asked for.
 */
final class Pass {

  private final ParameterStore store;
  private final Device device;
  private final boolean training;
  private final boolean channelsLast;
  private final NDManager arrays;

  /**
   * @param images what will run through
   * @param training whether gradients will be asked for
   */
  Pass(ParameterStore store, NDArray images, boolean training) {
    this.store = store;
    this.training = training;
    device = images.getDevice();
    arrays = images.getManager();
    // the norm would turn several images back
    channelsLast = !training && !device.isGpu() && images.getShape().get(0) == 1;
  }

  /** Whether the channels of a voxel are to lie side by side, see {@link Layout}. */
  boolean channelsLast() {
    return channelsLast;
  }

  /** The weights where the run takes place; null for no parameter. */
  NDArray weights(Parameter parameter) {
    return store.getValue(parameter, device, training);
  }

  /** What was made from weights lives no longer than the images that run through. */
  NDArray derived(NDArray fromWeights) {
    fromWeights.attach(arrays);
    return fromWeights;
  }

  /** Runs a layer on what nothing else needs. */
  NDArray through(Layer layer, NDArray x) {
    final NDArray y = layer.forward(this, x);
    if (y != x) done(x);
    return y;
  }

  /** Frees an array that no layer needs any more. */
  void done(NDArray x) {
    if (!training) x.close();
  }

  NDArray convolve(NDArray x, NDArray weights, NDArray bias, Shape stride, Shape padding) {
    final Shape ones = Shapes.ones(stride.dimension());
    return x.getNDArrayInternal()
        .convolution(x, weights, bias, stride, padding, ones, 1)
        .singletonOrThrow();
  }

  /**
   * Gives every channel of every image mean 0 and variance 1, then scale and shift. Seen as one
   * image whose channels are those of all images, this is the norm over a batch in training.
   */
  NDArray normalise(NDArray x, NDArray scale, NDArray shift, float epsilon) {
    final Shape shape = x.getShape();
    final long images = shape.get(0);
    final long channels = shape.get(1);
    final NDArray flat = x.reshape(new Shape(1, images * channels).addAll(shape.slice(2)));
    final NDArray gamma = repeated(scale, images);
    final NDArray beta = repeated(shift, images);
    final NDArray mean = arrays.zeros(new Shape(images * channels));
    final NDArray variance = arrays.ones(new Shape(images * channels));
    final NDArray y =
        flat.getNDArrayInternal()
            .batchNorm(flat, mean, variance, gamma, beta, -1, 1f, epsilon, true)
            .singletonOrThrow();
    final NDArray result = y.reshape(shape);
    for (NDArray temporary : new NDList(flat, mean, variance, y)) done(temporary);
    if (gamma != scale) done(gamma);
    if (beta != shift) done(beta);
    return result;
  }

  private NDArray repeated(NDArray perChannel, long images) {
    return images == 1 ? perChannel : derived(perChannel.tile(images));
  }

  NDArray rectify(NDArray x, float leak) {
    return x.getNDArrayInternal().leakyRelu(leak);
  }

  /** Averages over boxes without overlap. */
  NDArray average(NDArray x, Shape box) {
    final Shape none = new Shape(new long[box.dimension()]);
    return x.getNDArrayInternal().avgPool(box, box, none, false, true);
  }

  /** The sum of two arrays, the first of which is no longer needed. */
  NDArray sum(NDArray x, NDArray y) {
    return training ? x.add(y) : x.addi(y);
  }
}
