package org.myelon.segment.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.Tensor;
import org.myelon.step.InputException;

/**
 * What a training begins with.
 *
 * @param model what the network looks like and sees
 * @param weights null for random ones
 * @param name for the card: of another model, or that weights are random
 */
public record StartingModel(AxialModel model, Map<String, Tensor> weights, String name) {

  /**
   * Another model of ours.
   *
   * @param start folder of a model, or the name of one that comes with Myelon
   * @throws InputException if there is none, or it is of another kind
   */
  public static StartingModel of(String start) {
    final StoredModel stored =
        Files.isDirectory(Path.of(start))
            ? StoredModel.in(Path.of(start))
            : StoredModel.builtIn(start);
    if (!stored.exists())
      throw new InputException(
          "start=" + start + " is neither a folder with a model.json nor a model of Myelon.");
    final AxialModel model = stored.description();
    return new StartingModel(
        model, stored.weights(), model.name() + ", version " + model.version());
  }

  /**
   * A new network.
   *
   * @param target what it is to find, in words
   * @param spacing of its window's pixels in mm
   * @param pixels of the window along each side
   * @param features channels of its stages, such as "16,32,64,128,128"
   * @throws InputException if the window does not suit the network
   */
  public static StartingModel fresh(String target, double spacing, int pixels, String features) {
    if (!features.strip().matches("\\d{1,4}(\\s*,\\s*\\d{1,4})+"))
      throw new InputException(
          "features= is the channels of two stages or more, such as 16,32,64,128,128.");
    final int[] channels =
        Arrays.stream(features.split(",")).map(String::strip).mapToInt(Integer::parseInt).toArray();
    if (Arrays.stream(channels).anyMatch(c -> c < 1))
      throw new InputException("features= needs at least one channel in each stage.");
    return new StartingModel(
        AxialModel.of("new", target, spacing, pixels, channels), null, "random weights");
  }

  /** The same with another name and version of the model, those of what is trained. */
  public StartingModel named(String other, String version) {
    final AxialModel renamed =
        new AxialModel(
            other, version, model.target(), model.spacing(), model.pixels(), model.architecture());
    return new StartingModel(renamed, weights, name);
  }
}
