package org.myelon.segment.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;

/** Makes the parts of a U-Net, their parameters named and ordered as nnU-Net does. */
final class UNetBuilder {

  private final UNetArchitecture architecture;
  private final List<Stage> stages;
  private final List<Integer> still;
  private final Weights weights;

  UNetBuilder(UNetArchitecture architecture, Weights weights) {
    this.architecture = architecture;
    this.weights = weights;
    stages = architecture.stages();
    still = Collections.nCopies(architecture.dimensions(), 1);
  }

  /** A stage on the way down, 0 at full resolution. */
  Layer down(int index) {
    return architecture.encoder() == Encoder.PLAIN ? plain(index) : residual(index);
  }

  private Layer plain(int index) {
    final Stage stage = stages.get(index);
    final int inputs = index == 0 ? architecture.inputs() : stages.get(index - 1).features();
    return convolutions(
        "encoder.stages." + index + ".0", stage.blocks(), inputs, stage, stage.stride());
  }

  private Layer residual(int index) {
    final Stage stage = stages.get(index);
    final List<Layer> blocks = new ArrayList<>();
    int inputs = stages.get(Math.max(index - 1, 0)).features();
    if (index == 0)
      blocks.add(convolutions("encoder.stem", 1, architecture.inputs(), stage, still));
    for (int b = 0; b < stage.blocks(); b++) {
      final String name = "encoder.stages." + index + ".blocks." + b;
      final List<Integer> stride = b == 0 ? stage.stride() : still;
      blocks.add(new ResidualBlock(weights, name, architecture, inputs, stage, stride));
      inputs = stage.features();
    }
    return new Sequence(blocks);
  }

  /** The way to the next finer stage, 0 from the coarsest. */
  Layer up(int index) {
    final Stage below = stages.get(stages.size() - 1 - index);
    final int outputs = finer(index).features();
    return new TransposedConvolution(
        weights,
        "decoder.transpconvs." + index,
        below.features(),
        outputs,
        below.stride(),
        architecture.bias());
  }

  /** What makes one of the finer stage and of what came up. */
  Layer merge(int index) {
    final Stage stage = finer(index);
    return convolutions(
        "decoder.stages." + index,
        architecture.decoderConvolutions().get(index),
        2 * stage.features(),
        stage,
        still);
  }

  /** The last layer. */
  Layer head() {
    final String name = "decoder.seg_layers." + (stages.size() - 2);
    return new Convolution(
        weights, name, stages.get(0).features(), architecture.outputs(), still, still, true);
  }

  private Stage finer(int index) {
    return stages.get(stages.size() - 2 - index);
  }

  private Layer convolutions(
      String name, int count, int inputs, Stage stage, List<Integer> stride) {
    final List<Layer> layers = new ArrayList<>();
    for (int c = 0; c < count; c++)
      layers.add(
          new NormalisedConvolution(
              weights,
              name + ".convs." + c,
              architecture,
              c == 0 ? inputs : stage.features(),
              stage.features(),
              stage.kernel(),
              c == 0 ? stride : still,
              architecture.bias(),
              true));
    return new Sequence(layers);
  }
}
