package org.myelon.segment.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.AxialNetwork;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.NetworkFiles;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNet;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetJson;
import org.myelon.segment.network.UNetPatches;
import org.myelon.segment.network.WeightsFile;
import org.myelon.segment.nnunet.TestCheckpoint;
import org.myelon.segment.nnunet.ToyModel;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Json;
import org.myelon.step.Progress;

/**
 * Models in folders on an oblique, anisotropic image with a bright tube. The networks of {@link
 * NetworkFiles} give the image turned negative and the image: with a softmax the second wins where
 * the image is above 0, which after a z-score is where it is above its mean.
 */
class RunModelTest {

  /** Oblique and anisotropic. */
  static final Grid GRID =
      Oblique.grid(
          "PSR",
          new long[] {24, 30, 18},
          new double[] {1, 1, 2},
          new double[] {5, -8, 12},
          new double[] {3, 10, -20});

  private static final Volume TUBE =
      Oblique.image(
          GRID,
          p -> {
            final double r = Math.hypot(p[0] - 3, p[1] - 10);
            return 100 + 900 * Math.exp(-r * r / 18);
          });

  @TempDir Path folder;

  private static RunModel.Settings cpu() {
    return RunModel.Settings.defaults().withDevice("cpu");
  }

  private RunModel.Result run(RunModel.Settings settings) {
    return RunModel.run(List.of(TUBE), folder, settings, Progress.NONE);
  }

  private void describe(String weights, String... more) throws Exception {
    Files.writeString(
        folder.resolve("model.json"),
        """
        {"name": "negative", "weights": "%s", "channels": ["T2w"], "outputs": ["background", "tube"],
         "activation": "softmax", "patch": [8, 8, 8], "normalisation": "zscore"%s}
        """
            .formatted(weights, more.length == 0 ? "" : ", " + String.join(", ", more)));
  }

  private static float[] aboveMean(Volume image) {
    final float[] values = image.toFloats();
    double sum = 0;
    for (float v : values) sum += v;
    final float[] mask = new float[values.length];
    for (int i = 0; i < mask.length; i++) mask[i] = values[i] > sum / mask.length ? 1 : 0;
    return mask;
  }

  private static long count(Volume mask) {
    long n = 0;
    for (float v : mask.toFloats()) if (v > 0) n++;
    return n;
  }

  @Test
  void anNnunetFolderMarksWhatItIsMadeFor() throws Exception {
    ToyModel.write(folder);
    final RunModel.Result result = run(cpu().withProbabilities(true));
    final float[] values = TUBE.toFloats(), mask = result.segmentation().toFloats();
    float most = 0, least = Float.MAX_VALUE;
    for (int i = 0; i < mask.length; i++)
      if (mask[i] == 0) most = Math.max(most, values[i]);
      else least = Math.min(least, values[i]);
    assertTrue(count(result.segmentation()) > 100, "the tube");
    // the edge is where the sampling to the model's voxels has it, within a tenth of the contrast
    assertTrue(least > most - 90, least + " in, " + most + " out");
    assertEquals(2, result.probabilities().volumeCount());
    assertEquals(Map.of(1, "fluid"), result.classes());
    assertEquals("cpu", result.facts().get("device"));
    assertTrue(result.facts().get("weightsSha256").toString().matches(".*=[0-9a-f]{64}}"));
    assertTrue(result.methods().sentence().contains("Dataset999_ToyFluid"));
    TUBE.grid().requireSame(result.segmentation().grid(), "image", "result");
  }

  @Test
  void theOrientationOfTheFileDoesNotMatterToAModelThatNamesOne() throws Exception {
    ToyModel.write(folder);
    final Volume turned = TUBE.reoriented(Orientation.parse("ILP"));
    final Volume other = RunModel.run(List.of(turned), folder, cpu(), Progress.NONE).segmentation();
    turned.grid().requireSame(other.grid(), "image", "result");
    assertArrayEquals(
        run(cpu()).segmentation().toFloats(), other.reoriented(TUBE.orientation()).toFloats());
  }

  /** The voxel size of the network belongs to its axes: another orientation, another result. */
  @Test
  void anOrientationCanBeGiven() throws Exception {
    ToyModel.write(folder);
    final Path dataset =
        folder.resolve("Dataset999_ToyFluid/nnUNetTrainer__nnUNetPlans__3d_fullres/dataset.json");
    Files.writeString(
        dataset, Files.readString(dataset).replace(",\n  \"image_orientation\": \"LPI\"", ""));
    final float[] lpi =
        run(cpu().withOrientation(Orientation.parse("LPI"))).segmentation().toFloats();
    assertArrayEquals(lpi, run(cpu().withAsInSct(true)).segmentation().toFloats());
    assertFalse(Arrays.equals(lpi, run(cpu()).segmentation().toFloats()), "as stored");
  }

