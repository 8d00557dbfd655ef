package org.myelon.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.myelon.SharedData;
import org.myelon.atlas.ExtractMetric.Inputs;
import org.myelon.atlas.ExtractMetric.Settings;
import org.myelon.image.nifti.Nifti;
import org.myelon.morphology.Compatibility;
import org.myelon.morphology.Regions;
import org.myelon.morphology.Regions.Per;
import org.myelon.morphology.ShapeTable;
import org.myelon.step.NumberList;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/** Every case that the real SCT was run on, row by row and column by column. */
class SctMetricTest {

  private static final String MTR = "data/sct-testing/mt/mtr.nii.gz";
  private static final String ATLAS = "data/sct-testing/mt/label/atlas";
  private static final String LEVELS = "data/sct-testing/mt/label/template/PAM50_levels.nii.gz";
  private static final String REAL = "reference/sct/sct_compute_mtr/mt_real/mtr.nii.gz";
  private static final String WARPED = "reference/sct/sct_warp_template/mt1_real_atlas/label/";

  /** SCT sums in float32 where the image is float32: its standard deviations are off by 1e-8. */
  private static final double TOLERANCE = 1e-6;

  @TestFactory
  Stream<DynamicTest> agreesWithSct() {
    return Stream.of(
        slices("mtr_bin", Method.BIN, "0:5"),
        slices("mtr_wa", Method.WA, "0:5"),
        slices("mtr_wa_combined51", Method.WA, "51"),
        slices("mtr_ml", Method.ML, "0:5,51,52"),
        slices("mtr_map", Method.MAP, "0:5,51"),
        slices("mtr_max", Method.MAX, "51"),
        slices("mtr_median", Method.MEDIAN, "51"),
        test("mtr_perslice", MTR, ATLAS, null, with(Method.WA, "51", "1:3", "", Per.SLICE)),
        test("mtr_perlevel", MTR, ATLAS, LEVELS, with(Method.WA, "51", "", "4,5", Per.LEVEL)),
        test(
            "mtr_combine",
            MTR,
            ATLAS,
            null,
            with(Method.WA, "", "", "", Per.SLICE).withLabels("4,5", true)),
        test(
            "mt1_singlefile_bin",
            "data/sct-testing/mt/mt1.nii.gz",
            "data/sct-testing/mt/mt1_seg.nii.gz",
            null,
            with(Method.BIN, "", "1:3", "", Per.REGION)),
        test(
            "fa_real_seg",
            "reference/sct/sct_dmri_compute_dti/real_moco/dti_FA.nii.gz",
            "reference/sct/inputs/dmri_dwi_mean_seg.nii.gz",
            null,
            with(Method.WA, "", "0:14", "", Per.SLICE)),
        test(
            "mt_real_all_ml",
            REAL,
            WARPED + "atlas",
            null,
            with(Method.ML, "", "5:15", "", Per.REGION)),
        perLevel("mt_real_wm_perlevel_wa", Method.WA),
        perLevel("mt_real_wm_perlevel_map", Method.MAP));
  }

  private static DynamicTest slices(String name, Method method, String labels) {
    return test(name, MTR, ATLAS, null, with(method, labels, "", "", Per.SLICE));
  }

  private static DynamicTest perLevel(String name, Method method) {
    return test(
        name,
        REAL,
        WARPED + "atlas",
        WARPED + "template/PAM50_levels.nii.gz",
        with(method, "51,52,4,5", "", "2:5", Per.LEVEL));
  }

  private static Settings with(
      Method method, String labels, String slices, String vertebrae, Per per) {
    return Settings.defaults()
        .withMethod(method)
        .withLabels(labels, false)
        .withRegions(
            new Regions(
                NumberList.parse(slices, "slices"), NumberList.parse(vertebrae, "vertebrae"), per))
        .withCompatibility(Compatibility.SCT);
  }

  private static DynamicTest test(
      String name, String image, String atlas, String levels, Settings settings) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          final List<CSVRecord> sct =
              read(SharedData.path("reference/sct/sct_extract_metric/" + name + "/m.csv"));
          final Path labels = SharedData.path(atlas);
          Inputs in =
              Inputs.of(
                  Nifti.read(SharedData.path(image)),
                  Files.isDirectory(labels)
                      ? Atlas.open(labels)
                      : Atlas.ofMask(Nifti.read(labels)));
          if (levels != null) in = in.withLevels(Nifti.read(SharedData.path(levels)));
          final MetricResult result = ExtractMetric.run(in, settings, Progress.NONE);
          compare(
              MetricTable.of(
                  result.estimates(),
                  settings.method(),
                  result.levels().orElse(null),
                  Compatibility.SCT,
                  new ShapeTable.Origin("", "", "")),
              sct);
        });
  }

  private static List<CSVRecord> read(Path csv) {
    try (var reader = Files.newBufferedReader(csv)) {
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .build()
          .parse(reader)
          .getRecords();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void compare(Table ours, List<CSVRecord> sct) {
    final List<String> columns = List.copyOf(sct.get(0).toMap().keySet());
    assertEquals(columns, ours.columns());
    assertEquals(sct.size(), ours.rowCount(), "rows");
    final List<String> wrong = new ArrayList<>();
    for (int r = 0; r < sct.size(); r++)
      for (String column : columns.subList(3, columns.size())) {
        final Object cell = ours.get(r, column);
        final String theirs = sct.get(r).get(column);
        if (!(cell instanceof Number) || theirs.isEmpty()) {
          assertEquals(theirs, cell == null ? "" : cell.toString(), column + " of row " + r);
          continue;
        }
        final double is = ours.number(r, column), should = Double.parseDouble(theirs);
        if (!(Math.abs(is - should) <= TOLERANCE * Math.max(1, Math.abs(should))))
          wrong.add(String.format(Locale.ROOT, "row %d %s: %.8g, SCT %.8g", r, column, is, should));
      }
    assertTrue(
        wrong.isEmpty(),
        () -> wrong.size() + " cells: " + wrong.subList(0, Math.min(8, wrong.size())));
  }
}
