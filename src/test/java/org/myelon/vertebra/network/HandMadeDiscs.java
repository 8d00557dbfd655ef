package org.myelon.vertebra.network;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.segment.network.UNetPatches;
import org.myelon.segment.network.WeightsFile;
import org.myelon.step.AtomicFiles;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;
import org.myelon.vertebra.network.DiscModel.Window;

/**
 * A disc model whose weights are made by hand: discs are what is brighter than a number of standard
 * deviations in the middle plane, the junction what is darker. It finds bright and dark spots that
 * a test paints, and something or other in the phantom, so that all around a network can be tried
 * without a trained one. Run it to write the one in {@code test-data/brightdiscs}.
 */
final class HandMadeDiscs {

  /** Lifts values above 0, where the rectifier does nothing to them. */
  private static final float LIFT = 20;

  private static final float STEEPNESS = 3;

  private HandMadeDiscs() {}

  public static void main(String[] args) {
    write(Path.of(args.length > 0 ? args[0] : "test-data/brightdiscs"), 1, 1);
  }

  static DiscModel model() {
    return new DiscModel(
        "brightdiscs",
        "made by hand",
        Window.standard(),
        new UNetArchitecture(
            Encoder.PLAIN,
            DiscModel.PLANES,
            DiscModel.MAPS,
            List.of(
                new Stage(1, List.of(3, 3), List.of(1, 1), 1),
                new Stage(1, List.of(3, 3), List.of(2, 2), 1)),
            List.of(1),
            true,
            1e-5f,
            0.01f));
  }

  /**
   * @param bright standard deviations above the mean of the window from which on it is a disc;
   *     C2/C3 is twice as bright
   * @param dark standard deviations below it from which on it is the junction
   */
  static Map<String, Tensor> weights(float bright, float dark) {
    final Map<String, Tensor> weights = new LinkedHashMap<>();
    convolution(weights, "encoder.stages.0.0.convs.0", DiscModel.PLANES, 1);
    convolution(weights, "encoder.stages.1.0.convs.0", 1, 0);
    weights.put("decoder.transpconvs.0.weight", new Tensor(new long[] {1, 1, 2, 2}, new float[4]));
    weights.put("decoder.transpconvs.0.bias", new Tensor(new long[] {1}, new float[1]));
    convolution(weights, "decoder.stages.0.convs.0", 2, 1);
    weights.put(
        "decoder.seg_layers.0.weight",
        new Tensor(new long[] {3, 1, 1, 1}, new float[] {STEEPNESS, STEEPNESS, -STEEPNESS}));
    weights.put(
        "decoder.seg_layers.0.bias",
        new Tensor(
            new long[] {3},
            new float[] {
              -STEEPNESS * (LIFT + bright),
              -STEEPNESS * (LIFT + 2 * bright),
              STEEPNESS * (LIFT - dark)
            }));
    return weights;
  }

  private static void convolution(
      Map<String, Tensor> weights, String name, int inputs, int channel) {
    final float[] kernel = new float[inputs * 9];
    kernel[channel * 9 + 4] = 1;
    weights.put(name + ".conv.weight", new Tensor(new long[] {1, inputs, 3, 3}, kernel));
    weights.put(name + ".conv.bias", new Tensor(new long[] {1}, new float[] {0}));
    weights.put(name + ".norm.weight", new Tensor(new long[] {1}, new float[] {1}));
    weights.put(name + ".norm.bias", new Tensor(new long[] {1}, new float[] {LIFT}));
  }

  static DiscNetwork network(float bright, float dark) {
    final DiscModel model = model();
    return DiscNetwork.of(
        model,
        UNetPatches.open(
            model.architecture(), weights(bright, dark), ComputeDevice.open("cpu", Progress.NONE)));
  }

  static void write(Path folder, float bright, float dark) {
    AtomicFiles.write(
        folder,
        fresh -> {
          TextFile.write(fresh.resolve("model.json"), model().json());
          WeightsFile.write(
              fresh.resolve("weights.safetensors"),
              weights(bright, dark),
              WeightsFile.Precision.F16);
        });
  }
}
