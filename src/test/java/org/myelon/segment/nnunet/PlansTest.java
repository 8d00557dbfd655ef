package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.step.InputException;
import org.myelon.step.Json;
import org.myelon.step.JsonValue;

class PlansTest {

  private static final DatasetDescription ONE_LABEL =
      DatasetDescription.of(
          JsonValue.parse(
              "{\"channel_names\": {\"0\": \"a\"}, \"labels\": {\"background\": 0, \"c\": 1}}",
              "dataset.json"));

  private static Plans plans(Map<String, Object> members) {
    return Plans.of(JsonValue.parse(Json.write(members), "plans.json"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> in(Map<String, Object> members, String... names) {
    Map<String, Object> at = members;
    for (String name : names) at = (Map<String, Object>) at.get(name);
    return at;
  }

  private static Map<String, Object> tiny() {
    return TestModel.plans(TestModel.tiny(Encoder.PLAIN));
  }

  private static Configuration configuration(Map<String, Object> plans) {
    return plans(plans).configuration("3d_fullres", ONE_LABEL);
  }

  private static void refused(Map<String, Object> plans, String reason) {
    final String message =
        assertThrows(InputException.class, () -> configuration(plans)).getMessage();
    assertTrue(message.contains(reason) && message.lines().count() == 1, message);
  }

  @ParameterizedTest
  @EnumSource(Encoder.class)
  void architectureAsWritten(Encoder encoder) {
    final UNetArchitecture net = TestModel.tiny(encoder);
    assertEquals(net, configuration(TestModel.plans(net)).architecture());
  }

  @Test
  void whatIsNotSaidIsAsUsual() {
    final Configuration c = configuration(tiny());
    assertEquals(Resampling.ofImages(), c.data());
    assertEquals(Resampling.ofProbabilities(), c.probabilities());
    assertNull(c.normalisations().get(0).intensities());
  }

  @Test
  void resamplingAsWritten() {
    final Map<String, Object> plans = tiny();
    in(plans, "configurations", "3d_fullres")
        .put(
            "resampling_fn_data_kwargs",
            TestModel.map("is_seg", false, "order", 1, "order_z", 3, "force_separate_z", true));
    in(plans, "configurations", "3d_fullres")
        .put(
            "resampling_fn_probabilities_kwargs",
            TestModel.map("force_separate_z", false, "separate_z_anisotropy_threshold", 2.5));
    assertEquals(new Resampling(1, 3, Resampling.SeparateZ.ALWAYS, 3), configuration(plans).data());
    assertEquals(
        new Resampling(1, 0, Resampling.SeparateZ.NEVER, 2.5),
        configuration(plans).probabilities());
  }

  @Test
  void configurationsInherit() {
    final Map<String, Object> plans = tiny();
    in(plans, "configurations")
        .put(
            "mine",
            TestModel.map("inherits_from", "3d_fullres", "spacing", List.of(2.0, 0.5, 0.5)));
    in(plans, "configurations").put("heir", TestModel.map("inherits_from", "mine"));
    final Configuration c = plans(plans).configuration("heir", ONE_LABEL);
    assertEquals(List.of(2.0, 0.5, 0.5), c.spacing());
    assertEquals("heir", c.name());
    assertEquals(TestModel.tiny(Encoder.PLAIN), c.architecture());
  }

  @Test
  void heirsInACircleAreRefused() {
    final Map<String, Object> plans = tiny();
    in(plans, "configurations", "3d_fullres").put("inherits_from", "b");
    in(plans, "configurations").put("b", TestModel.map("inherits_from", "3d_fullres"));
    refused(plans, "inherits from itself");
  }

  @Test
  void singleNumbersStandForAllStages() {
    final Map<String, Object> plans = tiny();
    final Map<String, Object> arguments =
        in(plans, "configurations", "3d_fullres", "architecture", "arch_kwargs");
    arguments.put("n_conv_per_stage", 2);
    arguments.put("kernel_sizes", 3);
    arguments.put("strides", List.of(1, 2));
    arguments.put("conv_bias", null);
    final UNetArchitecture net = configuration(plans).architecture();
    assertEquals(List.of(2, 2), net.stages().stream().map(s -> s.blocks()).toList());
    assertEquals(List.of(2, 2, 2), net.stages().get(1).stride());
    assertEquals(List.of(3, 3, 3), net.stages().get(1).kernel());
    assertEquals(false, net.bias());
  }

  /**
   * The three sizes differ in patch and batch only: blocks 1, 3, 4, 6, 6, 6 and one each way up.
   */
  @Test
  void presetOfSixResidualStages() {
    final Map<String, Object> plans = tiny();
    final Map<String, Object> architecture =
        in(plans, "configurations", "3d_fullres", "architecture");
    architecture.put(
        "network_class_name",
        "dynamic_network_architectures.architectures.residual_unet.ResidualEncoderUNet");
    final Map<String, Object> arguments = in(architecture, "arch_kwargs");
    arguments.remove("n_conv_per_stage");
    arguments.put("n_stages", 6);
    arguments.put("features_per_stage", List.of(32, 64, 128, 256, 320, 320));
    arguments.put("n_blocks_per_stage", List.of(1, 3, 4, 6, 6, 6));
    arguments.put("n_conv_per_stage_decoder", List.of(1, 1, 1, 1, 1));
    arguments.put("kernel_sizes", Collections.nCopies(6, List.of(3, 3, 3)));
    arguments.put(
        "strides",
        List.of(
            List.of(1, 1, 1),
            List.of(2, 2, 2),
            List.of(2, 2, 2),
            List.of(2, 2, 2),
            List.of(2, 2, 2),
            List.of(1, 2, 2)));
    in(plans, "configurations", "3d_fullres").put("patch_size", List.of(64, 192, 320));
    final UNetArchitecture net = configuration(plans).architecture();
    assertEquals(Encoder.RESIDUAL, net.encoder());
    assertEquals(List.of(1, 3, 4, 6, 6, 6), net.stages().stream().map(s -> s.blocks()).toList());
    assertEquals(List.of(1, 1, 1, 1, 1), net.decoderConvolutions());
  }

  @Test
  void intensitiesUnderTheirOldName() {
    final Map<String, Object> plans = tiny();
    plans.put(
        "foreground_intensity_properties_by_modality",
        TestModel.map(
            "0",
            TestModel.map(
                "mean", 1, "std", 2, "percentile_00_5", -3, "percentile_99_5", 4, "max", 9)));
    in(plans, "configurations", "3d_fullres")
        .put("normalization_schemes", List.of("CTNormalization"));
    assertEquals(
        new Normalisation.Intensities(1, 2, -3, 4),
        configuration(plans).normalisations().get(0).intensities());
  }

  @ParameterizedTest
  @CsvSource({
    "previous_stage,3d_lowres,cascade",
    "preprocessor_name,MyPreprocessor,MyPreprocessor",
    "resampling_fn_data,resample_torch_fornnunet,resample_torch_fornnunet",
    "normalization_schemes,ZScoreNormalization,not a list"
  })
  void whatCannotBeRunIsRefused(String name, String value, String reason) {
    final Map<String, Object> plans = tiny();
    in(plans, "configurations", "3d_fullres").put(name, value);
    refused(plans, reason);
  }

  @Test
  void numbersThatContradictAreRefused() {
    for (Map.Entry<String, Object> e :
        Map.<String, Object>of(
                "spacing", List.of(1, 1),
                "patch_size", List.of(8, 8, 7),
                "use_mask_for_norm", List.of(false, true),
                "normalization_schemes", List.of("CTNormalization"))
            .entrySet()) {
      final Map<String, Object> plans = tiny();
      in(plans, "configurations", "3d_fullres").put(e.getKey(), e.getValue());
      refused(plans, "");
    }
    final Map<String, Object> zero = tiny();
    in(zero, "configurations", "3d_fullres").put("spacing", List.of(1, 0, 1));
    refused(zero, "not above 0");
    final Map<String, Object> axes = tiny();
    axes.put("transpose_forward", List.of(0, 0, 1));
    refused(axes, "no order of three axes");
  }

  @Test
  void otherNetworksAreRefused() {
    for (Map.Entry<String, Object> e :
        Map.<String, Object>of(
                "nonlin_first",
                true,
                "squeeze_excitation",
                true,
                "block",
                "dynamic_network_architectures.building_blocks.residual.BottleneckD",
                "stem_channels",
                7,
                "attention",
                "yes",
                "norm_op",
                "torch.nn.modules.batchnorm.BatchNorm3d",
                "nonlin",
                "torch.nn.GELU",
                "conv_op",
                "torch.nn.Conv1d",
                "features_per_stage",
                List.of(2, 4, 8),
                "n_stages",
                1)
            .entrySet()) {
      final Map<String, Object> plans = tiny();
      in(plans, "configurations", "3d_fullres", "architecture", "arch_kwargs")
          .put(e.getKey(), e.getValue());
      refused(plans, "plans.json");
    }
    final Map<String, Object> other = tiny();
    in(other, "configurations", "3d_fullres", "architecture")
        .put("network_class_name", "nets.PrimusM");
    refused(other, "nets.PrimusM");
  }

  @Test
  void whatIsAsUsualIsNotAnotherNetwork() {
    final Map<String, Object> plans = tiny();
    in(plans, "configurations", "3d_fullres", "architecture", "arch_kwargs")
        .putAll(
            TestModel.map(
                "nonlin_first",
                false,
                "bottleneck_channels",
                null,
                "stem_channels",
                2,
                "block",
                "dynamic_network_architectures.building_blocks.residual.BasicBlockD",
                "deep_supervision",
                true,
                "stochastic_depth_p",
                0.1));
    assertEquals(TestModel.tiny(Encoder.PLAIN), configuration(plans).architecture());
  }

  @Test
  void anUnknownConfigurationSaysWhichThereAre() {
    final String message =
        assertThrows(InputException.class, () -> plans(tiny()).configuration("2d", ONE_LABEL))
            .getMessage();
    assertTrue(message.contains("lacks '2d'; there is [3d_fullres]"), message);
  }
}
