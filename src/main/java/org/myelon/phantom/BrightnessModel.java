package org.myelon.phantom;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;

/**
 * A U-Net whose weights are made by hand, not learnt: the target is where the slice is brighter
 * than a number of standard deviations above the mean of the window. It needs two kilobytes and
 * behaves on the phantom like a real model, so all around a network can be tried without trained
 * weights.
 */
public final class BrightnessModel {

  /** Lifts values above 0, where the rectifier does nothing to them. */
  private static final float LIFT = 20;

  /** How quickly probability goes from 0 to 1 over brightness in standard deviations. */
  private static final float STEEPNESS = 12;

  /** Between white and grey matter of the phantom's T2w image in a window of the grey matter. */
  private static final float GRAY = -0.45f;

  private BrightnessModel() {}

  /** The description of a model with the window and target of another. */
  public static AxialModel like(AxialModel other) {
    final UNetArchitecture network =
        new UNetArchitecture(
            Encoder.PLAIN,
            AxialWindow.CHANNELS,
            1,
            List.of(
                new Stage(1, List.of(3, 3), List.of(1, 1), 1),
                new Stage(1, List.of(3, 3), List.of(2, 2), 1)),
            List.of(1),
            true,
            1e-5f,
            0.01f);
    return new AxialModel(
        "brightness", "made by hand", other.target(), other.spacing(), other.pixels(), network);
  }

  /**
   * Its weights.
   *
   * @param deviations brightness of the target's edge, in standard deviations above the mean
   */
  public static Map<String, Tensor> weights(float deviations) {
    final Map<String, Tensor> weights = new LinkedHashMap<>();
    convolution(weights, "encoder.stages.0.0.convs.0", AxialWindow.CHANNELS, 1);
    convolution(weights, "encoder.stages.1.0.convs.0", 1, 0);
    weights.put("decoder.transpconvs.0.weight", new Tensor(new long[] {1, 1, 2, 2}, new float[4]));
    weights.put("decoder.transpconvs.0.bias", single(0));
    convolution(weights, "decoder.stages.0.convs.0", 2, 1);
    weights.put(
        "decoder.seg_layers.0.weight",
        new Tensor(new long[] {1, 1, 1, 1}, new float[] {STEEPNESS}));
    weights.put("decoder.seg_layers.0.bias", single(-STEEPNESS * (LIFT + deviations)));
    return weights;
  }

  /** A convolution that hands one channel on as it is, normalised. */
  private static void convolution(
      Map<String, Tensor> weights, String name, int inputs, int channel) {
    final float[] kernel = new float[inputs * 9];
    kernel[channel * 9 + 4] = 1;
    weights.put(name + ".conv.weight", new Tensor(new long[] {1, inputs, 3, 3}, kernel));
    weights.put(name + ".conv.bias", single(0));
    weights.put(name + ".norm.weight", single(1));
    weights.put(name + ".norm.bias", single(LIFT));
  }

  private static Tensor single(float value) {
    return new Tensor(new long[] {1}, new float[] {value});
  }

  /** Writes the one for the grey matter. */
  static void write(Path folder) {
    StoredModel.write(folder, like(AxialModel.grayMatter()), weights(GRAY));
  }
}
