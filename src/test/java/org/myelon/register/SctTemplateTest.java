package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.myelon.SharedData;
import org.myelon.image.Interpolation;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.register.RegisterToTemplate.Reference;
import org.myelon.register.RegisterToTemplate.Settings;
import org.myelon.register.RegisterToTemplate.Side;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.transform.ApplyTransform;

/**
 * Real subjects and the full PAM50, against what sct_register_to_template reached with the same
 * steps: Dice of the moved cord 0.962 (t2), 0.922 (mt1), 0.787 (lumbar). The template's images are
 * not there; its cord stands for them.
 */
class SctTemplateTest {

  private static final String INPUTS = "reference/sct/inputs/";

  private static Template template() {
    return Template.open(SharedData.path("data/pam50"));
  }

  private static Registration register(
      Path image, Path cord, Path discs, Reference reference, String steps) {
    final Template template = template();
    final Volume theirs = template.read(Template.Part.CORD, Progress.NONE);
    final Settings d = Settings.defaults();
    return RegisterToTemplate.run(
        new Side(Nifti.read(image), Nifti.read(cord), Nifti.read(discs), null),
        new Side(theirs, theirs, template.read(Template.Part.DISCS, Progress.NONE), null),
        new Settings(d.labels(), reference, RegistrationSteps.parse(steps), d.centerline()),
        StepAlgorithms::of,
        Progress.NONE);
  }

  private static void assertSound(Quality q, double leastDice) {
    assertTrue(q.diceAfter() >= leastDice, q.toString());
    assertEquals(0, q.folds());
    assertTrue(q.inverse().meanMm() < 0.05 && q.inverse().largestMm() < 0.5, q.toString());
  }

  /** Mean distance in slices between the middles of the levels, ours and SCT's. */
  private static double levelDistance(Registration found, Path image, Path sctLevels) {
    final Volume levels = template().read(Template.Part.LEVELS, Progress.NONE);
    final SortedMap<Integer, double[]> ours =
        middles(
            ApplyTransform.run(
                levels,
                Nifti.read(image).grid(),
                found.transform(),
                Interpolation.NEAREST,
                Progress.NONE));
    final SortedMap<Integer, double[]> theirs = middles(Nifti.read(sctLevels));
    ours.keySet().retainAll(theirs.keySet());
    assertTrue(ours.size() >= 4, ours.keySet().toString());
    return ours.keySet().stream()
        .mapToDouble(
            l -> Math.abs(ours.get(l)[0] / ours.get(l)[1] - theirs.get(l)[0] / theirs.get(l)[1]))
        .average()
        .orElseThrow();
  }

  /** Of each level the sum of the slices of its voxels, and their number. */
  private static SortedMap<Integer, double[]> middles(Volume levels) {
    final SortedMap<Integer, double[]> found = new TreeMap<>();
    NonZeroVoxels.visit(
        levels,
        Orientation.RPI,
        Progress.NONE,
        (x, y, z, value) -> {
          final double[] sum = found.computeIfAbsent((int) Math.round(value), v -> new double[2]);
          sum[0] += z;
          sum[1]++;
        });
    return found;
  }

  @Test
  void cervicalCordInTheSpaceOfTheTemplate() {
    final Path image = SharedData.path("data/sct-testing/t2/t2.nii.gz");
    final Registration found =
        register(
            image,
            SharedData.path("data/sct-testing/t2/t2_seg-manual.nii.gz"),
            SharedData.path("data/sct-testing/t2/labels.nii.gz"),
            Reference.TEMPLATE,
            RegisterToTemplate.STEPS);
    assertSound(found.quality(), 0.97);
    final Path levels =
        SharedData.path(
            "reference/sct/sct_warp_template/t2_full_atlas/label/template/PAM50_levels.nii.gz");
    assertEquals(0, levelDistance(found, image, levels), 0.5);
  }

  @Test
  void thickSlicesInTheSpaceOfTheSubject() {
    final Path image = SharedData.path("data/sct-tutorial/single_subject/mt/mt1.nii.gz");
    final Registration found =
        register(
            image,
            SharedData.path(INPUTS + "mt1_seg.nii.gz"),
            SharedData.path(INPUTS + "mt1_discs.nii.gz"),
            Reference.SUBJECT,
            "step=1,type=seg,algo=centermassrot"
                + ":step=2,type=seg,algo=bsplinesyn,slicewise=1,iter=3");
    assertSound(found.quality(), 0.95);
    final Path levels =
        SharedData.path(
            "reference/sct/sct_warp_template/mt1_real_atlas/label/template/PAM50_levels.nii.gz");
    assertEquals(0, levelDistance(found, image, levels), 0.1);
  }

  @Test
  void lumbarCord() {
    final Registration found =
        register(
            SharedData.path("data/sct-tutorial/single_subject/t2_lumbar/t2_lumbar.nii.gz"),
            SharedData.path(INPUTS + "t2_lumbar_seg.nii.gz"),
            SharedData.path(INPUTS + "t2_lumbar_labels.nii.gz"),
            Reference.TEMPLATE,
            "step=1,type=seg,algo=centermassrot"
                + ":step=2,type=seg,algo=bsplinesyn,metric=MeanSquares,iter=3,slicewise=0");
    assertSound(found.quality(), 0.94);
  }
}
