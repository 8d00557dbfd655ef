package org.myelon.segment.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;

/**
 * The labelled images that our own models are trained from, by the person whom they show: of one
 * person either all or none may be held out.
 */
record OwnData(String person, String image, String cord, String gray, double weight) {

  private static final String GM = "data/gm-challenge/";
  private static final String SCT = "data/sct-testing/";
  private static final String UNF = "data/spine-generic-unf01/";
  private static final String TUTORIAL = "data/sct-tutorial/single_subject/";
  private static final String MADE = "reference/sct/";

  /** Manual masks weigh 1 for a whole image; crops and masks made by other programs weigh less. */
  static final List<OwnData> ALL =
      List.of(
          challenge("sub-10062", "sub-10062Ses1"),
          challenge("sub-10062", "sub-10062Ses2"),
          challenge("sub-9418", "sub-9418"),
          challenge("sub-9584", "sub-9584"),
          testing("t2/t2", "t2/t2_seg-manual", null, 1),
          testing("t1/t1w", "t1/t1w_seg-manual", null, 1),
          testing("t2s/t2s", "t2s/t2s_seg", "t2s/t2s_gmseg_manual", 0.7),
          testing("t2s/t2s_uncropped", null, "t2s/t2s_uncropped_gmseg_manual", 0.7),
          testing("mt/mt1", "mt/mt1_seg", "mt/mt1_gmseg", 0.4),
          testing("mt/mt0", "mt/mt0_seg", null, 0.4),
          new OwnData(
              "sct-fake-lesion",
              SCT + "t2/t2_fake_lesion.nii.gz",
              SCT + "t2/t2_fake_lesion_sc_seg.nii.gz",
              null,
              1),
          unf01("T1w"),
          unf01("T2w"),
          unf01("T2star"),
          new OwnData(
              "template",
              SCT + "template/template/PAM50_small_t2.nii.gz",
              SCT + "template/template/PAM50_small_cord.nii.gz",
              null,
              1.5),
          new OwnData(
              "tutorial", TUTORIAL + "mt/mt1.nii.gz", MADE + "inputs/mt1_seg.nii.gz", null, 0.5),
          new OwnData(
              "tutorial",
              MADE + "sct_dmri_separate_b0_and_dwi/real/dmri_dwi_mean.nii.gz",
              MADE + "inputs/dmri_dwi_mean_seg.nii.gz",
              null,
              0.5),
          new OwnData(
              "tutorial",
              TUTORIAL + "t2_lumbar/t2_lumbar.nii.gz",
              MADE + "inputs/t2_lumbar_seg.nii.gz",
              null,
              0.5));

  private static OwnData challenge(String person, String session) {
    final String name = session + "/anat/" + session + "_run-1_T2starw";
    return new OwnData(
        person,
        GM + name + ".nii.gz",
        GM + "derivatives/labels/" + name + "_seg-manual.nii.gz",
        GM + "derivatives/labels/" + name + "_gmseg-manual.nii.gz",
        1);
  }

  private static OwnData testing(String image, String cord, String gray, double weight) {
    return new OwnData(
        "sct-testing",
        SCT + image + ".nii.gz",
        cord == null ? null : SCT + cord + ".nii.gz",
        gray == null ? null : SCT + gray + ".nii.gz",
        weight);
  }

  private static OwnData unf01(String contrast) {
    final String name = "sub-unf01/anat/sub-unf01_" + contrast;
    return new OwnData(
        "unf01",
        UNF + name + ".nii.gz",
        UNF + "derivatives/labels/" + name + "_seg-manual.nii.gz",
        null,
        1);
  }

  /** File of what a model finds, null if it is not marked in this image. */
  String mask(String target) {
    return target.equals("grey matter") ? gray : cord;
  }

  /** How far below its mask an image shows that the cord has ended, mm. */
  double below() {
    return image.contains("lumbar") ? 70 : 0;
  }

  static Volume read(Path shared, String file) {
    final Path path = shared.resolve(file);
    if (!Files.exists(path)) throw new IllegalArgumentException(path + " is not there");
    return Nifti.read(path);
  }

  /** A mask whose values an interpolation has carried beyond 0 to 1. */
  static Volume readMask(Path shared, String file) {
    final Volume mask = read(shared, file);
    final float[] values = mask.toFloats();
    for (int i = 0; i < values.length; i++) values[i] = Math.max(0, Math.min(1, values[i]));
    return Volume.ofFloats(values, mask.grid(), mask.name());
  }
}
