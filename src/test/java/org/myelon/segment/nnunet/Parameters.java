package org.myelon.segment.nnunet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;

/**
 * Names and shapes of the parameters that nnU-Net gives to a network, written down from its files.
 */
final class Parameters {

  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final UNetArchitecture net;

  private Parameters(UNetArchitecture net) {
    this.net = net;
  }

  static Map<String, long[]> of(UNetArchitecture net) {
    final Parameters parameters = new Parameters(net);
    if (net.encoder() == Encoder.PLAIN) parameters.plain();
    else parameters.residual();
    parameters.decoder();
    return parameters.shapes;
  }

  private void plain() {
    int from = net.inputs();
    for (int s = 0; s < net.stages().size(); s++)
      from =
          convolutions(
              "encoder.stages." + s + ".0",
              net.stages().get(s),
              from,
              net.stages().get(s).blocks());
  }

  private void residual() {
    int from = convolutions("encoder.stem", net.stages().get(0), net.inputs(), 1);
    for (int s = 0; s < net.stages().size(); s++) {
      final Stage stage = net.stages().get(s);
      for (int b = 0; b < stage.blocks(); b++) {
        final String block = "encoder.stages." + s + ".blocks." + b;
        if (from != stage.features()) {
          // a projection follows the pooling, hence the number 1
          final int at = stage.stride().stream().allMatch(step -> step == 1) ? 0 : 1;
          shapes.put(
              block + ".skip." + at + ".conv.weight", shape(stage.features(), from, ones(stage)));
          norm(block + ".skip." + at, stage);
        }
        convolution(block + ".conv1", stage, from);
        convolution(block + ".conv2", stage, stage.features());
        from = stage.features();
      }
    }
  }

  private void decoder() {
    final int last = net.stages().size() - 1;
    for (int up = 0; up < last; up++) {
      final Stage below = net.stages().get(last - up);
      final Stage stage = net.stages().get(last - up - 1);
      shapes.put(
          "decoder.transpconvs." + up + ".weight",
          shape(below.features(), stage.features(), below.stride()));
      if (net.bias())
        shapes.put("decoder.transpconvs." + up + ".bias", new long[] {stage.features()});
      convolutions(
          "decoder.stages." + up, stage, 2 * stage.features(), net.decoderConvolutions().get(up));
      shapes.put(
          "decoder.seg_layers." + up + ".weight",
          shape(net.outputs(), stage.features(), ones(stage)));
      shapes.put("decoder.seg_layers." + up + ".bias", new long[] {net.outputs()});
    }
  }

  private int convolutions(String name, Stage stage, int from, int count) {
    for (int i = 0; i < count; i++)
      convolution(name + ".convs." + i, stage, i == 0 ? from : stage.features());
    return stage.features();
  }

  private void convolution(String name, Stage stage, int from) {
    shapes.put(name + ".conv.weight", shape(stage.features(), from, stage.kernel()));
    if (net.bias()) shapes.put(name + ".conv.bias", new long[] {stage.features()});
    norm(name, stage);
  }

  private void norm(String name, Stage stage) {
    shapes.put(name + ".norm.weight", new long[] {stage.features()});
    shapes.put(name + ".norm.bias", new long[] {stage.features()});
  }

  private static List<Integer> ones(Stage stage) {
    return stage.kernel().stream().map(k -> 1).toList();
  }

  private static long[] shape(int to, int from, List<Integer> kernel) {
    return LongStream.concat(LongStream.of(to, from), kernel.stream().mapToLong(k -> k)).toArray();
  }
}
