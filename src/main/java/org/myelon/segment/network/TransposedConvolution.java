package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;

/**
 * A transposed convolution whose kernel is as large as its stride: each voxel becomes a box of
 * voxels of its own. The engine has none; it is a convolution of single voxels to as many channels
 * as the box has voxels, which are then laid out in space.
 */
final class TransposedConvolution implements Layer {

  private final Parameter weights;
  private final Parameter bias;
  private final long[] box;
  private final long boxSize;
  private final int outputs;

  TransposedConvolution(
      Weights into, String name, int inputs, int outputs, List<Integer> stride, boolean biased) {
    weights = into.transposed(name + ".weight", inputs, outputs, Shapes.of(stride));
    bias = biased ? into.bias(name + ".bias", outputs) : null;
    box = Shapes.of(stride).getShape();
    boxSize = Shapes.of(stride).size();
    this.outputs = outputs;
  }

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    final NDArray kernel = kernel(pass);
    final NDArray shift = bias == null ? null : pass.weights(bias).tile(boxSize);
    final Shape still = Shapes.ones(box.length);
    final NDArray boxes = pass.convolve(x, kernel, shift, still, new Shape(new long[box.length]));
    pass.done(kernel);
    if (shift != null) pass.done(shift);
    return pass.through(this::laidOut, boxes);
  }

  /** From inputs x outputs x box to (box x outputs) x inputs x one voxel. */
  private NDArray kernel(Pass pass) {
    final NDArray given = pass.weights(weights);
    final long inputs = given.getShape().get(0);
    final NDArray flat = given.reshape(inputs, outputs, boxSize);
    final NDArray turned = flat.transpose(2, 1, 0);
    final NDArray kernel =
        turned.reshape(new Shape(boxSize * outputs, inputs).addAll(Shapes.ones(box.length)));
    pass.done(turned);
    pass.done(flat);
    return kernel;
  }

  /** From images x (box x outputs) x voxels to images x outputs x finer voxels. */
  private NDArray laidOut(Pass pass, NDArray boxes) {
    final int axes = box.length;
    final Shape shape = boxes.getShape();
    final Shape coarse = shape.slice(2);
    final NDArray apart =
        boxes.reshape(new Shape(shape.get(0)).addAll(new Shape(box)).add(outputs).addAll(coarse));
    final NDArray beside = apart.transpose(voxelBesideBox(axes, pass.channelsLast()));
    final long[] fine = new long[axes];
    for (int a = 0; a < axes; a++) fine[a] = coarse.get(a) * box[a];
    final Shape images = new Shape(shape.get(0));
    final NDArray result;
    if (pass.channelsLast()) {
      final NDArray last = beside.reshape(images.addAll(new Shape(fine)).add(outputs));
      result = Layout.channelsSecond(last);
      last.close();
    } else result = beside.reshape(images.add(outputs).addAll(new Shape(fine)));
    pass.done(beside);
    pass.done(apart);
    return result;
  }

  /** The axes image, box, output, voxel so that each of the box follows its own of the voxel. */
  private static int[] voxelBesideBox(int axes, boolean channelsLast) {
    final int[] order = new int[2 + 2 * axes];
    final int first = channelsLast ? 1 : 2;
    order[channelsLast ? 1 + 2 * axes : 1] = 1 + axes;
    for (int a = 0; a < axes; a++) {
      order[first + 2 * a] = 2 + axes + a;
      order[first + 1 + 2 * a] = 1 + a;
    }
    return order;
  }
}