  @Test
  void torchScriptAndOnnxRunByTheirDescription() throws Exception {
    NetworkFiles.torchScript(folder.resolve("model.pt"));
    NetworkFiles.onnx(folder.resolve("model.onnx"));
    for (String file : List.of("model.pt", "model.onnx")) {
      describe(file);
      final RunModel.Result result = run(cpu());
      assertArrayEquals(aboveMean(TUBE), result.segmentation().toFloats(), file);
      assertEquals(Map.of(1, "tube"), result.classes());
    }
  }

  @Test
  void aNetworkThatEndsWithItsActivationIsTakenAtItsWord() throws Exception {
    NetworkFiles.torchScript(folder.resolve("model.pt"));
    describe(
        "model.pt",
        "\"gives\": \"probabilities\"",
        "\"activation\": \"sigmoid\"",
        "\"normalisation\": \"01\"",
        "\"threshold\": 0.25");
    // the second output is the image itself, from 0 to 1
    final float[] values = TUBE.toFloats(), mask = run(cpu()).segmentation().toFloats();
    float least = Float.MAX_VALUE, most = 0;
    for (float v : values) {
      least = Math.min(least, v);
      most = Math.max(most, v);
    }
    for (int i = 0; i < mask.length; i++) {
      final float p = (values[i] - least) / (most - least);
      if (Math.abs(p - 0.25) > 1e-4) assertEquals(p > 0.25 ? 2 : 0, mask[i]);
    }
  }

  @Test
  void aUNetInSafetensorsOrACheckpointRunsByItsDescription() throws Exception {
    final UNetArchitecture small =
        new UNetArchitecture(
            UNetArchitecture.Encoder.PLAIN,
            1,
            2,
            List.of(
                new UNetArchitecture.Stage(4, List.of(3, 3), List.of(1, 1), 1),
                new UNetArchitecture.Stage(4, List.of(3, 3), List.of(2, 2), 1)),
            List.of(1),
            true,
            1e-5f,
            0.01f);
    WeightsFile.write(
        folder.resolve("weights.safetensors"), weights(small, 8), WeightsFile.Precision.F32);
    describe(
        "weights.safetensors",
        "\"patch\": [16, 16]",
        "\"spacing\": [1, 1]",
        "\"architecture\": " + Json.write(UNetJson.of(small)));
    final RunModel.Result result = run(cpu().withProbabilities(true));
    assertEquals(2, result.probabilities().volumeCount());
    final float[] p = result.probabilities().volume(1).toFloats();
    final float[] mask = result.segmentation().toFloats();
    for (int i = 0; i < p.length; i++)
      if (Math.abs(p[i] - 0.5) > 1e-4) assertEquals(p[i] > 0.5 ? 1 : 0, mask[i]);
    TestCheckpoint.of(weights(small, 8)).write(folder.resolve("weights.ckpt"));
    describe(
        "weights.ckpt",
        "\"patch\": [16, 16]",
        "\"spacing\": [1, 1]",
        "\"architecture\": " + Json.write(UNetJson.of(small)));
    assertArrayEquals(mask, run(cpu()).segmentation().toFloats());
    describe(
        "weights.ckpt",
        "\"patch\": [16, 15]",
        "\"architecture\": " + Json.write(UNetJson.of(small)));
    assertRefused("does not fit");
  }

