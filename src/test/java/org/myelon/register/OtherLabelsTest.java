package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.SharedData;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.register.RegisterToTemplate.Reference;
import org.myelon.register.RegisterToTemplate.Settings;
import org.myelon.register.RegisterToTemplate.Side;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Transform;

/** Labels other than discs: the synthetic template, bent by a known map, finds back to itself. */
class OtherLabelsTest {

  /** Its uppermost and lowest rootlets. */
  private static final double TOP = -21, BOTTOM = -158;

  /** Labels stand in voxels, and rootlets end in slices, of 1 mm and 2 mm. */
  private static final double LABELS_MM = 0.5;

  private static final Template TEMPLATE = Template.open(Path.of("test-data/template"));

  private static final Grid GRID =
      new Grid(new long[] {44, 46, 90}, new Affine(-0.9, 0, 0, 20, 0, 0.9, 0, -60, 0, 0, 2, -182));

  /** What SCT's tutorial does first with rootlets. */
  private static final String ROOTLET_STEP =
      "step=0,type=rootlet,algo=bsplinesyn,metric=CC,iter=6x6x3,shrink=8x4x2,smooth=0x0x0,"
          + "deformation=0x0x1,gradStep=0.1:";

  /** From points of the subject to points of the template: bent, and stretched unevenly. */
  private static final class Bend implements Transform {
    @Override
    public boolean apply(double[] p, double[] q) {
      final double z = p[2];
      q[0] = p[0] + 3 * Math.sin(z / 40);
      q[1] = p[1] + 4 * Math.cos(z / 35);
      q[2] = z + 4 * Math.sin(z / 30);
      return true;
    }

    @Override
    public Transform inverse() {
      throw new UnsupportedOperationException();
    }
  }

  private static Volume read(Part part) {
    return TEMPLATE.read(part, Progress.NONE);
  }

  private static Volume bent(Part part, Interpolation how) {
    return ApplyTransform.run(read(part), GRID, new Bend(), how, Progress.NONE);
  }

