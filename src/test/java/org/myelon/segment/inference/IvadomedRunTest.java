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
import org.myelon.image.Box;
import org.myelon.image.Crop;
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

  private static final Grid GRID = RunModelTest.GRID;

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
  private static final Volume TUBE =
      Oblique.image(GRID, p -> Math.hypot(p[0] - 3, p[1] - 10) < 5 ? 1000 : 0);

  /** Rounding of sums in single precision. */
  private static final double TOLERANCE = 3e-6;

  @TempDir Path folder;

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

  /** The mask ends above the lowest slices, and its middle moves from slice to slice. */
  @Test
  void slicesAreCroppedRoundTheCordWhereAPackageAsks() throws Exception {
    final String roi = TestPackage.SLICES.replace("\"CenterCrop\"", "\"ROICrop\"");
    TestPackage.write(folder, "roi", roi, 1, new int[] {3, 3}, -0.3f, 0.2f);
    final Volume mask =
        Oblique.image(
            GRID, p -> p[2] > -30 && Math.hypot(p[0] - 3 + p[2] / 5 + 4, p[1] - 12) < 4 ? 1 : 0);
    final RunModel.Settings soft = cpu().withThreshold(0);
    final Volume found = run(soft.withFocus(Focus.around(mask, 5)), ONE).segmentation();
    assertValues(
        found,
        new double[][] {
          {8, 23, 11, 0.412622, 0.646438},
          {20, 12, 12, 0.429607, 0.46187},
          {4, 22, 5, 0.418438, 0.468436},
          {8, 3, 6, 0.512868, 0.524139}
        });
    assertEquals(0.1430921, mean(found.volume(0)), TOLERANCE);
    assertEquals(0.188698, mean(found.volume(1)), TOLERANCE);
    final float[] middle = run(soft, ONE).segmentation().volume(0).toFloats();
    TestPackage.write(folder, "roi", TestPackage.SLICES, 1, new int[] {3, 3}, -0.3f, 0.2f);
    assertArrayEquals(run(soft, ONE).segmentation().volume(0).toFloats(), middle);
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

  private static final String MASK =
      ", \"postprocessing\": {\"binarize_prediction\": {\"thr\": 0.5}}";

  private static boolean inCord(double[] p) {
    return Math.hypot(p[0] - 3, p[1] - 3) < 4;
  }

  private static final Volume CORD = Oblique.image(GRID, p -> inCord(p) ? 1000 : 0);

  /** A thinner tube before the cord. */
  private static final Volume TWO_TUBES =
      Oblique.image(GRID, p -> inCord(p) || Math.hypot(p[0] - 3, p[1] - 19) < 3 ? 1000 : 0);

  private static final String DETECTS =
      ", \"object_detection_params\": {\"object_detection_path\": \"/elsewhere\"}";

  /** The first network leaves the thin tube out, so that the second one does not see it. */
  @Test
  void oneNetworkFindsTheCordForTheOther() throws Exception {
    threshold("find", HALF_MILLIMETRE + MASK, 0.9);
    threshold("tumor", HALF_MILLIMETRE + MASK + DETECTS, 0.9);
    final RunModel.Result result = run(cpu(), TWO_TUBES);
    final double dice = dice(CORD, result.segmentation());
    assertTrue(dice > 0.93, "Dice " + dice);
    assertTrue(result.methods().sentence().contains("the cord found by the model find;"));
    assertEquals(2, ((Map<?, ?>) result.facts().get("weightsSha256")).size());
    final Volume said = run(cpu().withFocus(Focus.around(CORD, 1)), TWO_TUBES).segmentation();
    assertTrue(dice(CORD, said) > 0.93, "Dice " + dice(CORD, said));
    Files.delete(folder.resolve("find/find.onnx"));
    final double whole = dice(CORD, run(cpu(), TWO_TUBES).segmentation());
    assertTrue(whole < 0.9, "without any, both tubes are seen: " + whole);
  }

  @Test
  void aNetworkThatFindsNothingSaysSo() throws Exception {
    threshold("find", HALF_MILLIMETRE + MASK, 1e6);
    threshold("tumor", HALF_MILLIMETRE + DETECTS, 0.9);
    says("find finds no cord", cpu(), TWO_TUBES);
    threshold("third", HALF_MILLIMETRE, 0.9);
    says("several packages of ivadomed (find, third, tumor)", cpu(), TWO_TUBES);
  }

  private void says(String said, RunModel.Settings settings, Volume... images) {
    final String message =
        assertThrows(InputException.class, () -> run(settings, images)).getMessage();
    assertTrue(message.contains(said), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void theUserHasTheLastWord() throws Exception {
    final String all =
        HALF_MILLIMETRE
            + ", \"postprocessing\": {\"keep_largest\": {}, \"binarize_prediction\": {\"thr\": 0.5}}";
    threshold("tube", all, 0.9);
    assertTrue(dice(CORD, run(cpu(), TWO_TUBES).segmentation()) > 0.93);
    final Volume both = run(cpu().withAsInSct(true), TWO_TUBES).segmentation();
    assertTrue(dice(TWO_TUBES, both) > 0.9, "by its name, SCT keeps all objects");
    final PostProcess.Settings largest = new PostProcess.Settings(1, false, SizeLimit.NONE);
    assertArrayEquals(
        run(cpu(), TWO_TUBES).segmentation().toFloats(),
        run(cpu().withAsInSct(true).withCleaning(largest), TWO_TUBES).segmentation().toFloats());
    assertTrue(
        mean(run(cpu().withThreshold(0.99), CORD).segmentation())
            < mean(run(cpu().withThreshold(0.1), CORD).segmentation()));
    final Volume soft = run(cpu().withThreshold(0), TWO_TUBES).segmentation();
    boolean between = false;
    for (float v : soft.toFloats()) between |= v > 0.05 && v < 0.95;
    assertTrue(between, "soft values at the edge");
    final PostProcess.Settings holes = new PostProcess.Settings(0, true, SizeLimit.NONE);
    says("Holes cannot be filled", cpu().withThreshold(0).withCleaning(holes), TWO_TUBES);
    says("folds= empty", cpu().withFolds("0"), TWO_TUBES);
    says("orientation= empty", cpu().withOrientation(Orientation.RPI), TWO_TUBES);
  }

  /** The second output is the whole tube, the first its core. */
  @Test
  void ofOutputsThatOverlapTheSmallerLiesOnTop() throws Exception {
    NetworkFiles.convolution(
        folder.resolve("net.onnx"), new int[] {1, 1}, new float[] {20, 20}, -40, -10);
    Files.writeString(
        folder.resolve("net.json"),
        """
        {"loader_parameters": {"target_suffix": ["_core", "_whole"]},
         "transformation": {"NormalizeInstance": {}},
         "postprocessing": {"binarize_prediction": {"thr": 0.5}}}
        """);
    final Volume cone =
        Oblique.image(
            GRID, p -> 1000 * Math.exp(-Math.pow(Math.hypot(p[0] - 3, p[1] - 10) / 6, 2)));
    final RunModel.Result result = run(cpu(), cone);
    long core = 0, shell = 0;
    final float[] labels = result.segmentation().toFloats();
    for (float v : labels) {
      if (v == 1) core++;
      if (v == 2) shell++;
    }
    assertTrue(core > 100 && shell > 100, core + " and " + shell);
    assertEquals(Map.of(1, "core", 2, "whole"), result.classes());
  }

  /** Outside of a box that the user gives, nothing is found. */
  @Test
  void softOutputsOfABoxComeBackToTheirPlace() throws Exception {
    TestPackage.write(folder, "mice", TestPackage.SLICES, 1, new int[] {3, 3}, -0.3f, 0.2f);
    final Box box = new Box(new long[] {2, 5, 3}, new long[] {21, 26, 15});
    final Volume found = run(cpu().withFocus(Focus.on(box)), ONE).segmentation();
    final Volume cut =
        RunModel.run(List.of(Crop.to(ONE, box)), folder, cpu(), Progress.NONE).segmentation();
    assertEquals(2, found.volumeCount());
    for (int o = 0; o < 2; o++) {
      GRID.requireSame(found.volume(o).grid(), "image", "result");
      assertArrayEquals(cut.volume(o).toFloats(), Crop.to(found.volume(o), box).toFloats());
    }
    assertEquals(0, found.volume(0).toFloats()[0]);
  }

  @Test
  void imagesThatSayNothingAreRefused() throws Exception {
    TestPackage.write(folder, "mice", TestPackage.SLICES, 1, new int[] {3, 3}, 0, 0);
    says("the same value everywhere", cpu(), Oblique.image(GRID, p -> 7));
    says("NaN", cpu(), Oblique.image(GRID, p -> p[0] > 5 ? Double.NaN : 7));
    says("takes 1 image (t1)", cpu(), ONE, TWO);
  }
}