  @Test
  void smallAndStrangeImagesWorkOrAreRefused() throws Exception {
    ToyModel.write(folder);
    for (long[] size : new long[][] {{24, 30, 1}, {1, 30, 18}, {3, 3, 3}, {60, 2, 40}}) {
      final Grid grid =
          Oblique.grid("RPI", size, new double[] {1, 1, 2}, new double[3], new double[3]);
      final Volume image = Oblique.image(grid, x -> x[0] + 2 * x[1] + 3 * x[2]);
      final Volume found =
          RunModel.run(List.of(image), folder, cpu(), Progress.NONE).segmentation();
      grid.requireSame(found.grid(), "image", "result");
    }
    final Volume constant = Oblique.image(GRID, x -> 5);
    final Volume nan = Oblique.image(GRID, x -> x[0] > 0 ? Double.NaN : 1);
    for (Volume bad : List.of(constant, nan)) {
      final InputException e =
          assertThrows(
              InputException.class, () -> RunModel.run(List.of(bad), folder, cpu(), Progress.NONE));
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  /** Of a network that has learnt nothing. */
  private static Map<String, Tensor> weights(UNetArchitecture architecture, int window) {
    final UNet network = new UNet(architecture);
    try (NDManager arrays = ComputeDevice.open("cpu", Progress.NONE).newArrays()) {
      network.initialize(
          arrays, DataType.FLOAT32, new Shape(1, architecture.inputs(), window, window));
      return network.weights();
    }
  }

  @Test
  void aThresholdDecidesOrKeepsProbabilities() throws Exception {
    NetworkFiles.torchScript(folder.resolve("model.pt"));
    describe("model.pt");
    final Volume soft = run(cpu().withThreshold(0)).segmentation();
    final float[] p = soft.toFloats();
    final float[] mask = run(cpu().withThreshold(0.9)).segmentation().toFloats();
    for (int i = 0; i < p.length; i++) assertEquals(p[i] > 0.9f ? 1 : 0, mask[i]);
    assertThrows(InputException.class, () -> cpu().withThreshold(1.5));
  }

  @Test
  void theNetworkSeesOnlyTheBox() throws Exception {
    NetworkFiles.torchScript(folder.resolve("model.pt"));
    describe("model.pt");
    final Box box = new Box(new long[] {4, 6, 3}, new long[] {17, 25, 12});
    final RunModel.Result result = run(cpu().withFocus(Focus.on(box)).withProbabilities(true));
    final Volume part = Crop.to(TUBE, box);
    assertArrayEquals(aboveMean(part), Crop.to(result.segmentation(), box).toFloats());
    assertEquals(count(Crop.to(result.segmentation(), box)), count(result.segmentation()));
    assertEquals(1, result.probabilities().volume(0).toFloats()[0], "background outside the box");
    TUBE.grid().requireSame(result.probabilities().grid(), "image", "probabilities");
  }

  @Test
  void theNetworkSeesTheSurroundingsOfTheCord() throws Exception {
    NetworkFiles.torchScript(folder.resolve("model.pt"));
    describe("model.pt");
    final float[] line = new float[(int) GRID.voxelCount()];
    line[(9 * 30 + 15) * 24 + 12] = 1;
    final Volume cord = Volume.ofFloats(line, GRID, "line");
    final Volume found = run(cpu().withFocus(Focus.around(cord, 4))).segmentation();
    final Box box = new Box(new long[] {8, 11, 7}, new long[] {16, 19, 11});
    assertArrayEquals(aboveMean(Crop.to(TUBE, box)), Crop.to(found, box).toFloats());
    assertEquals(count(Crop.to(found, box)), count(found));
  }

  /** The model marks what is bright in its window. */
  @Test
  void anAxialModelOutlinesTheCordThatIsKnown() {
    final AxialModel model = smallCord();
    StoredModel.write(folder, model, bright(model.architecture()));
    final Grid rpi = GRID.reoriented(Orientation.RPI);
    final Volume upright = Oblique.image(rpi, p -> Math.hypot(p[0] - 3, p[1] - 10) < 1.5 ? 1 : 0);
    final RunModel.Result result =
        run(cpu().withFocus(Focus.around(upright.reoriented(TUBE.orientation()), 5)));
    TUBE.grid().requireSame(result.segmentation().grid(), "image", "result");
    final float[] values = TUBE.toFloats(), mask = result.segmentation().toFloats();
    float least = Float.MAX_VALUE;
    for (int i = 0; i < mask.length; i++) if (mask[i] > 0) least = Math.min(least, values[i]);
    assertTrue(count(result.segmentation()) > 50, "the tube");
    assertTrue(least > 300, "the tube only, not " + least);
    assertEquals(Map.of(1, "spinal cord"), result.classes());
    assertTrue(result.methods().sentence().contains("given start"), result.methods().sentence());
  }

  /** Weights that pass the middle slice on in channel 0, all others 0. */
  private static Map<String, Tensor> bright(UNetArchitecture network) {
    final Map<String, Tensor> weights = weights(network, 32);
    weights.forEach(
        (name, w) -> {
          Arrays.fill(w.values(), 0);
          if (name.endsWith("norm.weight")) w.values()[0] = 1;
        });
    final int last = network.stages().size() - 2, features = network.stages().get(0).features();
    set(weights, "encoder.stages.0.0.convs.0.conv.weight", 9 + 4, 1);
    set(weights, "encoder.stages.0.0.convs.1.conv.weight", 4, 1);
    set(weights, "decoder.stages." + last + ".convs.0.conv.weight", 9 * features + 4, 1);
    set(weights, "decoder.stages." + last + ".convs.1.conv.weight", 4, 1);
    set(weights, "decoder.seg_layers." + last + ".weight", 0, 8);
    set(weights, "decoder.seg_layers." + last + ".bias", 0, -8);
    return weights;
  }

  private static void set(Map<String, Tensor> weights, String name, int at, float value) {
    weights.get(name).values()[at] = value;
  }

  @Test
  void aLocaliserSaysWhereToLook() {
    final AxialModel model = AxialModel.localiser();
    final ComputeDevice device = ComputeDevice.open("cpu", Progress.NONE);
    try (AxialNetwork localiser =
        AxialNetwork.of(
            model, UNetPatches.open(model.architecture(), bright(model.architecture()), device))) {
      final Volume line = FoundCord.in(TUBE, localiser, Progress.NONE);
      TUBE.grid().requireSame(line.grid(), "image", "line");
      assertTrue(count(line) > 10, count(line) + " slices");
      final float[] on = line.toFloats(), values = TUBE.toFloats();
      for (int i = 0; i < on.length; i++)
        if (on[i] > 0) assertTrue(values[i] > 700, values[i] + "");
    }
  }

  private static AxialModel smallCord() {
    final AxialModel whole = AxialModel.cord();
    return new AxialModel("mine", "1", whole.target(), 0.5, 32, whole.architecture());
  }

  @Test
  void anEmptyPlaceSaysWhatIsMissing() throws Exception {
    assertRefused("plans.json");
    describe("missing.pt");
    assertRefused("missing.pt");
    describe("model.xyz");
    assertRefused("model.xyz");
    NetworkFiles.torchScript(folder.resolve("model.pt"));
    for (String wrong :
        List.of(
            "\"patch\": [8]",
            "\"activation\": \"relu\"",
            "\"normalisation\": \"other\"",
            "\"outputs\": []",
            "\"outputs\": [\"one\"]",
            "\"orientation\": \"XYZ\"",
            "\"mirror\": [3]",
            "\"spacing\": [1, 1]",
            "\"gives\": \"nothing\"")) {
      describe("model.pt", wrong);
      assertRefused(wrong.substring(1, wrong.indexOf('"', 1)));
    }
    describe("model.pt", "\"patch\": [9999, 9999, 9999]");
    assertRefused("[9999, 9999, 9999]");
    describe("model.pt", "\"channels\": [\"T1w\", \"T2w\"]");
    assertRefused("2 images (T1w, T2w), and 1 was given");
    Files.writeString(folder.resolve("model.json"), "{");
    assertRefused("model.json");
    Files.writeString(folder.resolve("model.json"), "{\"kind\": \"axial\"}");
    assertRefused("model.json lacks 'name'");
    Files.writeString(folder.resolve("model.json"), smallCord().json());
    assertRefused("There is no weights.safetensors in " + folder);
  }

  private void assertRefused(String named) {
    final InputException e = assertThrows(InputException.class, () -> run(cpu()));
    assertTrue(e.getMessage().contains(named), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @Test
  void saysWhatToDoWhenMemoryIsShort() throws Exception {
    NetworkFiles.torchScript(folder.resolve("model.pt"));
    describe("model.pt");
    final Progress full =
        (stage, fraction) -> {
          if (stage.contains("window")) throw new OutOfMemoryError();
        };
    final InputException e =
        assertThrows(InputException.class, () -> RunModel.run(List.of(TUBE), folder, cpu(), full));
    assertTrue(e.getMessage().contains("not enough memory"), e.getMessage());
  }

  @Test
  void stopsWhenCancelled() throws Exception {
    NetworkFiles.torchScript(folder.resolve("model.pt"));
    describe("model.pt");
    final Progress inTheMiddle =
        new Progress() {
          private volatile boolean windows;

          @Override
          public void update(String stage, double fraction) {
            windows |= stage.contains("window 3");
          }

          @Override
          public boolean isCancelled() {
            return windows;
          }
        };
    assertThrows(
        CancelledException.class, () -> RunModel.run(List.of(TUBE), folder, cpu(), inTheMiddle));
  }
}
