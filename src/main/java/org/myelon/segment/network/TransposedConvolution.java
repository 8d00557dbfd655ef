package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;

/**
 * A transposed convolution whose kernel is as large as its stride: each voxel becomes a box of
 * voxels of its own. The engine has none; it is a product of matrices, from the channels of a voxel
 * to those of all voxels of its box, which are then laid out in space.
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
    final NDArray matrix = matrix(pass);
    final NDArray shift = bias == null ? null : pass.derived(pass.weights(bias).tile(boxSize));
    final NDArray voxels = Layout.channelsEnd(x);
    final NDArray boxes =
        voxels.getNDArrayInternal().linear(voxels, matrix, shift).singletonOrThrow();
    pass.done(voxels);
    pass.done(matrix);
    if (shift != null) pass.done(shift);
    return pass.through(this::laidOut, boxes);
  }

  /** From inputs x outputs x box to (box x outputs) x inputs. */
  private NDArray matrix(Pass pass) {
    final NDArray given = pass.weights(weights);
    final long inputs = given.getShape().get(0);
    final NDArray flat = pass.derived(given.reshape(inputs, outputs, boxSize));
    final NDArray turned = flat.transpose(2, 1, 0);
    final NDArray matrix = turned.reshape(boxSize * outputs, inputs);
    pass.done(turned);
    pass.done(flat);
    return matrix;
  }

  /** From images x voxels x (box x outputs) to images x outputs x finer voxels. */
  private NDArray laidOut(Pass pass, NDArray boxes) {
    final int axes = box.length;
    final Shape coarse = boxes.getShape().slice(0, 1 + axes);
    final NDArray apart = boxes.reshape(coarse.addAll(new Shape(box)).add(outputs));
    final NDArray beside = apart.transpose(voxelBesideBox(axes));
    final long[] fine = new long[axes];
    for (int a = 0; a < axes; a++) fine[a] = coarse.get(1 + a) * box[a];
    final NDArray whole = beside.reshape(coarse.slice(0, 1).addAll(new Shape(fine)).add(outputs));
    final NDArray result = Layout.channelsSecond(whole);
    for (NDArray step : List.of(whole, beside, apart)) pass.done(step);
    return result;
  }

  /** The axes image, voxel, box, output so that each of the box follows its own of the voxel. */
  private static int[] voxelBesideBox(int axes) {
    final int[] order = new int[2 + 2 * axes];
    for (int a = 0; a < axes; a++) {
      order[1 + 2 * a] = 1 + a;
      order[2 + 2 * a] = 1 + axes + a;
    }
    order[1 + 2 * axes] = 1 + 2 * axes;
    return order;
  }
}
