package org.myelon.segment.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNetArchitecture;

/**
 * Writes the embedded model, a folder of nnU-Net v2 whose weights are set by hand: it marks what is
 * much brighter than the rest of the window, the fluid in a T2-weighted image. One channel of the
 * network carries the image, all others are 0.
 *
 * <pre>java -cp target/test-classes:target/classes:… org.myelon.segment.nnunet.ToyModel</pre>
 */
public final class ToyModel {

  private static final String FOLDER = "Dataset999_ToyFluid/nnUNetTrainer__nnUNetPlans__3d_fullres";

  /** Standard deviations above the mean of a window from which on a voxel is marked. */
  private static final float BRIGHT = 1.2f;

  private ToyModel() {}

  public static void main(String[] args) throws IOException {
    write(Path.of(args.length > 0 ? args[0] : "test-data/model"));
  }

  /** Writes the model below a folder, which is created. */
  public static void write(Path folder) throws IOException {
    final Path model = folder.resolve(FOLDER);
    Files.createDirectories(model.resolve("fold_0"));
    Files.writeString(model.resolve("plans.json"), plans());
    Files.writeString(
        model.resolve("dataset.json"),
        """
        {
          "channel_names": {"0": "T2w"},
          "labels": {"background": 0, "fluid": 1},
          "numTraining": 0,
          "file_ending": ".nii.gz",
          "name": "Dataset999_ToyFluid",
          "description": "weights set by hand: marks what is bright in a T2-weighted image",
          "image_orientation": "LPI"
        }
        """);
    final UNetArchitecture network =
        Plans.read(model.resolve("plans.json"))
            .configuration("3d_fullres", DatasetDescription.read(model.resolve("dataset.json")))
            .architecture();
    TestCheckpoint.of(weights(network)).write(model.resolve("fold_0/checkpoint_final.pth"));
  }

  private static Map<String, Tensor> weights(UNetArchitecture network) {
    final Map<String, Tensor> weights = new LinkedHashMap<>();
    Parameters.of(network)
        .forEach(
            (name, shape) -> {
              int size = 1;
              for (long n : shape) size *= (int) n;
              weights.put(name, new Tensor(shape, new float[size]));
            });
    weights.forEach(
        (name, tensor) -> {
          if (name.endsWith("norm.weight")) tensor.values()[0] = 1;
        });
    // kernels of 27 voxels, the middle one is 13: image to channel 0; on the way up the two
    // channels from below come first, then the image
    weights.get("encoder.stages.0.0.convs.0.conv.weight").values()[13] = 1;
    weights.get("decoder.stages.0.convs.0.conv.weight").values()[2 * 27 + 13] = 1;
    weights.get("decoder.seg_layers.0.weight").values()[2] = 4;
    weights.get("decoder.seg_layers.0.bias").values()[1] = -4 * BRIGHT;
    return weights;
  }

  private static String plans() {
    final String resampling =
        """
        {"is_seg": false, "order": %d, "order_z": 0, "force_separate_z": null}\
        """;
    return """
        {
          "dataset_name": "Dataset999_ToyFluid",
          "plans_name": "nnUNetPlans",
          "image_reader_writer": "NibabelIO",
          "transpose_forward": [0, 1, 2],
          "transpose_backward": [0, 1, 2],
          "configurations": {
            "3d_fullres": {
              "preprocessor_name": "DefaultPreprocessor",
              "patch_size": [48, 32, 32],
              "spacing": [2.0, 1.0, 1.0],
              "normalization_schemes": ["ZScoreNormalization"],
              "use_mask_for_norm": [false],
              "resampling_fn_data": "resample_data_or_seg_to_shape",
              "resampling_fn_seg": "resample_data_or_seg_to_shape",
              "resampling_fn_data_kwargs": %s,
              "resampling_fn_seg_kwargs": %s,
              "resampling_fn_probabilities": "resample_data_or_seg_to_shape",
              "resampling_fn_probabilities_kwargs": %s,
              "architecture": {
                "network_class_name": "dynamic_network_architectures.architectures.unet.PlainConvUNet",
                "arch_kwargs": {
                  "n_stages": 2,
                  "features_per_stage": [2, 2],
                  "conv_op": "torch.nn.modules.conv.Conv3d",
                  "kernel_sizes": [[3, 3, 3], [3, 3, 3]],
                  "strides": [[1, 1, 1], [2, 2, 2]],
                  "n_conv_per_stage": [1, 1],
                  "n_conv_per_stage_decoder": [1],
                  "conv_bias": true,
                  "norm_op": "torch.nn.modules.instancenorm.InstanceNorm3d",
                  "norm_op_kwargs": {"eps": 1e-05, "affine": true},
                  "dropout_op": null,
                  "dropout_op_kwargs": null,
                  "nonlin": "torch.nn.LeakyReLU",
                  "nonlin_kwargs": {"inplace": true}
                },
                "_kw_requires_import": ["conv_op", "norm_op", "dropout_op", "nonlin"]
              }
            }
          },
          "foreground_intensity_properties_per_channel": {
            "0": {"mean": 0.0, "std": 1.0, "percentile_00_5": -1.0, "percentile_99_5": 1.0}
          }
        }
        """
        .formatted(resampling.formatted(3), resampling.formatted(1), resampling.formatted(1));
  }
}
