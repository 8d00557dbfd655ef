package org.myelon.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.myelon.SharedData;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.morphology.MeasureShape.Inputs;
import org.myelon.morphology.MeasureShape.Settings;
import org.myelon.morphology.Regions.Per;
import org.myelon.step.NumberList;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/** Every case that the real SCT was run on, row by row and column by column. */
class SctAgreementTest {

  private static final String T2 = "data/sct-testing/t2/t2_seg-manual.nii.gz";
  private static final String T2_LEVELS = "data/sct-testing/t2/t2_seg-manual_labeled.nii.gz";
  private static final String MT1 = "reference/sct/inputs/mt1_seg.nii.gz";
  private static final String MT1_LEVELS =
      "reference/sct/sct_warp_template/mt1_real_atlas/label/template/PAM50_levels.nii.gz";
  private static final String PAM50 = "data/pam50/template/PAM50_cord.nii.gz";
  private static final String SMALL = "data/sct-testing/template/template/";

  private static final Settings SCT = Settings.defaults().withCompatibility(Compatibility.SCT);
  private static final Settings NO_ANGLE = SCT.withAngleCorrection(false);
  private static final Regions SLICES = Regions.eachSlice();

  @TestFactory
  Stream<DynamicTest> agreesWithSct() {
    return Stream.of(
        slices("t2_perslice", T2, SCT),
        slices("t2_perslice_noangle", T2, NO_ANGLE),
        slices("mt1_real_perslice", MT1, SCT),
        slices("t2s_gm_centerline", "data/sct-testing/t2s/t2s_gmseg_manual.nii.gz", NO_ANGLE),
        slices("t2_seg_float_wm", "data/sct-testing/mt/mt1_wmseg.nii.gz", NO_ANGLE),
        slices("pam50_cord_perslice", PAM50, SCT),
        slices(
            "t2_centerline_linear",
            T2,
            SCT.withCenterline(
                new FitCenterline.Settings(FitCenterline.Algorithm.LINEAR, 20, false))),
        region("t2_z_mean", T2, "10:40"),
        region("lumbar_real_z", "reference/sct/inputs/t2_lumbar_seg.nii.gz", "100:180"),
        levels("t2_vert_perlevel", T2, i -> i.withLevels(read(T2_LEVELS)), "2:5", Per.LEVEL),
        levels("t2_vert_mean", T2, i -> i.withLevels(read(T2_LEVELS)), "2:4", Per.REGION),
        levels(
            "t2_discfile_perlevel",
            T2,
            i -> i.withDiscs(read("data/sct-testing/t2/labels.nii.gz")),
            "2,3",
            Per.LEVEL),
        levels("mt1_real_perlevel", MT1, i -> i.withLevels(read(MT1_LEVELS)), "2:5", Per.LEVEL),
        levels(
            "pam50_cord_perlevel",
            PAM50,
            i -> i.withLevels(read("data/pam50/template/PAM50_levels.nii.gz")),
            "2:10",
            Per.LEVEL),
        test(
            "t2_anat_perslice",
            T2,
            i -> i.withImage(read("data/sct-testing/t2/t2.nii.gz")),
            SCT,
            r -> table(r.profile(), new Regions(list("15:25"), List.of(), Per.SLICE), true)),
        pam50("t2_normalize_PAM50", T2, T2_LEVELS, "2:5"),
        pam50("mt1_real_normalize_PAM50", MT1, MT1_LEVELS, "1:8"),
        test(
            "small_pmj",
            SMALL + "PAM50_small_cord.nii.gz",
            i -> i.withPmj(read(SMALL + "PAM50_small_t2_pmj_manual.nii.gz")),
            SCT,
            r ->
                ShapeTable.of(
                    r.profile(),
                    Regions.about(r.pmj().orElseThrow(), 60, 30, Per.REGION),
                    false,
                    ORIGIN)));
  }

  private static DynamicTest slices(String name, String mask, Settings settings) {
    return test(
        name, mask, UnaryOperator.identity(), settings, r -> table(r.profile(), SLICES, false));
  }

  private static DynamicTest region(String name, String mask, String slices) {
    return test(
        name,
        mask,
        UnaryOperator.identity(),
        SCT,
        r -> table(r.profile(), new Regions(list(slices), List.of(), Per.REGION), false));
  }

  private static DynamicTest levels(
      String name, String mask, UnaryOperator<Inputs> more, String levels, Per per) {
    return test(
        name,
        mask,
        more,
        SCT,
        r -> table(r.profile(), new Regions(List.of(), list(levels), per), false));
  }

  private static DynamicTest pam50(String name, String mask, String levels, String present) {
    return test(
        name,
        mask,
        i -> i.withLevels(read(levels)),
        SCT,
        r ->
            table(
                Pam50Normalisation.apply(r.profile(), Compatibility.SCT),
                new Regions(List.of(), list(present), Per.SLICE),
                false));
  }

  private interface Rows {
    Table of(MeasureShape.Result result);
  }

  private static DynamicTest test(
      String name, String mask, UnaryOperator<Inputs> more, Settings settings, Rows rows) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          final Inputs in = more.apply(Inputs.of(read(mask)));
          final Table ours = rows.of(MeasureShape.run(in, settings, Progress.NONE));
          compare(ours, reference(name));
        });
  }

  private static SctTable reference(String name) {
    final String file =
        switch (name) {
          case "t2_normalize_PAM50" -> "csa_pam50.csv";
          case "small_pmj" -> "csa_pmj.csv";
          default -> "csa.csv";
        };
    return SctTable.read(
        SharedData.path("reference/sct/sct_process_segmentation/" + name + "/" + file));
  }

  private static void compare(Table ours, SctTable sct) {
    assertEquals(sct.columns(), ours.columns());
    assertEquals(sct.size(), ours.rowCount(), "rows");
    final List<String> wrong = new ArrayList<>();
    for (int r = 0; r < sct.size(); r++)
      for (String column : sct.columns().subList(3, sct.columns().size())) {
        final Object cell = ours.get(r, column);
        if (!(cell instanceof Number) || sct.text(r, column).isEmpty()) {
          assertEquals(sct.text(r, column), cell == null ? "" : cell, column + " of row " + r);
          continue;
        }
        final double is = ours.number(r, column), should = sct.number(r, column);
        if (!(Math.abs(is - should) <= tolerance(should)))
          wrong.add(String.format(Locale.ROOT, "row %d %s: %.8g, SCT %.8g", r, column, is, should));
      }
    assertTrue(
        wrong.isEmpty(),
        () -> wrong.size() + " cells: " + wrong.subList(0, Math.min(8, wrong.size())));
  }

  /** Masks are read as float32, and spacings come from a float32 affine. */
  private static double tolerance(double value) {
    return 1e-6 * Math.max(1, Math.abs(value));
  }

  static final ShapeTable.Origin ORIGIN =
      new ShapeTable.Origin("2026-01-01 00:00:00", "Myelon", "mask");

  private static Table table(CordProfile profile, Regions regions, boolean withImage) {
    return ShapeTable.of(profile, regions.of(profile), withImage, ORIGIN);
  }

  private static List<Integer> list(String text) {
    return NumberList.parse(text, "list");
  }

  private static Volume read(String file) {
    return Nifti.read(SharedData.path(file));
  }
}
