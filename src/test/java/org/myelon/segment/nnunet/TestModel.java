package org.myelon.segment.nnunet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.step.Json;
import org.myelon.step.TextFile;

/** Writes whole model folders of nnU-Net v2 whose networks are small and know nothing. */
public final class TestModel {

  private static final String CONFIGURATION = "3d_fullres";

  private TestModel() {}

  /** Two stages, one channel in, background and one label out. */
  public static UNetArchitecture tiny(Encoder encoder) {
    final List<Integer> three = List.of(3, 3, 3);
    return new UNetArchitecture(
        encoder,
        1,
        2,
        List.of(new Stage(2, three, List.of(1, 1, 1), 1), new Stage(4, three, List.of(1, 2, 2), 2)),
        List.of(1),
        true,
        1e-5f,
        0.01f);
  }

  /**
   * Writes {@code nnUNetTrainer__nnUNetPlans__3d_fullres} with one checkpoint for each fold, whose
   * weights are drawn with the fold's number in the list as seed.
   *
   * @return the folder
   */
  public static Path write(Path parent, UNetArchitecture net, String... folds) {
    final Path folder = parent.resolve("nnUNetTrainer__nnUNetPlans__" + CONFIGURATION);
    for (int f = 0; f < folds.length; f++) {
      final Path fold = folder.resolve("fold_" + folds[f]);
      try {
        Files.createDirectories(fold);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      TestCheckpoint.of(weights(net, f)).write(fold.resolve("checkpoint_final.pth"));
    }
    TextFile.write(folder.resolve("plans.json"), Json.write(plans(net)));
    TextFile.write(folder.resolve("dataset.json"), Json.write(dataset(net)));
    return folder;
  }

  /** Weights by name, drawn from a normal distribution; those of the norms are near 1. */
  public static Map<String, Tensor> weights(UNetArchitecture net, long seed) {
    final Random random = new Random(seed);
    final Map<String, Tensor> weights = new LinkedHashMap<>();
    Parameters.of(net)
        .forEach(
            (name, shape) -> {
              final float[] values =
                  new float[(int) java.util.Arrays.stream(shape).reduce(1, (p, q) -> p * q)];
              for (int i = 0; i < values.length; i++)
                values[i] =
                    (float) (random.nextGaussian() * 0.3 + (name.endsWith("norm.weight") ? 1 : 0));
              weights.put(name, new Tensor(shape, values));
            });
    return weights;
  }

  /** The members of plans.json. */
  static Map<String, Object> plans(UNetArchitecture net) {
    return map(
        "dataset_name",
        "Dataset001_Test",
        "plans_name",
        "nnUNetPlans",
        "image_reader_writer",
        "NibabelIO",
        "transpose_forward",
        List.of(0, 1, 2),
        "transpose_backward",
        List.of(0, 1, 2),
        "configurations",
        map(CONFIGURATION, configuration(net)));
  }

  private static Map<String, Object> configuration(UNetArchitecture net) {
    final int inputs = net.inputs();
    return map(
        "preprocessor_name",
        "DefaultPreprocessor",
        "patch_size",
        IntStream.of(net.multiple()).mapToObj(m -> 8 * m).toList(),
        "spacing",
        Collections.nCopies(net.dimensions(), 1.0),
        "normalization_schemes",
        Collections.nCopies(inputs, "ZScoreNormalization"),
        "use_mask_for_norm",
        Collections.nCopies(inputs, false),
        "architecture",
        map(
            "network_class_name",
            "dynamic_network_architectures.architectures.unet."
                + (net.encoder() == Encoder.PLAIN ? "PlainConvUNet" : "ResidualEncoderUNet"),
            "arch_kwargs",
            arguments(net)));
  }

  private static Map<String, Object> arguments(UNetArchitecture net) {
    final List<Stage> stages = net.stages();
    return map(
        "n_stages",
        stages.size(),
        "features_per_stage",
        stages.stream().map(Stage::features).toList(),
        "conv_op",
        "torch.nn.modules.conv.Conv" + net.dimensions() + "d",
        "kernel_sizes",
        stages.stream().map(Stage::kernel).toList(),
        "strides",
        stages.stream().map(Stage::stride).toList(),
        net.encoder() == Encoder.PLAIN ? "n_conv_per_stage" : "n_blocks_per_stage",
        stages.stream().map(Stage::blocks).toList(),
        "n_conv_per_stage_decoder",
        net.decoderConvolutions(),
        "conv_bias",
        net.bias(),
        "norm_op",
        "torch.nn.modules.instancenorm.InstanceNorm" + net.dimensions() + "d",
        "norm_op_kwargs",
        map("eps", 1e-5, "affine", true),
        "dropout_op",
        null,
        "nonlin",
        "torch.nn.LeakyReLU",
        "nonlin_kwargs",
        map("inplace", true));
  }

  private static Map<String, Object> dataset(UNetArchitecture net) {
    return map(
        "channel_names",
        IntStream.range(0, net.inputs())
            .boxed()
            .collect(Collectors.toMap(String::valueOf, c -> "channel " + c)),
        "labels",
        IntStream.range(0, net.outputs())
            .boxed()
            .collect(Collectors.toMap(l -> l == 0 ? "background" : "label " + l, l -> l)),
        "file_ending",
        ".nii.gz");
  }

  /** Names and values in turn, null allowed. */
  static Map<String, Object> map(Object... namesAndValues) {
    final Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2)
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    return map;
  }
}
