package org.myelon.segment.nnunet;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

/**
 * The network that plans ask for: the arguments of the Python classes {@code PlainConvUNet} and
 * {@code ResidualEncoderUNet}. What would make another network of it is refused.
 */
final class ArchitecturePlan {

  private static final float EPSILON = 1e-5f;
  private static final float LEAK = 0.01f;
  private static final int MOST_STAGES = 16;
  private static final int MOST_FEATURES = 1 << 14;
  private static final int MOST_BLOCKS = 64;
  private static final int LARGEST_KERNEL = 31;

  /** Arguments that are read, or that change nothing once a network is trained. */
  private static final Set<String> KNOWN =
      Set.of(
          "n_stages",
          "features_per_stage",
          "conv_op",
          "kernel_sizes",
          "strides",
          "n_conv_per_stage",
          "n_blocks_per_stage",
          "n_conv_per_stage_decoder",
          "conv_bias",
          "norm_op",
          "norm_op_kwargs",
          "dropout_op",
          "dropout_op_kwargs",
          "nonlin",
          "nonlin_kwargs",
          "deep_supervision",
          "stochastic_depth_p");

  private final JsonValue json;
  private final Encoder encoder;
  private final int stages;
  private final int dimensions;

  private ArchitecturePlan(JsonValue json, JsonValue className, int stages, int dimensions) {
    this.json = json;
    this.encoder = encoder(className);
    this.stages = stages;
    this.dimensions = dimensions;
    if (stages < 2 || stages > MOST_STAGES)
      throw new InputException(
          json.place() + " has " + stages + " stages, and 2 to 16 can be run.");
    if (dimensions != 2 && dimensions != 3)
      throw new InputException(json.place() + " is neither of 2 nor of 3 dimensions.");
  }

  /** Plans since nnU-Net 2.3: a class and its arguments. */
  static UNetArchitecture of(JsonValue json, int inputs, int outputs) {
    final JsonValue arguments = json.get("arch_kwargs");
    final ArchitecturePlan plan =
        new ArchitecturePlan(
            arguments,
            json.get("network_class_name"),
            arguments.get("n_stages").integer(),
            dimensions(arguments.get("conv_op")));
    plan.refuseUnknownArguments();
    return new UNetArchitecture(
        plan.encoder,
        inputs,
        outputs,
        plan.stages(
            plan.counts("features_per_stage", plan.stages, MOST_FEATURES),
            "kernel_sizes",
            "strides",
            plan.encoder == Encoder.PLAIN ? "n_conv_per_stage" : "n_blocks_per_stage"),
        plan.counts("n_conv_per_stage_decoder", plan.stages - 1, MOST_BLOCKS),
        arguments.find("conv_bias").map(JsonValue::truth).orElse(false),
        plan.epsilon(),
        plan.leak());
  }

  /** Plans up to nnU-Net 2.2: features double from stage to stage, up to a limit. */
  static UNetArchitecture ofOldPlans(JsonValue json, int inputs, int outputs) {
    final ArchitecturePlan plan =
        new ArchitecturePlan(
            json,
            json.get("UNet_class_name"),
            json.get("n_conv_per_stage_encoder").items().size(),
            json.get("patch_size").items().size());
    final int first = plan.within(json.get("UNet_base_num_features"), MOST_FEATURES);
    final int most = plan.within(json.get("unet_max_num_features"), MOST_FEATURES);
    return new UNetArchitecture(
        plan.encoder,
        inputs,
        outputs,
        plan.stages(
            IntStream.range(0, plan.stages).mapToObj(s -> Math.min(first << s, most)).toList(),
            "conv_kernel_sizes",
            "pool_op_kernel_sizes",
            "n_conv_per_stage_encoder"),
        plan.counts("n_conv_per_stage_decoder", plan.stages - 1, MOST_BLOCKS),
        true,
        EPSILON,
        LEAK);
  }

  private static Encoder encoder(JsonValue className) {
    return switch (simple(className.text())) {
      case "PlainConvUNet" -> Encoder.PLAIN;
      case "ResidualEncoderUNet" -> Encoder.RESIDUAL;
      default ->
          throw new InputException(
              className.place()
                  + " is '"
                  + className.text()
                  + "'; PlainConvUNet and ResidualEncoderUNet can be run.");
    };
  }

