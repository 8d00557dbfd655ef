package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.Npy;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.UNetPatches;
import org.myelon.step.Progress;

/**
 * One patch through the networks of the reference models, from their folders alone. In single
 * precision PyTorch itself differs from double precision by up to 1.3e-4 on these networks.
 */
class NnunetForwardTest {

  @ParameterizedTest
  @CsvSource({
    "case1_plain3d_2fold,0",
    "case1_plain3d_2fold,1",
    "case2_oldplans_3class_foldall,all",
    "case3_resenc_regions,0",
    "case4_plain2d,0",
    "case5_2channel_transpose_mask,0"
  })
  void logitsOfAPatch(String name, String fold) {
    final Reference reference = Reference.of(name);
    final ModelFolder model = ModelFolder.open(reference.path("model"));
    final Checkpoint checkpoint = model.checkpoints(fold).get(0);
    final Npy patch = reference.array("patch_input.npy");
    try (UNetPatches network =
        UNetPatches.open(
            model.configuration(checkpoint).architecture(),
            checkpoint.weights(),
            ComputeDevice.open("cpu", Progress.NONE))) {
      assertArrayEquals(
          reference.array("patch_logits_fold_" + fold + ".npy").values(),
          network.predict(
              patch.values(), Arrays.copyOfRange(patch.shape(), 2, patch.shape().length)),
          3e-4f);
    }
  }
}
