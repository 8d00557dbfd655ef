package org.myelon.segment.inference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.myelon.image.Orientation;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.FilePatches;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetJson;
import org.myelon.segment.network.UNetPatches;
import org.myelon.segment.network.WeightsFile;
import org.myelon.segment.nnunet.Checkpoint;
import org.myelon.segment.nnunet.Normalisation;
import org.myelon.segment.nnunet.Preprocess;
import org.myelon.segment.nnunet.Resampling;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * The file {@code model.json} beside weights of any trainer: what images the network takes and what
 * its outputs mean. Its members are described in {@code docs/segment-with-model.md}. Weights are
 * safetensors, or a checkpoint of PyTorch, of a U-Net that the file describes; or a file that holds
 * the whole network, TorchScript or ONNX.
 */
final class ModelDescription {

  /** Its name in the folder of a model. */
  static final String FILE = StoredModel.DESCRIPTION;

  private final Path file;
  private final JsonValue json;

  private ModelDescription(Path file) {
    this.file = file;
    this.json = JsonValue.read(file);
  }

  /**
   * @throws InputException if the file is missing or no JSON
   */
  static ModelDescription read(Path file) {
    return new ModelDescription(file);
  }

  /**
   * The axial model of ours that it describes instead, if it does.
   *
   * @throws InputException if that lacks something or contradicts itself
   */
  Optional<AxialModel> axial() {
    return AxialModel.isOne(json) ? Optional.of(AxialModel.read(json)) : Optional.empty();
  }

  /**
   * The model as it says.
   *
   * @throws InputException if the file lacks something or contradicts itself
   */
  PatchModel open() {
    final boolean regions = regions();
    final List<String> outputs = texts(json.get("outputs"));
    if (outputs.size() < (regions ? 1 : 2))
      throw new InputException(
          json.place() + ": with a softmax 'outputs' are the background and one class at least.");
    final List<Integer> patch = patch();
    final List<String> channels = texts(json.get("channels"));
    return new PatchModel(
        text("name").orElse(file.toAbsolutePath().getParent().getFileName().toString()),
        channels,
        before(channels.size(), patch),
        SlidingWindow.Settings.of(patch).withMirrorAxes(mirrorAxes(patch.size())),
        List.of(network(channels.size(), outputs.size(), patch)),
        outputs,
        regions ? values(outputs.size()) : List.of(),
        Resampling.ofProbabilities(),
        json.find("threshold").map(JsonValue::number).orElse(0.0),
        text("citation").map(List::of).orElse(List.of()));
  }

  /** Whether outputs may overlap, each with a sigmoid. */
  private boolean regions() {
    final JsonValue activation = json.get("activation");
    return switch (activation.text()) {
      case "softmax" -> false;
      case "sigmoid" -> true;
      default ->
          throw new InputException(
              activation.place() + " is '" + activation.text() + "', not softmax or sigmoid.");
    };
  }

  /** The values of regions in a label map: 1, 2, 3 …, or as it says. */
  private List<Integer> values(int outputs) {
    final Optional<JsonValue> given = json.find("values");
    final List<Integer> values = new ArrayList<>();
    for (int v = 1; v <= outputs; v++) values.add(v);
    if (given.isEmpty()) return values;
    if (given.get().integers().size() != outputs
        || given.get().integers().stream().anyMatch(v -> v < 1 || v > 255))
      throw new InputException(given.get().place() + " is not one number of 1 to 255 per output.");
    return given.get().integers();
  }

  private List<Integer> patch() {
    final JsonValue patch = json.get("patch");
    final List<Integer> size = patch.integers();
    if (size.size() < 2 || size.size() > 3 || size.stream().anyMatch(n -> n < 1))
      throw new InputException(
          patch.place() + " is " + size + ", not two or three lengths in voxels.");
    return size;
  }

  private Preprocess.Settings before(int channels, List<Integer> patch) {
    final Optional<JsonValue> spacing = json.find("spacing");
    if (spacing.isPresent()
        && (spacing.get().numbers().size() != patch.size()
            || spacing.get().numbers().stream().anyMatch(s -> !(s > 0))))
      throw new InputException(
          spacing.get().place() + " is not one length in mm for each axis of 'patch'.");
    return new Preprocess.Settings(
        text("orientation").map(this::orientation),
        List.of(0, 1, 2),
        spacing.map(JsonValue::numbers).orElse(List.of()),
        normalisations(channels),
        Resampling.ofImages());
  }

  private Orientation orientation(String code) {
    try {
      return Orientation.parse(code);
    } catch (InputException | IllegalArgumentException e) {
      throw new InputException(
          json.place() + ": 'orientation' is '" + code + "', which is none.", e);
    }
  }

