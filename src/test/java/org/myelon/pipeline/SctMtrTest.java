package org.myelon.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.SharedData;
import org.myelon.atlas.Atlas;
import org.myelon.atlas.Estimate;
import org.myelon.atlas.ExtractMetric;
import org.myelon.atlas.Method;
import org.myelon.image.CreateMask;
import org.myelon.image.Interpolation;
import org.myelon.image.Morphology;
import org.myelon.image.Orientation;
import org.myelon.image.StructuringElement;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.morphology.Regions;
import org.myelon.register.RegisterImages;
import org.myelon.register.RegisterToTemplate;
import org.myelon.register.RegisterToTemplate.Reference;
import org.myelon.register.RegisterToTemplate.Settings;
import org.myelon.register.RegisterToTemplate.Side;
import org.myelon.register.RegistrationSteps;
import org.myelon.register.StepAlgorithms;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;
import org.myelon.template.WarpTemplate;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Transform;

/**
 * From two images to a number: the magnetisation transfer ratio of white matter at C2 to C5, with
 * every step ours, against sct_extract_metric after SCT's own registrations.
 */
class SctMtrTest {

  private static final String MT = "data/sct-tutorial/single_subject/mt/";
  private static final String INPUTS = "reference/sct/inputs/";
  private static final String WARPED = "reference/sct/sct_warp_template/mt1_real_atlas/label";

  /** C2, C3, C4, C5: sct_extract_metric -method map, and wa, -l 51 -perlevel 1. */
  private static final double[] SCT_MAP = {56.753, 54.219, 52.671, 52.567};

  private static final double[] SCT_WA = {54.330, 52.546, 51.118, 50.949};

  private final Volume mt0 = read(MT + "mt0.nii.gz");
  private final Volume mt1 = read(MT + "mt1.nii.gz");
  private final Volume cord = read(INPUTS + "mt1_seg.nii.gz");

  private static Volume read(String path) {
    return Nifti.read(SharedData.path(path));
  }

  @Test
  void ratioOfWhiteMatterPerLevel(@TempDir Path label) {
    final Template sct = Template.open(SharedData.path(WARPED));
    final Volume ratio = ratio(moved());
    // the same atlas: what the registration of the images makes different
    final double[] withTheirAtlas = whiteMatter(ratio, SharedData.path(WARPED), Method.MAP);
    for (int i = 0; i < 4; i++) assertEquals(SCT_MAP[i], withTheirAtlas[i], 0.002 * SCT_MAP[i]);

    final Template template = Template.open(SharedData.path("data/pam50"));
    WarpTemplate.run(
        template,
        mt1.grid(),
        toTemplate(template),
        WarpTemplate.Settings.defaults(),
        label,
        Progress.NONE);
    final double[] map = whiteMatter(ratio, label, Method.MAP);
    final double[] wa = whiteMatter(ratio, label, Method.WA);
    for (int i = 0; i < 4; i++) {
      assertEquals(SCT_WA[i], wa[i], 0.01 * SCT_WA[i]);
      // at C3 and C4 SCT's cord is up to 10 voxels of 70 larger than the mask, ours one
      assertEquals(SCT_MAP[i], map[i], 0.015 * SCT_MAP[i]);
    }
    // no estimate, but the voxels themselves
    final double[] within = within(ratio, Template.open(label), sct);
    assertTrue(distance(map, within) < distance(SCT_MAP, within));
  }

  private static double distance(double[] a, double[] b) {
    return IntStream.range(0, 4).mapToDouble(i -> Math.abs(a[i] - b[i])).average().orElseThrow();
  }

  private Volume moved() {
    final Volume mask =
        CreateMask.run(
                mt1,
                CreateMask.along(cord, mt1, Progress.NONE),
                new CreateMask.Settings(CreateMask.Shape.CYLINDER, 35, true),
                Progress.NONE)
            .mask();
    final Transform toMoving =
        RegisterImages.run(
                RegisterImages.Inputs.of(mt0, mt1).withMask(mask),
                null,
                RegistrationSteps.parse("step=1,type=im,algo=slicereg,metric=CC"),
                StepAlgorithms::of,
                Progress.NONE)
            .transform();
    return ApplyTransform.run(mt0, mt1.grid(), toMoving, Interpolation.CUBIC, Progress.NONE);
  }

  /** As sct_compute_mtr. */
  private Volume ratio(Volume off) {
    final float[] a = off.toFloats(), b = mt1.toFloats();
    for (int i = 0; i < a.length; i++)
      a[i] = a[i] == 0 ? 0 : Math.max(-100, Math.min(100, 100 * (a[i] - b[i]) / a[i]));
    return Volume.ofFloats(a, mt1.grid(), "mtr");
  }

  private Transform toTemplate(Template template) {
    final Volume theirs = template.read(Part.CORD, Progress.NONE);
    final Settings d = Settings.defaults();
    return RegisterToTemplate.run(
            new Side(mt1, cord, read(INPUTS + "mt1_discs.nii.gz"), null),
            new Side(theirs, theirs, template.read(Part.DISCS, Progress.NONE), null),
            new Settings(
                d.labels(),
                Reference.SUBJECT,
                RegistrationSteps.parse(
                    "step=1,type=seg,algo=centermassrot"
                        + ":step=2,type=seg,algo=bsplinesyn,slicewise=1,iter=3"),
                d.centerline()),
            StepAlgorithms::of,
            Progress.NONE)
        .transform();
  }

  private static double[] whiteMatter(Volume ratio, Path folder, Method method) {
    final Volume levels = Template.open(folder).read(Part.LEVELS, Progress.NONE);
    final List<Estimate> rows =
        ExtractMetric.run(
                ExtractMetric.Inputs.of(ratio, Atlas.open(folder.resolve("atlas")))
                    .withLevels(levels),
                ExtractMetric.Settings.defaults()
                    .withMethod(method)
                    .withLabels("51", false)
                    .withRegions(new Regions(List.of(), List.of(2, 3, 4, 5), Regions.Per.LEVEL)),
                Progress.NONE)
            .estimates();
    assertEquals(4, rows.size());
    // C5 comes first: rows go upwards
    return IntStream.range(0, 4).mapToDouble(i -> rows.get(3 - i).value()).toArray();
  }

  /** What needs no model: the mean of the voxels inside the mask that both say are white. */
  private double[] within(Volume ratio, Template ours, Template sct) {
    final float[] a = rpi(ours.read(Part.WHITE_MATTER, Progress.NONE));
    final float[] b = rpi(sct.read(Part.WHITE_MATTER, Progress.NONE));
    final float[] level = rpi(sct.read(Part.LEVELS, Progress.NONE)), values = rpi(ratio);
    final Volume mask = cord.reoriented(Orientation.RPI);
    final float[] inside =
        Morphology.erode(mask, StructuringElement.diskVoxels(1, 2), Progress.NONE).toFloats();
    return IntStream.range(2, 6)
        .mapToDouble(
            wanted ->
                IntStream.range(0, values.length)
                    .filter(i -> Math.round(level[i]) == wanted && inside[i] > 0)
                    .filter(i -> a[i] > 0.9 && b[i] > 0.9)
                    .mapToDouble(i -> values[i])
                    .average()
                    .orElseThrow())
        .toArray();
  }

  private static float[] rpi(Volume volume) {
    return volume.reoriented(Orientation.RPI).toFloats();
  }
}
