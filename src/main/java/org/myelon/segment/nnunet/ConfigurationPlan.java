package org.myelon.segment.nnunet;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.nnunet.Normalisation.Intensities;
import org.myelon.segment.nnunet.Normalisation.Scheme;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/** Reads one configuration of the plans; refuses what cannot be run. */
final class ConfigurationPlan {

  /** nnU-Net's only way to resample that is a spline; the others need their own code. */
  private static final String SPLINE = "resample_data_or_seg_to_shape";

  private final JsonValue json;
  private final Optional<JsonValue> foreground;
  private final DatasetDescription dataset;

  /**
   * @param json of the configuration with all that it inherits
   * @param foreground intensities under the labels of the training images, for each channel
   */
  ConfigurationPlan(JsonValue json, Optional<JsonValue> foreground, DatasetDescription dataset) {
    this.json = json;
    this.foreground = foreground;
    this.dataset = dataset;
  }

  Configuration named(String name) {
    if (json.find("previous_stage").isPresent())
      throw new InputException(
          json.place()
              + " is the second stage of a cascade, which cannot be run; a model of 3d_fullres or"
              + " 3d_lowres can.");
    final String preprocessor =
        json.find("preprocessor_name").map(JsonValue::text).orElse("DefaultPreprocessor");
    if (!preprocessor.equals("DefaultPreprocessor"))
      throw new InputException(
          json.place()
              + ": 'preprocessor_name' is '"
              + preprocessor
              + "', another way to prepare images than nnU-Net's own; it cannot be run.");
    final Configuration configuration =
        new Configuration(
            name,
            json.get("spacing").numbers(),
            json.get("patch_size").integers(),
            normalisations(),
            resampling("resampling_fn_data", Resampling.ofImages()),
            resampling("resampling_fn_probabilities", Resampling.ofProbabilities()),
            architecture());
    check(configuration);
    return configuration;
  }

  private List<Normalisation> normalisations() {
    final List<JsonValue> schemes = json.get("normalization_schemes").items();
    final List<JsonValue> masks = json.get("use_mask_for_norm").items();
    final int inputs = dataset.channels().size();
    if (schemes.size() != inputs || masks.size() != inputs)
      throw new InputException(
          json.place()
              + " normalises "
              + schemes.size()
              + " channels, and dataset.json has "
              + inputs
              + ".");
    return IntStream.range(0, inputs)
        .mapToObj(
            c ->
                new Normalisation(
                    Scheme.of(schemes.get(c).text()),
                    masks.get(c).truth(),
                    intensities(Integer.toString(c))))
        .toList();
  }

  /** Null where the plans say nothing: most rules do not ask. */
  private Intensities intensities(String channel) {
    return foreground
        .flatMap(all -> all.find(channel))
        .map(
            one ->
                new Intensities(
                    one.get("mean").number(),
                    one.get("std").number(),
                    one.get("percentile_00_5").number(),
                    one.get("percentile_99_5").number()))
        .orElse(null);
  }

  private Resampling resampling(String name, Resampling usual) {
    final String function = json.find(name).map(JsonValue::text).orElse(SPLINE);
    if (!function.equals(SPLINE))
      throw new InputException(
          json.place()
              + ": '"
              + name
              + "' is '"
              + function
              + "', and only '"
              + SPLINE
              + "' can be run.");
    return json.find(name + "_kwargs").map(kwargs -> resampling(kwargs, usual)).orElse(usual);
  }

  private static Resampling resampling(JsonValue kwargs, Resampling usual) {
    return new Resampling(
        kwargs.find("order").map(o -> order(o)).orElse(usual.order()),
        kwargs.find("order_z").map(o -> order(o)).orElse(usual.orderZ()),
        kwargs
            .find("force_separate_z")
            .map(z -> z.truth() ? Resampling.SeparateZ.ALWAYS : Resampling.SeparateZ.NEVER)
            .orElse(Resampling.SeparateZ.AUTOMATIC),
        kwargs
            .find("separate_z_anisotropy_threshold")
            .map(JsonValue::number)
            .orElse(usual.anisotropy()));
  }

  private static int order(JsonValue order) {
    if (List.of(0, 1, 3).contains(order.integer())) return order.integer();
    throw new InputException(order.place() + " is " + order.integer() + ", not 0, 1 or 3.");
  }

  private UNetArchitecture architecture() {
    final int inputs = dataset.channels().size();
    final int outputs = dataset.outputs();
    return json.find("architecture")
        .map(architecture -> ArchitecturePlan.of(architecture, inputs, outputs))
        .orElseGet(() -> ArchitecturePlan.ofOldPlans(json, inputs, outputs));
  }

  private void check(Configuration configuration) {
    final List<Integer> patch = configuration.patchSize();
    final int axes = configuration.architecture().dimensions();
    if (patch.size() != axes || configuration.spacing().size() != axes)
      throw new InputException(
          json.place() + ": patch_size, spacing and kernels differ in their number of axes.");
    if (!configuration.spacing().stream().allMatch(s -> s > 0 && Double.isFinite(s)))
      throw new InputException(
          json.place() + ": spacing " + configuration.spacing() + " is not above 0.");
    final int[] multiple = configuration.architecture().multiple();
    for (int a = 0; a < axes; a++)
      if (patch.get(a) < 1 || patch.get(a) % multiple[a] != 0)
        throw new InputException(
            json.place() + ": patch_size " + patch + " cannot be halved as often as planned.");
  }
}
