package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.SharedData;
import org.myelon.image.Orientation;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNetArchitecture;

/** The five models that nnU-Net itself wrote, against what Python reads from them. */
class NnunetReferenceTest {

  private static ModelFolder model(String name) {
    return ModelFolder.open(SharedData.path("reference/nnunet/" + name + "/model"));
  }

  /**
   * Sums of the values, of their sizes, and of the values weighted by their place modulo 97, in
   * double precision by numpy; 1e-6 is their last digit.
   */
  @ParameterizedTest
  @CsvSource({
    "case1_plain3d_2fold,0,188,441420,825.864661,22138.362789,11772.448364",
    "case1_plain3d_2fold,1,188,441420,746.165392,22164.749498,3387.597928",
    "case2_oldplans_3class_foldall,all,188,421097,870.013302,21899.644914,13589.424432",
    "case3_resenc_regions,0,524,622434,1723.224925,37685.273681,15274.719265",
    "case4_plain2d,0,188,294633,1095.333080,21531.184434,17713.517386",
    "case5_2channel_transpose_mask,0,188,441636,828.337293,22167.432363,9472.109808"
  })
  void weightsAreThoseThatPythonReads(
      String name, String fold, int tensors, int numbers, double sum, double size, double moment) {
    final Checkpoint checkpoint = model(name).checkpoints(fold).get(0);
    final Map<String, Tensor> weights = checkpoint.weights();
    assertEquals(tensors, weights.size());
    assertEquals(numbers, weights.values().stream().mapToInt(t -> t.values().length).sum());
    double s = 0, a = 0, m = 0;
    for (Tensor tensor : weights.values()) {
      for (int i = 0; i < tensor.values().length; i++) {
        s += tensor.values()[i];
        a += Math.abs(tensor.values()[i]);
        m += tensor.values()[i] * (double) (i % 97);
      }
    }
    assertEquals(sum, s, 2e-6);
    assertEquals(size, a, 2e-6);
    assertEquals(moment, m, 2e-6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "case1_plain3d_2fold",
        "case2_oldplans_3class_foldall",
        "case3_resenc_regions",
        "case4_plain2d",
        "case5_2channel_transpose_mask"
      })
  void plansAndWeightsDescribeTheSameNetwork(String name) {
    final ModelFolder model = model(name);
    for (Checkpoint checkpoint : model.checkpoints("")) {
      final Map<String, long[]> shapes = checkpoint.shapes();
      final Map<String, long[]> expected =
          Parameters.of(model.configuration(checkpoint).architecture());
      expected.forEach(
          (parameter, shape) ->
              assertTrue(
                  Arrays.equals(shape, shapes.get(parameter)),
                  () -> parameter + " " + Arrays.toString(shapes.get(parameter))));
      assertEquals(model.configuration(checkpoint).architecture(), checkpoint.architecture());
      assertEquals(
          expected.keySet(),
          shapes.keySet().stream()
              .filter(p -> !p.contains(".all_modules.") && !p.startsWith("decoder.encoder."))
              .collect(java.util.stream.Collectors.toSet()));
    }
  }

  @Test
  void parametersOfTwoNamesAreHeldOnce() {
    final Map<String, Tensor> weights = model("case4_plain2d").checkpoints("0").get(0).weights();
    assertSame(
        weights.get("encoder.stages.0.0.convs.0.conv.weight").values(),
        weights.get("decoder.encoder.stages.0.0.convs.0.all_modules.0.weight").values());
  }

  @Test
  void oldPlansSayWhatNewOnesSay() {
    final ModelFolder model = model("case2_oldplans_3class_foldall");
    final Configuration c = model.configuration(model.checkpoints("all").get(0));
    final UNetArchitecture net = c.architecture();
    assertEquals(UNetArchitecture.Encoder.PLAIN, net.encoder());
    assertEquals(List.of(8, 16, 24, 24), net.stages().stream().map(s -> s.features()).toList());
    assertEquals(List.of(1, 3, 3), net.stages().get(0).kernel());
    assertEquals(List.of(1, 2, 2), net.stages().get(1).stride());
    assertEquals(List.of(2, 2, 2), net.decoderConvolutions());
    assertTrue(net.bias());
    assertEquals(3, net.outputs());
    assertArrayEquals(new int[] {4, 8, 8}, net.multiple());
    assertEquals(List.of(4.0, 0.7, 0.7), c.spacing());
    assertEquals(List.of(16, 48, 48), c.patchSize());
    assertEquals(3, c.data().order());
    assertEquals(1, c.probabilities().order());
    assertEquals(Resampling.SeparateZ.AUTOMATIC, c.probabilities().separateZ());
    assertEquals(963.3926391601562, c.normalisations().get(0).intensities().mean());
    assertEquals(1798, c.normalisations().get(0).intensities().high());
  }

  @Test
  void residualNetworkWithRegions() {
    final ModelFolder model = model("case3_resenc_regions");
    final Checkpoint checkpoint = model.checkpoints("0").get(0);
    final UNetArchitecture net = model.configuration(checkpoint).architecture();
    assertEquals(UNetArchitecture.Encoder.RESIDUAL, net.encoder());
    assertEquals(List.of(1, 3, 4, 6), net.stages().stream().map(s -> s.blocks()).toList());
    assertEquals(List.of(1, 1, 1), net.decoderConvolutions());
    assertTrue(model.dataset().regions());
    assertEquals(2, model.dataset().outputs());
    assertEquals(List.of("sc", "lesion"), model.dataset().outputNames());
    assertEquals(List.of(1, 2), model.dataset().regionOrder());
    assertEquals(Optional.of("NibabelIOWithReorient"), model.dataset().reader());
    assertEquals(Orientation.parse("LPI"), model.orientationOfSct());
    assertEquals(List.of(0, 1, 2), checkpoint.mirroringAxes());
    assertEquals(Optional.of("nnUNetTrainer"), checkpoint.trainer());
  }

  @Test
  void twoChannelsAndOtherAxes() {
    final ModelFolder model = model("case5_2channel_transpose_mask");
    final Configuration c = model.configuration(model.checkpoints("").get(0));
    assertEquals(List.of(2, 0, 1), model.plans().transposeForward());
    assertEquals(List.of(1, 2, 0), model.plans().transposeBackward());
    assertEquals(List.of("MT0", "CT"), model.dataset().channels());
    assertEquals(Normalisation.Scheme.CT, c.normalisations().get(1).scheme());
    assertTrue(c.normalisations().get(0).masked());
    assertEquals(2, c.architecture().inputs());
  }

  @Test
  void planeNetworkAndItsMirroring() {
    final ModelFolder model = model("case4_plain2d");
    final Checkpoint checkpoint = model.checkpoints("").get(0);
    final Configuration c = model.configuration(checkpoint);
    assertEquals("2d", c.name());
    assertEquals(2, c.dimensions());
    assertEquals(2, c.architecture().dimensions());
    assertEquals(List.of(0, 1), checkpoint.mirroringAxes());
  }

  @Test
  void bothFoldsAreFound() {
    final ModelFolder model = model("case1_plain3d_2fold");
    assertEquals(List.of("0", "1"), model.folds());
    assertEquals(2, model.checkpoints("").size());
    assertEquals(2, model.checkpoints("all").size());
    final Path second = model.checkpoints("1").get(0).file();
    assertEquals("fold_1", second.getParent().getFileName().toString());
  }
}
