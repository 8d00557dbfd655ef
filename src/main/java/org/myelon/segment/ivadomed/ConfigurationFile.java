package org.myelon.segment.ivadomed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * The JSON file of a package: the configuration that ivadomed trained it with. What is missing has
 * ivadomed's default. What would change the result and is not known here is refused by its name.
 */
final class ConfigurationFile {

  /**
   * Changes that ivadomed leaves out, since it could not undo them, or that only make training
   * images differ by chance.
   */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "AdditiveGaussianNoise",
          "Clahe",
          "DilateGT",
          "ElasticTransform",
          "HistogramClipping",
          "NumpyToTensor",
          "RandomAffine",
          "RandomBiasField",
          "RandomBlur",
          "RandomGamma",
          "RandomReverse",
          "RandomShiftIntensity");

  private static final int MOST_VOXELS_OF_AN_AXIS = 1 << 14;

  /** Values of a label map. */
  private static final int MOST_OUTPUTS = 255;

  private final JsonValue json;
  private final JsonValue loader;

  private ConfigurationFile(JsonValue json) {
    this.json = json;
    this.loader = json.get("loader_parameters");
  }

  /** Whether a JSON file looks like one. */
  static boolean isOne(JsonValue json) {
    return json.plain() instanceof Map<?, ?>
        && json.find("loader_parameters").isPresent()
        && json.find("transformation").isPresent();
  }

  /**
   * @throws InputException if it is none, contradicts itself, or asks for what is not known here
   */
  static Configuration read(Path file) {
    return new ConfigurationFile(JsonValue.read(file)).configuration();
  }

  private Configuration configuration() {
    refuseOtherNetworks();
    final Optional<JsonValue> network3d = json.find("Modified3DUNet").or(() -> json.find("UNet3D"));
    final boolean volumes = network3d.filter(ConfigurationFile::isApplied).isPresent() || !is2d();
    final List<String> outputs = texts(loader.get("target_suffix"));
    if (outputs.isEmpty() || outputs.size() > MOST_OUTPUTS)
      throw new InputException(
          loader.get("target_suffix").place() + " is not one name to " + MOST_OUTPUTS + ".");
    final List<Integer> length =
        volumes ? lengths(network3d, "length_3D") : optionalLengths("length_2D");
    final List<Integer> stride =
        volumes ? lengths(network3d, "stride_3D") : optionalLengths("stride_2D");
    for (int a = 0; a < length.size(); a++)
      if (stride.size() != length.size() || stride.get(a) > length.get(a))
        throw new InputException(
            json.place() + ": windows of " + length + " cannot lie " + stride + " apart.");
    return new Configuration(
        axis(),
        channels(),
        outputs.stream().map(ConfigurationFile::readable).toList(),
        volumes,
        length,
        stride,
        changes(volumes),
        isNormalised(),
        filter("filter_empty_input", true),
        PostprocessingMember.read(json.find("postprocessing"), outputs.size()),
        detection());
  }

  private void refuseOtherNetworks() {
    for (String key : List.of("FiLMedUnet", "HeMISUnet"))
      json.find(key)
          .filter(ConfigurationFile::isApplied)
          .ifPresent(
              n -> {
                throw new InputException(
                    n.place()
                        + " is applied: a network that asks for more than images cannot be run.");
              });
    if (filter("filter_classification", false))
      throw new InputException(
          loader.place()
              + ": slice_filter_params: filter_classification needs a second network, which cannot"
              + " be run.");
  }

  private static boolean isApplied(JsonValue network) {
    return network.find("applied").map(JsonValue::truth).orElse(false);
  }

  private boolean is2d() {
    return json.find("default_model")
        .flatMap(m -> m.find("is_2d"))
        .map(JsonValue::truth)
        .orElse(true);
  }

  private boolean filter(String key, boolean otherwise) {
    return loader
        .find("slice_filter_params")
        .flatMap(f -> f.find(key))
        .map(JsonValue::truth)
        .orElse(otherwise);
  }

  private SliceAxis axis() {
    final Optional<JsonValue> axis = loader.find("slice_axis");
    try {
      return SliceAxis.valueOf(axis.map(JsonValue::text).orElse("axial").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InputException(
          axis.orElseThrow().place() + " is none of sagittal, coronal and axial.", e);
    }
  }

  private List<String> channels() {
    final Optional<JsonValue> contrasts =
        loader.find("contrast_params").flatMap(c -> c.find("training_validation"));
    final List<String> names = contrasts.map(ConfigurationFile::texts).orElse(List.of());
    if (loader.find("multichannel").map(JsonValue::truth).orElse(false)) {
      if (names.isEmpty())
        throw new InputException(
            loader.place() + ": multichannel needs contrast_params: training_validation.");
      return names;
    }
    return List.of(names.isEmpty() ? "image" : String.join(" or ", names));
  }

  /** {@code _seg-tumor} names the file of a mask; its last part says what it is. */
  private static String readable(String suffix) {
    final String name = suffix.replaceFirst("^_+", "").replaceFirst("^seg-", "");
    return name.isEmpty() ? suffix : name;
  }

  private List<Integer> lengths(Optional<JsonValue> network, String key) {
    return lengths(
        network
            .orElseThrow(() -> new InputException(json.place() + " lacks 'Modified3DUNet'."))
            .get(key),
        3);
  }

  private List<Integer> optionalLengths(String key) {
    return json.find("default_model")
        .flatMap(m -> m.find(key))
        .filter(v -> !v.items().isEmpty())
        .map(v -> lengths(v, 2))
        .orElse(List.of());
  }

  private static List<Integer> lengths(JsonValue list, int count) {
    final List<Integer> lengths = list.integers();
    if (lengths.size() != count
        || lengths.stream().anyMatch(n -> n < 1 || n > MOST_VOXELS_OF_AN_AXIS))
      throw new InputException(list.place() + " is not " + count + " lengths in voxels.");
    return lengths;
  }

  private List<Change> changes(boolean volumes) {
    final List<Change> changes = new ArrayList<>();
    for (String name : transformations()) {
      final JsonValue given = json.get("transformation").get(name);
      if (!isApplied(given, "dataset_type", "testing") || LEFT_OUT.contains(name)) continue;
      switch (name) {
        case "Resample" -> changes.add(resample(everywhere(given), volumes));
        case "CenterCrop" -> changes.add(crop(everywhere(given), volumes, false));
        case "ROICrop" -> changes.add(crop(everywhere(given), volumes, true));
        case "NormalizeInstance" -> {}
        default ->
            throw new InputException(given.place() + " is a change of images that is not known.");
      }
    }
    return changes;
  }

  private List<String> transformations() {
    return json.find("transformation").map(JsonValue::keys).orElse(List.of());
  }

  private boolean isNormalised() {
    return json.find("transformation")
        .flatMap(t -> t.find("NormalizeInstance"))
        .filter(n -> isApplied(n, "dataset_type", "testing") && isApplied(n, "applied_to", "im"))
        .isPresent();
  }

  private static boolean isApplied(JsonValue change, String key, String to) {
    return change
        .find(key)
        .map(v -> v.isList() ? texts(v).contains(to) : v.text().equals(to))
        .orElse(true);
  }

  /** What changes the voxels must change both images and masks, or they would not meet again. */
  private static JsonValue everywhere(JsonValue change) {
    if (isApplied(change, "applied_to", "im") && isApplied(change, "applied_to", "gt"))
      return change;
    throw new InputException(
        change.place() + ": applied_to does not hold both im and gt, so it cannot be undone.");
  }

  private static Change resample(JsonValue given, boolean volumes) {
    return new Change.Resample(
        millimetres(given.get("hspace")),
        millimetres(given.get("wspace")),
        volumes ? given.find("dspace").map(ConfigurationFile::millimetres).orElse(1.0) : 0);
  }

  private static double millimetres(JsonValue value) {
    final double mm = value.number();
    if (!(mm > 0) || Double.isInfinite(mm))
      throw new InputException(value.place() + " is no voxel size in mm.");
    return mm;
  }

  private static Change crop(JsonValue given, boolean volumes, boolean region) {
    final List<Integer> size = lengths(given.get("size"), volumes ? 3 : 2);
    return new Change.Crop(size.get(0), size.get(1), volumes ? size.get(2) : 0, region);
  }

  private Optional<List<Double>> detection() {
    final Optional<JsonValue> given = json.find("object_detection_params");
    if (given.flatMap(d -> d.find("object_detection_path")).isEmpty()) return Optional.empty();
    final Optional<JsonValue> factors = given.get().find("safety_factor");
    if (factors.isEmpty()) return Optional.of(List.of(1.0, 1.0, 1.0));
    final List<Double> numbers = factors.get().numbers();
    if (numbers.size() != 3 || numbers.stream().anyMatch(f -> !(f > 0 && f <= 100)))
      throw new InputException(factors.get().place() + " is not three factors above 0.");
    return Optional.of(numbers);
  }

  private static List<String> texts(JsonValue value) {
    return value.isList()
        ? value.items().stream().map(JsonValue::text).toList()
        : List.of(value.text());
  }
}
