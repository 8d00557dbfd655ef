package org.myelon.segment.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.Npy;
import org.myelon.SharedData;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.segment.network.PatchNetwork;
import org.myelon.segment.nnunet.Preprocess;
import org.myelon.segment.nnunet.Preprocessed;
import org.myelon.step.Progress;

/**
 * Images through model folders of nnU-Net v2, against what nnU-Net itself computed from them with
 * sums in single precision. Tolerances are those of the reference: 1e-3 for the raw outputs (two
 * implementations of convolution in single precision) and the probabilities, 5 voxels of the mask
 * (where two outputs are equal but for rounding).
 */
class NnunetCasesTest {

  /**
   * @param suffix of the names of the reference files
   */
  private record Case(String folder, String folds, boolean mirror, String suffix, int channels) {
    Path file(String name) {
      return SharedData.path("reference/nnunet/" + folder + "/" + name);
    }

    List<Volume> images() {
      return Stream.iterate(0, c -> c < channels, c -> c + 1)
          .map(c -> Nifti.read(file("input_000" + c + ".nii.gz")))
          .toList();
    }
  }

  static List<Case> allCases() {
    return Stream.concat(
            cases().stream(),
            Stream.of(new Case("case1_plain3d_2fold", "0,1", true, "_fp32acc_mirror", 1)))
        .toList();
  }

  /** Those whose probabilities are there in single precision. */
  static List<Case> cases() {
    return List.of(
        new Case("case1_plain3d_2fold", "all", false, "_fp32acc", 1),
        new Case("case2_oldplans_3class_foldall", "all", false, "_fp32acc", 1),
        new Case("case3_resenc_regions", "0", false, "_fp32acc", 1),
        new Case("case4_plain2d", "", false, "_fp32acc", 1),
        new Case("case5_2channel_transpose_mask", "", false, "_fp32acc", 2));
  }

  @ParameterizedTest
  @MethodSource("allCases")
  void rawOutputsAreNnunets(Case c) throws Exception {
    final PatchModel model = NnunetModel.open(c.file("model"), c.folds, false);
    final Preprocessed ready = Preprocess.run(c.images(), model.before(), Progress.NONE);
    final UsedDevice device = new UsedDevice("cpu");
    final List<Supplier<PatchNetwork>> networks =
        model.networks().stream()
            .map(n -> (Supplier<PatchNetwork>) () -> n.open(device.supplier(Progress.NONE)))
            .toList();
    final float[][] outputs =
        SlidingWindow.run(
            ready.channels(),
            ready.shape(),
            c.mirror ? model.windows() : model.windows().withMirrorAxes(List.of()),
            networks,
            Progress.NONE);
    final Npy expected = Npy.read(c.file("logits_network_grid" + c.suffix + ".npy"));
    for (int o = 0; o < outputs.length; o++) {
      final double worst = expected.at(o).largestDifference(outputs[o]);
      assertTrue(worst < 1e-3, "output " + o + ": " + worst);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void probabilitiesAndMaskAreNnunets(Case c) {
    final RunModel.Result result =
        RunModel.run(
            c.images(),
            c.file("model"),
            RunModel.Settings.defaults()
                .withFolds(c.folds)
                .withDevice("cpu")
                .withProbabilities(true),
            Progress.NONE);
    final Volume expected = Nifti.read(c.file("probabilities" + c.suffix + ".nii.gz"));
    assertEquals(expected.volumeCount(), result.probabilities().volumeCount());
    double worst = 0;
    for (int o = 0; o < expected.volumeCount(); o++)
      worst = Math.max(worst, worst(expected.volume(o), result.probabilities().volume(o)));
    final Volume mask = Nifti.read(c.file("segmentation" + c.suffix + ".nii.gz"));
    final long different = different(mask, result.segmentation());
    assertTrue(worst < 1e-3, "probabilities: " + worst);
    assertTrue(different <= 5, different + " voxels of the mask");
  }

  private static double worst(Volume expected, Volume actual) {
    expected.grid().requireSame(actual.grid(), "expected", "actual");
    final float[] a = expected.toFloats(), b = actual.toFloats();
    double worst = 0;
    for (int i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i] - b[i]));
    return worst;
  }

  private static long different(Volume expected, Volume actual) {
    final float[] a = expected.toFloats(), b = actual.toFloats();
    long different = 0;
    for (int i = 0; i < a.length; i++) if (a[i] != b[i]) different++;
    return different;
  }
}
