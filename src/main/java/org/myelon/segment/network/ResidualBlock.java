package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;

/**
 * Two convolutions beside a short cut. Where the block steps, the short cut takes averages; where
 * it changes the number of channels, it has a convolution of single voxels (ResNet-D: He et al.,
 * CVPR 2019).
 */
final class ResidualBlock implements Layer {

  private final Layer first;
  private final Layer second;
  private final Shape pool;
  private final Layer projection;
  private final float leak;

  ResidualBlock(
      Weights into,
      String name,
      UNetArchitecture architecture,
      int inputs,
      UNetArchitecture.Stage stage,
      List<Integer> stride) {
    final int outputs = stage.features();
    final List<Integer> still = Collections.nCopies(stride.size(), 1);
    first =
        new NormalisedConvolution(
            into,
            name + ".conv1",
            architecture,
            inputs,
            outputs,
            stage.kernel(),
            stride,
            architecture.bias(),
            true);
    second =
        new NormalisedConvolution(
            into,
            name + ".conv2",
            architecture,
            outputs,
            outputs,
            stage.kernel(),
            still,
            architecture.bias(),
            false);
    final boolean steps = !stride.equals(still);
    pool = steps ? Shapes.of(stride) : null;
    projection =
        inputs == outputs
            ? null
            : new NormalisedConvolution(
                into,
                name + (steps ? ".skip.1" : ".skip.0"),
                architecture,
                inputs,
                outputs,
                still,
                still,
                false,
                false);
    leak = architecture.leak();
  }

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    final NDArray residual = shortCut(pass, x);
    final NDArray y = pass.through(second, first.forward(pass, x));
    final NDArray sum = pass.sum(y, residual);
    if (residual != x) pass.done(residual);
    return pass.through((p, s) -> p.rectify(s, leak), sum);
  }

  private NDArray shortCut(Pass pass, NDArray x) {
    final NDArray pooled = pool == null ? x : pass.average(x, pool);
    if (projection == null) return pooled;
    return pooled == x ? projection.forward(pass, x) : pass.through(projection, pooled);
  }
}
