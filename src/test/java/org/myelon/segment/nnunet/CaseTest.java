package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.myelon.Npy;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.segment.nnunet.Normalisation.Intensities;
import org.myelon.segment.nnunet.Normalisation.Scheme;
import org.myelon.step.Progress;

/** The way to the network and back, against what nnU-Net itself computed. */
class CaseTest {

  /** What the plans of the reference cases say. */
  enum Case {
    PLAIN("case1_plain3d_2fold", null, List.of(0, 1, 2), List.of(0.8, 0.5, 0.5), List.of()),
    OLD_PLANS(
        "case2_oldplans_3class_foldall", null, List.of(0, 1, 2), List.of(4.0, 0.7, 0.7), List.of()),
    REGIONS(
        "case3_resenc_regions",
        Orientation.parse("LPI"),
        List.of(0, 1, 2),
        List.of(0.8, 0.8, 0.8),
        List.of(1, 2)),
    SLICES("case4_plain2d", null, List.of(0, 1, 2), List.of(0.45, 0.45), List.of()),
    TWO_CHANNELS(
        "case5_2channel_transpose_mask", null, List.of(2, 0, 1), List.of(4.0, 0.8, 0.8), List.of());

    private final Orientation orientation;
    private final String folder;
    private final List<Integer> transpose;
    private final List<Double> spacing;
    private final List<Integer> regionOrder;

    Case(
        String folder,
        Orientation orientation,
        List<Integer> transpose,
        List<Double> spacing,
        List<Integer> regionOrder) {
      this.folder = folder;
      this.orientation = orientation;
      this.transpose = transpose;
      this.spacing = spacing;
      this.regionOrder = regionOrder;
    }

    Reference reference() {
      return Reference.of(folder);
    }

    Preprocessed preprocessed() {
      final List<Volume> images = new ArrayList<>();
      images.add(Nifti.read(reference().path("input_0000.nii.gz")));
      if (this == TWO_CHANNELS) images.add(Nifti.read(reference().path("input_0001.nii.gz")));
      return Preprocess.run(
          images,
          new Preprocess.Settings(
              Optional.ofNullable(orientation),
              transpose,
              spacing,
              this == TWO_CHANNELS
                  ? List.of(
                      new Normalisation(Scheme.Z_SCORE, true, null),
                      new Normalisation(Scheme.CT, false, intensities()))
                  : List.of(Normalisation.of(Scheme.Z_SCORE)),
              Resampling.ofImages()),
          Progress.NONE);
    }

    private Intensities intensities() {
      final Map<?, ?> plans =
          (Map<?, ?>) reference().json("model/nnUNetTrainer__nnUNetPlans__3d_fullres/plans.json");
      final Map<?, ?> second =
          (Map<?, ?>)
              ((Map<?, ?>) plans.get("foreground_intensity_properties_per_channel")).get("1");
      return new Intensities(
          number(second, "mean"),
          number(second, "std"),
          number(second, "percentile_00_5"),
          number(second, "percentile_99_5"));
    }

    private static double number(Map<?, ?> map, String key) {
      return ((Number) map.get(key)).doubleValue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void preprocessesAsNnUNet(Case c) {
    final Preprocessed own = c.preprocessed();
    final Npy expected = c.reference().array("preprocessed.npy");
    assertArrayEquals(
        expected.shape(),
        new int[] {own.channels().length, own.shape()[0], own.shape()[1], own.shape()[2]});
    for (int i = 0; i < own.channels().length; i++)
      assertArrayEquals(expected.at(i).values(), own.channels()[i], 1e-5f, "channel " + i);
  }

  @ParameterizedTest
  @EnumSource
  void bringsOutputsBackAsNnUNet(Case c) {
    final float[][] logits = c.reference().array("logits_network_grid_fp32acc.npy").rows();
    final Restored own =
        Restore.run(
            logits,
            c.preprocessed().origin(),
            new Restore.Settings(Resampling.ofProbabilities(), c.regionOrder, true),
            Progress.NONE);
    final Volume image = Nifti.read(c.reference().path("input_0000.nii.gz"));
    assertEquals(image.grid(), own.labels().grid());
    final Volume labels = Nifti.read(c.reference().path("segmentation_fp32acc.nii.gz"));
    final float[] expected = labels.toFloats(), got = own.labels().toFloats();
    int differ = 0;
    for (int i = 0; i < got.length; i++) if (expected[i] != got[i]) differ++;
    assertEquals(0, differ, "voxels that differ");
    final Volume p = Nifti.read(c.reference().path("probabilities_fp32acc.nii.gz"));
    assertEquals(p.volumeCount(), own.probabilities().size());
    for (int i = 0; i < own.probabilities().size(); i++)
      assertArrayEquals(
          p.volume(i).toFloats(), own.probabilities().get(i).toFloats(), 1e-5f, "output " + i);
  }
}