  /** Each label in the voxel that comes nearest to it. */
  private static Volume bentPoints(Part part) {
    final float[] out = new float[(int) GRID.voxelCount()];
    final PointLabels labels = PointLabels.of(read(part));
    final double[] q = new double[3];
    for (PointLabel label : labels.points()) {
      final double[] at = labels.world(label);
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < out.length; i++) {
        new Bend().apply(world(i), q);
        final double d = Math.hypot(Math.hypot(q[0] - at[0], q[1] - at[1]), q[2] - at[2]);
        if (d < least) {
          least = d;
          best = i;
        }
      }
      out[best] = label.value();
    }
    return Volume.ofFloats(out, GRID, "labels");
  }

  private static double[] world(int i) {
    final int nx = GRID.extent(0), ny = GRID.extent(1);
    return GRID.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny));
  }

  private static Registration register(
      LabelKind kind, Volume labels, Volume rootlets, Reference reference, String steps) {
    final Settings d = Settings.defaults();
    return RegisterToTemplate.run(
        new Side(
            bent(Part.T2, Interpolation.LINEAR),
            bent(Part.CORD, Interpolation.NEAREST),
            labels,
            rootlets),
        new Side(
            read(Part.T2),
            read(Part.CORD),
            read(kind.templatePart()),
            rootlets == null ? null : read(Part.ROOTLETS)),
        new Settings(kind, reference, RegistrationSteps.parse(steps), d.centerline()),
        StepAlgorithms::of,
        Progress.NONE);
  }

  /** How far from the true place along the cord points near its middle go, in mm on average. */
  private static double errorAlong(Registration found) {
    final double[] q = new double[3], r = new double[3];
    double sum = 0;
    int count = 0;
    for (int i = 0; i < GRID.voxelCount(); i++) {
      final double[] p = world(i);
      new Bend().apply(p, q);
      if (Math.hypot(q[0], q[1] + 40) > 1 || q[2] > TOP || q[2] < BOTTOM) continue;
      assertTrue(found.transform().apply(p, r));
      sum += Math.abs(r[2] - q[2]);
      count++;
    }
    assertTrue(count > 100, count + " points");
    return sum / count;
  }

  private static void assertGood(Registration found, double along) {
    assertTrue(found.quality().diceAfter() > 0.95, found.quality().toString());
    assertEquals(0, found.quality().folds());
    assertEquals(0, errorAlong(found), along);
  }

  @ParameterizedTest
  @EnumSource(Reference.class)
  void rootletsGiveThePlaceAlongTheCord(Reference reference) {
    final Volume map = bent(Part.ROOTLETS, Interpolation.LABEL);
    assertGood(
        register(LabelKind.ROOTLETS, map, map, reference, RegisterToTemplate.STEPS), LABELS_MM);
  }

  @Test
  void aStepMayCompareTheRootlets() {
    final Volume map = bent(Part.ROOTLETS, Interpolation.LABEL);
    assertGood(
        register(
            LabelKind.ROOTLETS,
            map,
            map,
            Reference.TEMPLATE,
            ROOTLET_STEP + RegisterToTemplate.STEPS),
        // it compares maps of thin rootlets in slices of 2 mm
        0.8);
  }

  @ParameterizedTest
  @EnumSource(
      value = LabelKind.class,
      names = {"SPINAL", "DISCS"})
  void pointsOfAnyKindDo(LabelKind kind) {
    assertGood(
        register(
            kind,
            bentPoints(kind.templatePart()),
            null,
            Reference.TEMPLATE,
            RegisterToTemplate.STEPS),
        LABELS_MM);
  }

  @Test
  void aRootletOfAnotherLevelIsRefused() {
    final Volume map = bent(Part.ROOTLETS, Interpolation.LABEL);
    final float[] v = map.toFloats();
    for (int i = 0; i < v.length; i++) if (v[i] == 5) v[i] = 25;
    final Volume wrong = Volume.ofFloats(v, GRID, "rootlets");
    final String message =
        assertThrows(
                InputException.class,
                () ->
                    register(
                        LabelKind.ROOTLETS,
                        wrong,
                        wrong,
                        Reference.TEMPLATE,
                        RegisterToTemplate.STEPS))
            .getMessage();
    assertTrue(message.contains("no rootlet label 25"), message);
  }

  /** Three levels of rootlets on one side of a short cord, and PAM50. */
  @ParameterizedTest
  @ValueSource(strings = {"", ROOTLET_STEP})
  void rootletsOfARealCord(String first) {
    final String t2 = "data/sct-testing/t2/";
    final Template template = Template.open(SharedData.path("data/pam50"));
    final Volume map = Nifti.read(SharedData.path(t2 + "t2_seg-deepseg_rootlets-manual.nii.gz"));
    final Volume theirs = template.read(Part.CORD, Progress.NONE);
    final Volume theirMap = template.read(Part.ROOTLETS, Progress.NONE);
    final Settings d = Settings.defaults();
    final Registration found =
        RegisterToTemplate.run(
            new Side(
                Nifti.read(SharedData.path(t2 + "t2.nii.gz")),
                Nifti.read(SharedData.path(t2 + "t2_seg-manual.nii.gz")),
                map,
                map),
            new Side(
                theirs, theirs, template.read(Part.ROOTLET_MIDPOINTS, Progress.NONE), theirMap),
            new Settings(
                LabelKind.ROOTLETS,
                Reference.TEMPLATE,
                RegistrationSteps.parse(first + RegisterToTemplate.STEPS),
                d.centerline()),
            StepAlgorithms::of,
            Progress.NONE);
    assertTrue(found.quality().diceAfter() > 0.97, found.quality().toString());
    assertEquals(0, found.quality().folds());
    final PointLabels own = PointLabels.of(map).meanPerValue();
    final PointLabels moved =
        PointLabels.of(
                ApplyTransform.run(
                    theirMap, map.grid(), found.transform(), Interpolation.LABEL, Progress.NONE))
            .meanPerValue();
    for (PointLabel label : own.points())
      for (PointLabel other : moved.points())
        if (label.value() == other.value())
          assertEquals(own.world(label)[2], moved.world(other)[2], 1.2, "level " + label.value());
  }
}
