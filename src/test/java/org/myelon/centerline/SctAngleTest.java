package org.myelon.centerline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.SharedData;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.centerline.FitCenterline.Settings;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/** The angles of the cord to the slice, per slice, against those that the real SCT measured. */
class SctAngleTest {

  @ParameterizedTest
  @CsvSource({
    "t2_perslice, data/sct-testing/t2/t2_seg-manual, BSPLINE, 30",
    "t2_centerline_linear, data/sct-testing/t2/t2_seg-manual, LINEAR, 20",
    "mt1_real_perslice, reference/sct/inputs/mt1_seg, BSPLINE, 30",
    "pam50_cord_perslice, data/pam50/template/PAM50_cord, BSPLINE, 30"
  })
  void agreesWithSct(String reference, String mask, Algorithm algorithm, double smooth)
      throws IOException {
    final Centerline line =
        FitCenterline.run(
            Nifti.read(SharedData.path(mask + ".nii.gz")),
            new Settings(algorithm, smooth, false),
            Progress.NONE);
    int compared = 0;
    try (Reader csv =
        Files.newBufferedReader(
            SharedData.path("reference/sct/sct_process_segmentation/" + reference + "/csa.csv"))) {
      for (CSVRecord row : CSVFormat.DEFAULT.builder().setHeader().build().parse(csv)) {
        if (row.get("MEAN(angle_AP)").isEmpty()) continue;
        final int slice = Integer.parseInt(row.get("Slice (I->S)"));
        final double ap = Double.parseDouble(row.get("MEAN(angle_AP)"));
        final double rl = Double.parseDouble(row.get("MEAN(angle_RL)"));
        assertEquals(ap, line.angleAP(slice), 1e-3, "angle_AP of slice " + slice);
        assertEquals(rl, line.angleRL(slice), 1e-3, "angle_RL of slice " + slice);
        compared++;
      }
    }
    assertEquals(line.lastSlice() - line.firstSlice() + 1, compared);
  }
}
