package org.myelon.segment.ivadomed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.segment.network.NetworkFiles;
import org.myelon.step.InputException;

class ConfigurationFileTest {

  @TempDir Path folder;

  private Configuration read(String json) {
    try {
      return ConfigurationFile.read(Files.writeString(folder.resolve("a.json"), json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refused(String json, String... said) {
    final String message = assertThrows(InputException.class, () -> read(json)).getMessage();
    for (String word : said) assertTrue(message.contains(word), message);
    assertEquals(1, message.lines().count(), message);
  }

  private static String slices(String from, String to) {
    assertTrue(TestPackage.SLICES.contains(from), from);
    return TestPackage.SLICES.replace(from, to);
  }

  private static String volumes(String from, String to) {
    assertTrue(TestPackage.VOLUMES.contains(from), from);
    return TestPackage.VOLUMES.replace(from, to);
  }

  private static String postprocessing(String steps) {
    return slices("\"default_model\"", "\"postprocessing\": {" + steps + "}, \"default_model\"");
  }

  @Test
  void readsSlices() {
    final Configuration c = read(TestPackage.SLICES);
    assertEquals(SliceAxis.AXIAL, c.axis());
    assertEquals(List.of("t1"), c.channels());
    assertEquals(List.of("scseg", "gmseg"), c.outputs());
    assertFalse(c.volumes());
    assertTrue(c.length().isEmpty() && c.normalised() && c.skipsEmpty());
    assertEquals(
        List.of(new Change.Resample(0.8, 0.7, 0), new Change.Crop(20, 33, 0, false)), c.changes());
    assertTrue(c.detection().isEmpty());
  }

  @Test
  void readsVolumesAlsoOfTheFirstVersions() {
    final Configuration c = read(volumes("Modified3DUNet", "UNet3D"));
    assertTrue(c.volumes());
    assertEquals(List.of(8, 16, 16), c.stride());
    assertEquals(List.of("tumor", "whole"), c.outputs());
    assertEquals(List.of("T2w", "T1w"), c.channels());
    // without, images keep the order of the file and the defaults count
    assertEquals(
        new Change.Resample(1.5, 1.1, 1), read(volumes(", \"dspace\": 0.9", "")).changes().get(0));
    assertEquals(
        List.of("T2w or T1w"),
        read(volumes("\"multichannel\": true", "\"multichannel\": false")).channels());
  }

  @Test
  void readsWhatAnObjectDetectorNeeds() {
    final String object =
        "\"object_detection_params\": {\"object_detection_path\": %s}, \"default_model\"";
    assertEquals(
        List.of(1.0, 1.0, 1.0),
        read(slices("\"default_model\"", object.formatted("\"/there\""))).detection().get());
    assertTrue(read(slices("\"default_model\"", object.formatted("null"))).detection().isEmpty());
    refused(
        slices(
            "\"default_model\"",
            "\"object_detection_params\": {\"object_detection_path\": \"x\", \"safety_factor\": [1, -2, 1]},"
                + " \"default_model\""),
        "safety_factor");
  }

  @Test
  void cleansInTheOrderOfTheFileAndSkipsWhatIsSwitchedOff() {
    assertEquals(
        "the largest object was kept, the threshold was 0.500, holes were filled, objects below 3"
            + " voxels were removed",
        read(postprocessing(
                """
                    "remove_noise": {"thr": -1}, "keep_largest": {},
                    "binarize_prediction": {"thr": 0.5},
                    "uncertainty": {"thr": -1, "suffix": "_unc-vox.nii.gz"}, "fill_holes": {},
                    "remove_small": {"unit": "vox", "thr": 3}
                    """))
            .postprocessing()
            .sentence());
    refused(postprocessing("\"uncertainty\": {\"thr\": 0.1}"), "postprocessing: uncertainty");
    refused(postprocessing("\"polish\": {}"), "postprocessing: polish", "not known");
    refused(postprocessing("\"remove_small\": {\"unit\": \"cm\", \"thr\": 3}"), "unit");
    refused(postprocessing("\"remove_small\": {\"unit\": \"vox\", \"thr\": [1, 2, 3]}"), "thr");
    refused(postprocessing("\"binarize_prediction\": {\"thr\": NaN}"), "thr");
    refused(postprocessing("\"binarize_prediction\": {}"), "lacks 'thr'");
  }

  @Test
  void whatCannotBeDoneIsRefusedByItsName() {
    refused(slices("\"CenterCrop\"", "\"Polar\""), "transformation: Polar", "not known");
    assertEquals(
        1,
        read(slices("\"CenterCrop\": {", "\"Polar\": {\"dataset_type\": [\"training\"],"))
            .changes()
            .size(),
        "what is for training only does not matter");
    refused(slices("\"preprocessing\": true}", "\"applied_to\": [\"im\"]}"), "applied_to");
    refused(slices("\"hspace\": 0.8", "\"hspace\": 0"), "hspace");
    refused(slices("\"hspace\": 0.8", "\"hspace\": NaN"), "hspace");
    refused(slices("[20, 33]", "[20, 33, 4]"), "size", "2 lengths");
    refused(slices("[20, 33]", "[20, 1e9]"), "size");
    refused(slices("axial", "oblique"), "slice_axis", "sagittal");
    refused(slices("[\"_scseg\", \"_gmseg\"]", "[]"), "target_suffix");
    refused(volumes("[8, 16, 16]", "[8, 17, 16]"), "lie [8, 17, 16] apart");
    refused(volumes("[8, 16, 16]", "[0, 16, 16]"), "stride_3D");
    refused(volumes("[\"T2w\", \"T1w\"]", "[]"), "training_validation");
    refused(
        volumes("\"Modified3DUNet\"", "\"FiLMedUnet\": {\"applied\": true}, \"Modified3DUNet\""),
        "FiLMedUnet");
    refused(volumes("\"Modified3DUNet\"", "\"Other\""), "lacks 'Modified3DUNet'");
    refused(slices("\"filter_empty_input\"", "\"filter_classification\": true, \"x\""), "classif");
  }

  @Test
  void hostileFilesAreRefusedInOneLine() {
    refused("{}", "lacks 'loader_parameters'");
    refused("[1, 2]", "not an object");
    refused("{\"loader_parameters\": ", "not a JSON file");
    refused("[".repeat(100_000), "not a JSON file");
    refused("{\"loader_parameters\": {\"target_suffix\": 5}}", "target_suffix is not a text");
    refused(
        slices("{\"suffix\": null, \"slice_filter_roi\": null}", "7").replace("\"axial\"", "{}"),
        "slice_axis");
    refused(slices("\"transformation\": {", "\"transformation\": [], \"x\": {"), "transformation");
    // of a member that is there twice the last counts, as in Python
    assertEquals(
        SliceAxis.CORONAL,
        read(slices("\"multichannel\"", "\"slice_axis\": \"coronal\", \"multichannel\"")).axis());
  }

  @Test
  void aPackageIsTwoFilesOfOneName() throws Exception {
    final Path deep = Files.createDirectories(folder.resolve("x/y"));
    Files.writeString(deep.resolve("net.json"), TestPackage.SLICES);
    assertFalse(IvadomedPackage.isIn(folder));
    NetworkFiles.torchScript(deep.resolve("net.pt"));
    assertEquals("net.pt", IvadomedPackage.in(folder).get(0).weights().getFileName().toString());
    for (String content : List.of("no zip", "")) {
      Files.writeString(deep.resolve("net.pt"), content);
      final String said =
          assertThrows(InputException.class, () -> IvadomedPackage.in(folder)).getMessage();
      assertTrue(said.contains("object of Python"), said);
    }
    NetworkFiles.onnx(deep.resolve("net.onnx"));
    assertEquals("net.onnx", IvadomedPackage.in(folder).get(0).weights().getFileName().toString());
    Files.writeString(deep.resolve("net.json"), "{\"other\": 1}");
    assertFalse(IvadomedPackage.isIn(folder));
  }
}
