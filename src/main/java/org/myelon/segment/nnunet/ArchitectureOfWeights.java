package org.myelon.segment.nnunet;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.step.InputException;

/**
 * The network that weights belong to, from their names and shapes alone: nnU-Net's classes {@code
 * PlainConvUNet} and {@code ResidualEncoderUNet}. What leaves no trace in the weights is taken as
 * nnU-Net has it.
 */
final class ArchitectureOfWeights {

  private static final float EPSILON = 1e-5f;
  private static final float LEAK = 0.01f;

  private final Map<String, long[]> shapes;
  private final Encoder encoder;
  private final int stages;

  private ArchitectureOfWeights(Map<String, long[]> shapes) {
    this.shapes = shapes;
    this.encoder = shapes.containsKey(stem()) ? Encoder.RESIDUAL : Encoder.PLAIN;
    this.stages = count(s -> block(s, 0));
    if (stages < 2) throw unknown("encoder.stages");
  }

  /**
   * @param shapes lengths of the axes of each parameter, by name
   * @throws InputException if they are those of another network
   */
  static UNetArchitecture of(Map<String, long[]> shapes) {
    return new ArchitectureOfWeights(shapes).architecture();
  }

  private UNetArchitecture architecture() {
    final int last = stages - 1;
    final String first = encoder == Encoder.PLAIN ? block(0, 0) : stem();
    return new UNetArchitecture(
        encoder,
        (int) shape(first)[1],
        (int) shape("decoder.seg_layers." + (last - 1) + ".weight")[0],
        IntStream.range(0, stages).mapToObj(this::stage).toList(),
        IntStream.range(0, last)
            .map(up -> count(i -> "decoder.stages." + up + ".convs." + i + ".conv.weight"))
            .boxed()
            .toList(),
        shapes.containsKey(first.replaceFirst("weight$", "bias")),
        EPSILON,
        LEAK);
  }

  private Stage stage(int s) {
    final long[] shape = shape(block(s, 0));
    final List<Integer> kernel = spatial(shape);
    final List<Integer> stride =
        s == 0
            ? Collections.nCopies(kernel.size(), 1)
            : spatial(shape("decoder.transpconvs." + (stages - 1 - s) + ".weight"));
    return new Stage((int) shape[0], kernel, stride, count(b -> block(s, b)));
  }

  private static String stem() {
    return "encoder.stem.convs.0.conv.weight";
  }

  /** The first weights of a convolution or a residual block on the way down. */
  private String block(int stage, int number) {
    return encoder == Encoder.PLAIN
        ? "encoder.stages." + stage + ".0.convs." + number + ".conv.weight"
        : "encoder.stages." + stage + ".blocks." + number + ".conv1.conv.weight";
  }

  private int count(IntFunction<String> name) {
    int n = 0;
    while (shapes.containsKey(name.apply(n))) n++;
    return n;
  }

  private long[] shape(String name) {
    final long[] shape = shapes.get(name);
    if (shape == null || shape.length < 4 || shape.length > 5) throw unknown(name);
    if (Arrays.stream(shape).anyMatch(length -> length < 1 || length > 1 << 20))
      throw unknown(name);
    return shape;
  }

  private static List<Integer> spatial(long[] shape) {
    return Arrays.stream(shape).skip(2).mapToObj(Math::toIntExact).toList();
  }

  private static InputException unknown(String name) {
    return new InputException(
        "the weights '"
            + name
            + "' are missing or of another shape than in a PlainConvUNet or ResidualEncoderUNet");
  }
}
