package org.myelon.segment.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.segment.ivadomed.TestPackage;
import org.myelon.segment.network.NetworkFiles;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Packages of ivadomed on an oblique, anisotropic image. Frozen numbers come from a calculation of
 * its rules apart from this code, with nibabel's closest canonical orientation, scipy 1.10.1's zoom
 * and correlate, and numpy; the two differed by 2e-7 at most over the whole image.
 */
class IvadomedRunTest {

  private static final Grid GRID =
      Oblique.grid(
          "PSR",
          new long[] {24, 30, 18},
          new double[] {1, 1, 2},
          new double[] {5, -8, 12},
          new double[] {3, 10, -20});

  private static final Volume ONE =
      Oblique.image(
          GRID,
          p ->
              100
                  + 900 * Math.exp(-(Math.pow(p[0] - 3, 2) + Math.pow(p[1] - 10, 2)) / 18)
                  + 3 * p[2]
                  + 40 * Math.sin(p[0] / 2) * Math.cos(p[1] / 3));

  private static final Volume TWO =
      Oblique.image(GRID, p -> 500 - 2 * p[1] + 200 * Math.sin(p[2] / 4 + p[0] / 5));

  /** 1000 within 5 mm of a line, else 0. */
  private static final Volume TUBE = tube(5);

  /** Rounding of sums in single precision. */
  private static final double TOLERANCE = 3e-6;

  @TempDir Path folder;

  private static Volume tube(double radius) {
    return Oblique.image(GRID, p -> Math.hypot(p[0] - 3, p[1] - 10) < radius ? 1000 : 0);
  }

  private static RunModel.Settings cpu() {
    return RunModel.Settings.defaults().withDevice("cpu");
  }

  private RunModel.Result run(RunModel.Settings settings, Volume... images) {
    return RunModel.run(List.of(images), folder, settings, Progress.NONE);
  }

  private static void assertValues(Volume series, double[][] expected) {
    for (double[] e : expected) {
      final int i = (int) ((e[2] * 30 + e[1]) * 24 + e[0]);
      for (int o = 0; o < 2; o++)
        assertEquals(e[3 + o], series.volume(o).toFloats()[i], TOLERANCE, i + " " + o);
    }
  }

  private static double mean(Volume image) {
    double sum = 0;
    final float[] values = image.toFloats();
    for (float v : values) sum += v;
    return sum / values.length;
  }

  @Test
  void slicesAreResampledCroppedNormalisedAndBroughtBack() throws Exception {
    TestPackage.write(folder, "mice", TestPackage.SLICES, 1, new int[] {3, 3}, -0.3f, 0.2f);
    final RunModel.Result result = run(cpu().withProbabilities(true), ONE);
    assertValues(
        result.probabilities(),
        new double[][] {
          {17, 10, 11, 0.380707, 0.500814},
          {11, 22, 12, 0.369389, 0.579856},
          {21, 25, 9, 0.404284, 0.488373},
          {10, 26, 6, 0.46878, 0.51328},
          {3, 9, 8, 0.437626, 0.481668},
          {0, 24, 5, 0.367722, 0.590524},
          {5, 7, 4, 0, 0}
        });
    assertEquals(0.1773596, mean(result.probabilities().volume(0)), TOLERANCE);
    assertEquals(0.2341986, mean(result.probabilities().volume(1)), TOLERANCE);
    assertEquals(Map.of(1, "scseg", 2, "gmseg"), result.classes());
    assertEquals(2, result.segmentation().volumeCount(), "it decides nothing, so it stays soft");
    assertEquals("ONNX Runtime", result.facts().get("engine"));
    assertTrue(result.methods().sentence().contains("mice (ivadomed) in axial slices"));
    GRID.requireSame(result.segmentation().volume(0).grid(), "image", "result");
  }

  @Test
  void volumesOfTwoImagesAreSeenInWindowsThatAreAveraged() throws Exception {
    TestPackage.write(folder, "tumor", TestPackage.VOLUMES, 2, new int[] {3, 3, 3}, -0.3f, 0.2f);
    final Volume found = run(cpu().withThreshold(0), ONE, TWO).segmentation();
    assertValues(
        found,
        new double[][] {
          {18, 3, 8, 0.398273, 0.590141},
          {12, 8, 7, 0.527987, 0.460363},
          {22, 24, 5, 0.23196, 0.258612},
          {11, 10, 8, 0.680334, 0.666281},
          {3, 13, 11, 0.510846, 0.574425},
          {0, 25, 5, 0.161754, 0.247168}
        });
    assertEquals(0.185678, mean(found.volume(0)), TOLERANCE);
    assertEquals(0.2203071, mean(found.volume(1)), TOLERANCE);
    final String said = assertThrows(InputException.class, () -> run(cpu(), ONE)).getMessage();
    assertTrue(said.contains("takes 2 images (T2w, T1w)"), said);
  }

  @Test
  void theOrientationOfTheFileDoesNotMatter() throws Exception {
    TestPackage.write(folder, "mice", TestPackage.SLICES, 1, new int[] {3, 3}, -0.3f, 0.2f);
    final float[] expected = run(cpu(), ONE).segmentation().volume(1).toFloats();
    final Volume turned = run(cpu(), ONE.reoriented(Orientation.parse("ILA"))).segmentation();
    assertArrayEquals(expected, turned.volume(1).reoriented(GRID.orientation()).toFloats(), 1e-6f);
  }

  private void threshold(String name, String more, double above) throws Exception {
    // after the normalisation the tube lies above 1, all else below 0
    NetworkFiles.convolution(
        Files.createDirectories(folder.resolve(name)).resolve(name + ".onnx"),
        new int[] {1, 1, 1},
        new float[] {20},
        (float) (-20 * above));
    Files.writeString(
        folder.resolve(name).resolve(name + ".json"),
        """
        {"loader_parameters": {"target_suffix": ["_seg-tube"], "slice_axis": "sagittal",
           "contrast_params": {"training_validation": ["T2w"]}},
         "Modified3DUNet": {"applied": true, "length_3D": [32, 32, 16], "stride_3D": [16, 16, 8]},
         %s}
        """
            .formatted(more));
  }

  private static double dice(Volume a, Volume b) {
    final float[] p = a.toFloats(), q = b.toFloats();
    double both = 0, sum = 0;
    for (int i = 0; i < p.length; i++) {
      if (p[i] > 0) sum++;
      if (q[i] > 0) sum++;
      if (p[i] > 0 && q[i] > 0) both++;
    }
    return 2 * both / sum;
  }

  private static final String HALF_MILLIMETRE =
      """
      "transformation": {"Resample": {"hspace": 0.5, "wspace": 0.5, "dspace": 0.5},
         "NormalizeInstance": {"applied_to": ["im"]}}
      """;

  /** Sharp edges move by less than half a voxel; 0.95 of a tube of 10 x 5 voxels across. */
  @Test
  void aNetworkThatIsAThresholdGivesThePhantomBack() throws Exception {
    threshold(
        "tube",
        HALF_MILLIMETRE + ", \"postprocessing\": {\"binarize_prediction\":" + " {\"thr\": 0.5}}",
        0.9);
    final RunModel.Result result = run(cpu(), TUBE);
    final double dice = dice(TUBE, result.segmentation());
    assertTrue(dice > 0.95, "Dice " + dice);
    assertEquals(Map.of(1, "tube"), result.classes());
  }
}
