package org.myelon.centerline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.SharedData;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.centerline.FitCenterline.Settings;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/** Our lines against those of the real SCT, in voxels of the stored axes or in mm. */
class SctCenterlineTest {

  @ParameterizedTest
  @CsvSource({
    "t2_fitseg_bspline, t2_seg-manual, BSPLINE, 30, 1e-6",
    "t2_fitseg_polyfit, t2_seg-manual, POLYFIT, 30, 1e-6",
    "t2_fitseg_nurbs, t2_seg-manual, NURBS, 30, 0.1",
    "labels_fitseg, labels, BSPLINE, 30, 1e-6",
    "t2_fitseg_linear_soft_extrap, t2_seg-manual, LINEAR, 30, 1e-4"
  })
  void agreesWithSct(
      String reference, String mask, Algorithm algorithm, double smooth, double tolerance)
      throws IOException {
    final boolean physical = reference.endsWith("extrap");
    final Volume volume = Nifti.read(SharedData.path("data/sct-testing/t2/" + mask + ".nii.gz"));
    final List<String> lines =
        Files.readAllLines(
            SharedData.path("reference/sct/sct_get_centerline/" + reference + "/ctl.csv"));
    final Centerline line =
        FitCenterline.run(volume, new Settings(algorithm, smooth, physical), Progress.NONE);
    assertEquals(lines.size(), line.lastSlice() - line.firstSlice() + 1);
    double worst = 0;
    for (int i = 0; i < lines.size(); i++) {
      final String[] cells = lines.get(i).split(",");
      double[] p = line.point(line.firstSlice() + i);
      if (!physical) p = volume.voxelToWorld().inverse().apply(p);
      for (int a = 0; a < 3; a++)
        worst = Math.max(worst, Math.abs(p[a] - Double.parseDouble(cells[a])));
    }
    assertTrue(worst < tolerance, reference + ": largest difference " + worst);
    final Volume image =
        physical
            ? CenterlineImage.soft(line, volume.orientation(), "line")
            : CenterlineImage.discrete(line, volume.orientation(), "line");
    final Volume sct =
        Nifti.read(
            SharedData.path("reference/sct/sct_get_centerline/" + reference + "/ctl.nii.gz"));
    // the curve that is only close may round to the neighbouring voxel
    if (algorithm != Algorithm.NURBS) assertArrayEquals(sct.toFloats(), image.toFloats(), 1e-5f);
  }
}
