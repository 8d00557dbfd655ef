package org.myelon.segment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.SharedData;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.segment.PropagateContour.Settings;
import org.myelon.step.Progress;

/** Real images and their manual masks, or those of the real SCT; the cord is found without help. */
class PropagateContourRealImagesTest {

  private static final String UNF = "data/spine-generic-unf01/",
      MASK = "derivatives/labels/sub-unf01/anat/sub-unf01_",
      INPUTS = "reference/sct/inputs/",
      TUTORIAL = "data/sct-tutorial/single_subject/";

  @ParameterizedTest(name = "{0}: Dice {3}")
  @CsvSource({
    "data/sct-testing/t2/t2.nii.gz, data/sct-testing/t2/t2_seg-manual.nii.gz, T2, 0.93",
    "data/sct-testing/t1/t1w.nii.gz, data/sct-testing/t1/t1w_seg-manual.nii.gz, T1, 0.85",
    UNF + "sub-unf01/anat/sub-unf01_T2w.nii.gz, " + UNF + MASK + "T2w_seg-manual.nii.gz, T2, 0.80",
    UNF + "sub-unf01/anat/sub-unf01_T1w.nii.gz, " + UNF + MASK + "T1w_seg-manual.nii.gz, T1, 0.80",
    TUTORIAL + "mt/mt1.nii.gz, " + INPUTS + "mt1_seg.nii.gz, T2S, 0.85",
    "reference/sct/sct_dmri_separate_b0_and_dwi/real/dmri_dwi_mean.nii.gz, "
        + INPUTS
        + "dmri_dwi_mean_seg.nii.gz, DWI, 0.85",
    TUTORIAL + "t2_lumbar/t2_lumbar.nii.gz, " + INPUTS + "t2_lumbar_seg.nii.gz, T2, 0.85",
  })
  void agreesWithTheReferenceMask(String image, String mask, Contrast contrast, double least) {
    final Volume reference = Nifti.read(SharedData.path(mask));
    final Volume own =
        PropagateContour.run(
                Nifti.read(SharedData.path(image)),
                Settings.defaults().withContrast(contrast),
                Progress.NONE)
            .segmentation();
    final double dice = Dice.of(own, reference);
    assertTrue(dice >= least, "Dice " + dice);
  }
}