  /** One for each channel; a single one stands for all. */
  private List<Normalisation> normalisations(int channels) {
    final JsonValue given = json.get("normalisation");
    final List<JsonValue> each = given.isList() ? given.items() : List.of(given);
    if (given.isList() && each.size() != channels)
      throw new InputException(given.place() + " is not one name for each channel.");
    final List<Normalisation> result = new ArrayList<>();
    for (int c = 0; c < channels; c++) result.add(normalisation(each.get(c % each.size())));
    return result;
  }

  private static Normalisation normalisation(JsonValue name) {
    return switch (name.text()) {
      case "zscore" -> Normalisation.of(Normalisation.Scheme.Z_SCORE);
      case "zscore-nonzero" -> new Normalisation(Normalisation.Scheme.Z_SCORE, true, null);
      case "01" -> Normalisation.of(Normalisation.Scheme.RESCALE_TO_01);
      case "none" -> Normalisation.of(Normalisation.Scheme.NONE);
      default ->
          throw new InputException(
              name.place() + " is '" + name.text() + "', not zscore, zscore-nonzero, 01 or none.");
    };
  }

  private List<Integer> mirrorAxes(int dimensions) {
    final Optional<JsonValue> axes = json.find("mirror");
    if (axes.isEmpty()) return List.of();
    final List<Integer> given = axes.get().integers();
    if (given.stream().anyMatch(a -> a < 0 || a >= dimensions)
        || given.stream().distinct().count() < given.size())
      throw new InputException(axes.get().place() + " are not axes of 'patch', from 0.");
    return given;
  }

  private NetworkFile network(int inputs, int outputs, List<Integer> patch) {
    final String name = json.get("weights").text();
    final Path weights = file.resolveSibling(name);
    final boolean probabilities = givesProbabilities();
    final NetworkFile.Opener opener = opener(weights, inputs, outputs, patch);
    return new NetworkFile(
        weights,
        device ->
            probabilities
                ? new ProbabilityNetwork(opener.open(device), regions())
                : opener.open(device));
  }

  private NetworkFile.Opener opener(Path weights, int inputs, int outputs, List<Integer> patch) {
    final String name = weights.getFileName().toString().toLowerCase(Locale.ROOT);
    final String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "pt" -> device -> FilePatches.torchScript(weights, inputs, outputs, device.get());
      case "onnx" -> device -> FilePatches.onnx(weights, inputs, outputs);
      case "safetensors", "ckpt", "pth" -> {
        final UNetArchitecture unet = architecture(inputs, outputs, patch);
        yield device -> UNetPatches.open(unet, tensors(weights, ending), device.get());
      }
      default ->
          throw new InputException(
              json.place()
                  + ": 'weights' is "
                  + name
                  + ", and .safetensors, .pth, .ckpt, .pt and .onnx can be run.");
    };
  }

  private static Map<String, Tensor> tensors(Path weights, String ending) {
    return ending.equals("safetensors")
        ? WeightsFile.read(weights)
        : Checkpoint.open(weights).weights();
  }

  private UNetArchitecture architecture(int inputs, int outputs, List<Integer> patch) {
    final JsonValue given = json.get("architecture");
    final UNetArchitecture unet = UNetJson.read(given);
    if (unet.inputs() != inputs || unet.outputs() != outputs || !fits(patch, unet))
      throw new InputException(
          given.place() + " does not fit 'channels', 'outputs' and 'patch' of the same file.");
    return unet;
  }

  /** Whether a window has the axes of the network, and lengths that can be halved as it does. */
  static boolean fits(List<Integer> patch, UNetArchitecture unet) {
    final int[] multiple = unet.multiple();
    boolean fits = patch.size() == multiple.length;
    for (int a = 0; fits && a < multiple.length; a++) fits = patch.get(a) % multiple[a] == 0;
    return fits;
  }

  /** Whether the network itself ends with the activation. */
  private boolean givesProbabilities() {
    final Optional<JsonValue> gives = json.find("gives");
    return switch (gives.map(JsonValue::text).orElse("logits")) {
      case "logits" -> false;
      case "probabilities" -> true;
      default ->
          throw new InputException(
              gives.orElseThrow().place() + " is neither logits nor probabilities.");
    };
  }

  private Optional<String> text(String name) {
    return json.find(name).map(JsonValue::text);
  }

  private static List<String> texts(JsonValue list) {
    final List<String> texts = list.items().stream().map(JsonValue::text).toList();
    if (texts.isEmpty()) throw new InputException(list.place() + " is empty.");
    return texts;
  }
}