  /** A Python class without its module. */
  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private static int dimensions(JsonValue convolution) {
    return switch (simple(convolution.text())) {
      case "Conv2d" -> 2;
      case "Conv3d" -> 3;
      default ->
          throw new InputException(
              convolution.place() + " is '" + convolution.text() + "', not Conv2d or Conv3d.");
    };
  }

  private List<Stage> stages(
      List<Integer> features, String kernels, String strides, String blocks) {
    final List<List<Integer>> kernel = axes(kernels);
    final List<List<Integer>> stride = axes(strides);
    final List<Integer> count = counts(blocks, stages, MOST_BLOCKS);
    if (kernel.stream().flatMap(List::stream).anyMatch(k -> k % 2 == 0))
      throw new InputException(json.place() + ": '" + kernels + "' holds an even number.");
    if (stride.get(0).stream().anyMatch(s -> s != 1))
      throw new InputException(
          json.place()
              + ": '"
              + strides
              + "' of the first stage are not 1: its output is smaller.");
    return IntStream.range(0, stages)
        .mapToObj(s -> new Stage(features.get(s), kernel.get(s), stride.get(s), count.get(s)))
        .toList();
  }

  /** One number for each stage; a single number stands for all. */
  private List<Integer> counts(String name, int size, int most) {
    final JsonValue value = json.get(name);
    if (!value.isList()) return Collections.nCopies(size, within(value, most));
    return sized(value, size).stream().map(v -> within(v, most)).toList();
  }

  /** Numbers along the axes for each stage; a single number stands for all axes. */
  private List<List<Integer>> axes(String name) {
    final JsonValue value = json.get(name);
    if (!value.isList()) return Collections.nCopies(stages, along(value));
    return sized(value, stages).stream().map(this::along).toList();
  }

  private List<Integer> along(JsonValue value) {
    if (!value.isList()) return Collections.nCopies(dimensions, within(value, LARGEST_KERNEL));
    return sized(value, dimensions).stream().map(v -> within(v, LARGEST_KERNEL)).toList();
  }

  private static List<JsonValue> sized(JsonValue list, int size) {
    if (list.items().size() != size)
      throw new InputException(
          list.place() + " has " + list.items().size() + " entries instead of " + size + ".");
    return list.items();
  }

  private int within(JsonValue value, int most) {
    final int number = value.integer();
    if (number < 1 || number > most)
      throw new InputException(value.place() + " is " + number + ", not from 1 to " + most + ".");
    return number;
  }

  private void refuseUnknownArguments() {
    for (String name : json.keys())
      if (!KNOWN.contains(name) && json.find(name).isPresent() && !isUsual(name, json.get(name)))
        throw new InputException(
            json.place()
                + " has '"
                + name
                + "', which makes another network than those that can be run.");
  }

  private boolean isUsual(String name, JsonValue value) {
    return switch (name) {
      case "nonlin_first", "squeeze_excitation" -> !value.truth();
      case "block" -> simple(value.text()).equals("BasicBlockD");
      case "stem_channels" ->
          value.integer() == counts("features_per_stage", stages, MOST_FEATURES).get(0);
      default -> false;
    };
  }

  private float epsilon() {
    final String norm = json.find("norm_op").map(n -> simple(n.text())).orElse("none");
    final Optional<JsonValue> settings = json.find("norm_op_kwargs");
    if (!norm.equals("InstanceNorm" + dimensions + "d")
        || !settings.flatMap(s -> s.find("affine")).map(JsonValue::truth).orElse(false)
        || settings.flatMap(s -> s.find("track_running_stats")).map(JsonValue::truth).orElse(false))
      throw new InputException(
          json.place()
              + ": 'norm_op' is '"
              + norm
              + "' "
              + "or has unusual settings; an instance norm with weights can be run.");
    return settings.flatMap(s -> s.find("eps")).map(e -> (float) e.number()).orElse(EPSILON);
  }

  private float leak() {
    final String rectifier = json.find("nonlin").map(n -> simple(n.text())).orElse("none");
    if (rectifier.equals("ReLU")) return 0;
    if (!rectifier.equals("LeakyReLU"))
      throw new InputException(
          json.place() + ": 'nonlin' is '" + rectifier + "'; LeakyReLU and ReLU can be run.");
    return json.find("nonlin_kwargs")
        .flatMap(settings -> settings.find("negative_slope"))
        .map(slope -> (float) slope.number())
        .orElse(LEAK);
  }
}
