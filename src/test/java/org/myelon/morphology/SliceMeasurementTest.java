package org.myelon.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.SharedData;
import org.myelon.image.nifti.Nifti;

/** One slice at a time with the angles that SCT found. */
class SliceMeasurementTest {

  @ParameterizedTest
  @CsvSource({
    "t2_perslice, data/sct-testing/t2/t2_seg-manual.nii.gz",
    "t2_perslice_noangle, data/sct-testing/t2/t2_seg-manual.nii.gz",
    "mt1_real_perslice, reference/sct/inputs/mt1_seg.nii.gz",
    "t2s_gm_centerline, data/sct-testing/t2s/t2s_gmseg_manual.nii.gz",
    "t2_seg_float_wm, data/sct-testing/mt/mt1_wmseg.nii.gz",
    "pam50_cord_perslice, data/pam50/template/PAM50_cord.nii.gz",
  })
  void agreesWithSctOnItsAngles(String name, String mask) {
    final SctTable sct =
        SctTable.read(
            SharedData.path("reference/sct/sct_process_segmentation/" + name + "/csa.csv"));
    final CordSlices cord = CordSlices.of(Nifti.read(SharedData.path(mask)));
    final SliceMeasurement measurement = new SliceMeasurement(cord, Compatibility.SCT);
    final double[] worst = new double[Metric.values().length];
    for (int r = 0; r < sct.size(); r++) {
      final int z = Integer.parseInt(sct.text(r, "Slice (I->S)"));
      if (cord.slice(z) == null) {
        assertEquals("", sct.text(r, "MEAN(area)"));
        continue;
      }
      final SliceShape shape =
          measurement.measure(
              z, 1, sct.number(r, "MEAN(angle_AP)"), sct.number(r, "MEAN(angle_RL)"));
      for (Metric m : Metric.OF_MASK) {
        final double d = Math.abs(shape.get(m) - sct.number(r, "MEAN(" + m.column() + ")"));
        worst[m.ordinal()] = Math.max(worst[m.ordinal()], d);
      }
      assertEquals(sct.number(r, "SUM(length)"), shape.length(), 1e-5);
    }
    assertTrue(Arrays.stream(worst).allMatch(d -> d < 1e-4), Arrays.toString(worst));
  }
}
