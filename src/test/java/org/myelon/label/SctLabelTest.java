package org.myelon.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.myelon.SharedData;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/** Our label steps against the outputs of the real SCT, voxel for voxel. */
class SctLabelTest {

  @Test
  void create() {
    final var settings = new CreateLabels.Settings("20,20,20,3:20,30,20,4", false);
    same(CreateLabels.run(t2("t2"), settings).labels(), "sct_label_utils/create/lab", 0);
  }

  @Test
  void createAlongTheCord() {
    final Volume cord = t2("t2_seg-manual");
    same(
        LabelCord.run(cord, new LabelCord.Settings("10,5:30,3"), Progress.NONE).labels(),
        "sct_label_utils/create_seg/lab",
        0);
    same(
        LabelCord.run(cord, new LabelCord.Settings("mid,3"), Progress.NONE).labels(),
        "sct_label_utils/create_seg_mid/lab",
        0);
  }

  @Test
  void projectOnCentreline() {
    final Volume cord = t2("t2_seg-manual");
    same(
        ProjectLabels.run(t2("labels"), line(cord, 20), cord.orientation()).labels(),
        "sct_label_utils/project_centerline/proj",
        0);
  }

  @Test
  void cubicToPointAndBodies() {
    final Volume levels = t2("t2_seg-manual_labeled");
    final var settings = new EditLabels.Settings(EditLabels.Operation.CUBIC_TO_POINT, List.of(), 0);
    same(EditLabels.run(levels, settings).labels(), "sct_label_utils/cubic_to_point/point", 0);
    same(LevelBodies.run(levels, List.of()).labels(), "sct_label_utils/vert_body/body", 0);
  }

  @Test
  void continuousLevels() {
    final Volume levels = t2("t2_seg-manual_labeled");
    same(
        ContinuousLevels.run(
                levels, line(levels, 20), new ContinuousLevels.Settings(true), Progress.NONE)
            .levels(),
        "sct_label_utils/vert_continuous/cont",
        1e-3);
  }

  @Test
  void levelsFromDiscs() {
    final Volume cord = t2("t2_seg-manual");
    same(
        LevelMap.run(cord, t2("labels"), line(cord, 20), new LevelMap.Settings(true), Progress.NONE)
            .levels(),
        "sct_label_vertebrae/t2_discfile/out/t2_seg-manual_labeled",
        0);
  }

  @Test
  void levelsOfPam50() {
    final Volume cord = Nifti.read(SharedData.path("data/pam50/template/PAM50_cord.nii.gz"));
    final Volume discs = Nifti.read(SharedData.path("data/pam50/template/PAM50_label_disc.nii.gz"));
    final Volume theirs = Nifti.read(SharedData.path("data/pam50/template/PAM50_levels.nii.gz"));
    final SliceLevels own =
        SliceLevels.of(LevelMap.fromDiscs(cord, discs, line(cord, 30), Progress.NONE), false);
    final SliceLevels sct = SliceLevels.of(theirs, false);
    // the slice of a disc counts to the level below it with us and with SCT's disc files, but to
    // the one above it in the template
    int borders = 0;
    for (int s = 0; s < own.sliceCount(); s++) {
      if (sct.level(s) == 0 || sct.level(s) > 24) continue;
      if (own.level(s) == sct.level(s)) continue;
      assertEquals(sct.level(s) + 1, own.level(s), "slice " + s);
      assertEquals(own.level(s), sct.level(s - 1), "the border lies below slice " + s);
      borders++;
    }
    assertEquals(19, borders);
  }

  @Test
  void distanceFromPmj() {
    final Volume cord =
        Nifti.read(SharedData.path("data/sct-testing/template/template/PAM50_small_cord.nii.gz"));
    final Volume pmj =
        Nifti.read(
            SharedData.path("data/sct-testing/template/template/PAM50_small_t2_pmj_manual.nii.gz"));
    assertEquals(
        IntStream.rangeClosed(220, 234).boxed().toList(),
        PmjDistance.of(cord, pmj, Progress.NONE).slices(60, 30));
  }

  private static Centerline line(Volume mask, double smooth) {
    return FitCenterline.run(
        mask, new FitCenterline.Settings(Algorithm.BSPLINE, smooth, false), Progress.NONE);
  }

  private static Volume t2(String name) {
    return Nifti.read(SharedData.path("data/sct-testing/t2/" + name + ".nii.gz"));
  }

  private static void same(Volume own, String reference, double tolerance) {
    final Volume sct = Nifti.read(SharedData.path("reference/sct/" + reference + ".nii.gz"));
    own.grid().requireSame(sct.grid(), "ours", reference);
    assertArrayEquals(sct.toFloats(), own.toFloats(), (float) tolerance, reference);
  }
}
