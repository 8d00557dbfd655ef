package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.Npy;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/**
 * The way to the network and back, against what nnU-Net itself computed. Both sum in double and
 * store single precision.
 */
class CaseTest {

  private static final float TOLERANCE = 1e-5f;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "case1_plain3d_2fold",
        "case2_oldplans_3class_foldall",
        "case3_resenc_regions",
        "case4_plain2d",
        "case5_2channel_transpose_mask"
      })
  void goesToTheNetworkAndBackAsNnUNet(String name) {
    final Reference reference = Reference.of(name);
    final ModelFolder model = ModelFolder.open(reference.path("model"));
    final Configuration configuration =
        model.configuration(model.checkpoints(model.folds().get(0)).get(0));
    final List<Volume> images = images(reference);
    final Preprocessed own =
        Preprocess.run(
            images,
            Preprocess.Settings.of(model.plans(), model.dataset(), configuration),
            Progress.NONE);
    checkArrays(reference.array("preprocessed.npy"), own);
    checkOutputs(
        reference,
        images.get(0),
        Restore.run(
            reference.array("logits_network_grid_fp32acc.npy").rows(),
            own.origin(),
            new Restore.Settings(
                configuration.probabilities(), model.dataset().regionOrder(), true),
            Progress.NONE));
  }

  private static List<Volume> images(Reference reference) {
    final List<Volume> images = new ArrayList<>();
    for (int c = 0; Files.exists(channel(reference, c)); c++)
      images.add(Nifti.read(channel(reference, c)));
    return images;
  }

  private static Path channel(Reference reference, int c) {
    return reference.path("input_000" + c + ".nii.gz");
  }

  private static void checkArrays(Npy expected, Preprocessed own) {
    final int[] shape = own.shape();
    assertArrayEquals(
        expected.shape(), new int[] {own.channels().length, shape[0], shape[1], shape[2]});
    for (int c = 0; c < own.channels().length; c++)
      assertArrayEquals(expected.at(c).values(), own.channels()[c], TOLERANCE, "channel " + c);
  }

  private static void checkOutputs(Reference reference, Volume image, Restored own) {
    assertEquals(image.grid(), own.labels().grid());
    assertArrayEquals(
        Nifti.read(reference.path("segmentation_fp32acc.nii.gz")).toFloats(),
        own.labels().toFloats());
    final Volume expected = Nifti.read(reference.path("probabilities_fp32acc.nii.gz"));
    assertEquals(expected.volumeCount(), own.probabilities().size());
    for (int c = 0; c < own.probabilities().size(); c++)
      assertArrayEquals(
          expected.volume(c).toFloats(),
          own.probabilities().get(c).toFloats(),
          TOLERANCE,
          "output " + c);
  }
}
