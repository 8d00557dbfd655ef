package org.myelon.segment.ivadomed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myelon.segment.network.NetworkFiles;

/**
 * Writes packages of ivadomed whose networks are one convolution and a sigmoid, with weights that
 * tell all directions apart.
 */
public final class TestPackage {

  private TestPackage() {}

  /** Weights that fall off from the middle, none like another. */
  public static float[] weights(int count) {
    final float[] weights = new float[count];
    for (int i = 0; i < count; i++) weights[i] = (float) (Math.sin(1 + 3.7 * i) * 0.6);
    return weights;
  }

  /**
   * @param folder that gets NAME.json and NAME.onnx
   * @param json members of the configuration
   * @param kernel 2 or 3 axes
   */
  public static void write(
      Path folder, String name, String json, int inputs, int[] kernel, float... bias)
      throws IOException {
    int voxels = inputs * bias.length;
    for (int k : kernel) voxels *= k;
    Files.createDirectories(folder);
    NetworkFiles.convolution(folder.resolve(name + ".onnx"), kernel, weights(voxels), bias);
    Files.writeString(folder.resolve(name + ".json"), json);
  }

  /** A network of slices at another voxel size, cropped in the middle. */
  public static final String SLICES =
      """
      {"loader_parameters": {"target_suffix": ["_scseg", "_gmseg"], "slice_axis": "axial",
         "multichannel": false, "roi_params": {"suffix": null, "slice_filter_roi": null},
         "contrast_params": {"training_validation": ["t1"], "testing": ["t1"], "balance": {}},
         "slice_filter_params": {"filter_empty_mask": true, "filter_empty_input": true}},
       "default_model": {"name": "Unet", "depth": 2},
       "transformation": {
         "Resample": {"wspace": 0.7, "hspace": 0.8, "preprocessing": true},
         "CenterCrop": {"size": [20, 33], "preprocessing": true},
         "ElasticTransform": {"p": 0.3, "dataset_type": ["training"]},
         "NumpyToTensor": {}, "NormalizeInstance": {"applied_to": ["im"]}}}
      """;

  /** A network of volumes of two images, in windows that overlap. */
  public static final String VOLUMES =
      """
      {"loader_parameters": {"target_suffix": ["_seg-tumor", "_seg-whole"], "multichannel": true,
         "slice_axis": "sagittal", "contrast_params": {"training_validation": ["T2w", "T1w"]}},
       "default_model": {"name": "Unet", "is_2d": false},
       "Modified3DUNet": {"applied": true, "length_3D": [16, 16, 16], "stride_3D": [8, 16, 16]},
       "transformation": {
         "Resample": {"hspace": 1.5, "wspace": 1.1, "dspace": 0.9, "preprocessing": true},
         "CenterCrop": {"size": [24, 32, 16]},
         "NumpyToTensor": {}, "NormalizeInstance": {"applied_to": ["im"]}}}
      """;
}
