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
    final int axes = box.length;
    final NDArray kernel = pass.weights(weights);
    final long inputs = kernel.getShape().get(0);
    final NDArray rows = kernel.reshape(inputs, outputs * boxSize);
    final NDArray columns = rows.transpose();
    final NDArray single =
        columns.reshape(new Shape(outputs * boxSize, inputs).addAll(Shapes.ones(axes)));
    final NDArray boxes =
        pass.convolve(x, single, null, Shapes.ones(axes), new Shape(new long[axes]));
    pass.done(single);
    pass.done(columns);
    pass.done(rows);
    return shifted(pass, laidOut(pass, boxes));
  }

  /** From images x (outputs x box) x voxels to images x outputs x finer voxels. */
  private NDArray laidOut(Pass pass, NDArray boxes) {
    final int axes = box.length;
    final Shape shape = boxes.getShape();
    final Shape voxels = shape.slice(2);
    final NDArray apart =
        boxes.reshape(new Shape(shape.get(0), outputs).addAll(new Shape(box)).addAll(voxels));
    final NDArray paired = apart.transpose(voxelBesideBox(axes));
    final long[] fine = new long[2 + axes];
    fine[0] = shape.get(0);
    fine[1] = outputs;
    for (int a = 0; a < axes; a++) fine[2 + a] = voxels.get(a) * box[a];
    final NDArray result = paired.reshape(new Shape(fine));
    pass.done(paired);
    pass.done(apart);
    pass.done(boxes);
    return result;
  }

  private static int[] voxelBesideBox(int axes) {
    final int[] order = new int[2 + 2 * axes];
    order[1] = 1;
    for (int a = 0; a < axes; a++) {
      order[2 + 2 * a] = 2 + axes + a;
      order[3 + 2 * a] = 2 + a;
    }
    return order;
  }

  private NDArray shifted(Pass pass, NDArray x) {
    if (bias == null) return x;
    final NDArray perChannel =
        pass.weights(bias).reshape(new Shape(1, outputs).addAll(Shapes.ones(box.length)));
    if (pass.mayOverwrite()) {
      x.addi(perChannel);
      perChannel.close();
      return x;
    }
    return x.add(perChannel);
  }
}
