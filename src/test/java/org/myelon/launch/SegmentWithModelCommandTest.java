package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.SharedData;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Json;

/** The command segment-with-model in the shell. */
class SegmentWithModelCommandTest {

  private static final String MODEL = "model=" + Path.of("test-data/model").toAbsolutePath();
  private static final String IMAGE = "image=" + Subject.file("t2");

  @TempDir Path folder;

  private int code;

  private String run(String... more) {
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final List<String> line = new ArrayList<>(List.of("segment-with-model"));
    line.addAll(List.of(more));
    code =
        new Main(new PrintStream(new ByteArrayOutputStream()), new PrintStream(err, true), false)
            .run(line);
    return err.toString(StandardCharsets.UTF_8);
  }

  private Path made(String name) {
    return folder.resolve(name + ".nii.gz");
  }

  /**
   * The reference cases of nnU-Net v2 through the command. At most 1e-3 in the probabilities and 5
   * voxels, see NnunetCasesTest.
   */
  @ParameterizedTest
  @CsvSource({
    "case1_plain3d_2fold, '0,1', 1",
    "case2_oldplans_3class_foldall, all, 1",
    "case3_resenc_regions, 0, 1",
    "case4_plain2d, '', 1",
    "case5_2channel_transpose_mask, '', 2"
  })
  void agreesWithNnunet(String name, String folds, int channels) {
    final Path model = SharedData.path("reference/nnunet/" + name + "/model");
    String images = model.resolveSibling("input_0000.nii.gz").toString();
    if (channels == 2) images += "," + model.resolveSibling("input_0001.nii.gz");
    final String said =
        run(
            "image=" + images,
            "model=" + model,
            "folds=" + folds,
            "device=cpu",
            "segmentation=" + made("seg"),
            "probabilities=" + made("prob"));
    assertEquals(0, code, said);
    final Volume mask = Nifti.read(model.resolveSibling("segmentation_fp32acc.nii.gz"));
    final Volume expected = Nifti.read(model.resolveSibling("probabilities_fp32acc.nii.gz"));
    final Volume found = Nifti.read(made("seg")), probable = Nifti.read(made("prob"));
    mask.grid().requireSame(found.grid(), "expected", "found");
    final float[] a = mask.toFloats(), b = found.toFloats();
    long different = 0;
    for (int i = 0; i < a.length; i++) if (a[i] != b[i]) different++;
    assertTrue(different <= 5, different + " voxels");
    assertEquals(expected.volumeCount(), probable.volumeCount());
    for (int c = 0; c < expected.volumeCount(); c++) {
      final float[] p = expected.volume(c).toFloats(), q = probable.volume(c).toFloats();
      for (int i = 0; i < p.length; i++) assertEquals(p[i], q[i], 1e-3);
    }
  }

  @Test
  void theSidecarSaysWithWhatItRan() throws Exception {
    assertEquals("", run(IMAGE, MODEL, "device=cpu", "segmentation=" + made("seg")));
    final Map<?, ?> facts =
        (Map<?, ?>)
            ((Map<?, ?>) Json.read(Files.readString(Path.of(made("seg") + ".json")), "sidecar"))
                .get("facts");
    assertEquals("cpu", facts.get("device"));
    assertEquals(Map.of("1", "fluid"), facts.get("classes"));
    assertTrue(((Number) facts.get("networkSeconds")).doubleValue() >= 0);
    final Map<?, ?> weights = (Map<?, ?>) facts.get("weightsSha256");
    assertTrue(weights.values().iterator().next().toString().matches("[0-9a-f]{64}"));
  }

  @Test
  void marksTheFluidRoundTheCordAndNotTheCord() {
    run(
        IMAGE,
        MODEL,
        "device=cpu",
        "cord=" + Subject.file("cord"),
        "margin=12",
        "largest=1",
        "removeSmall=10mm3",
        "segmentation=" + made("fluid"));
    assertEquals(0, code);
    final float[] fluid = Nifti.read(made("fluid")).toFloats();
    final float[] cord = Nifti.read(Subject.file("cord")).toFloats();
    int inCord = 0, all = 0;
    for (int i = 0; i < fluid.length; i++) {
      if (fluid[i] > 0) all++;
      if (fluid[i] > 0 && cord[i] > 0) inCord++;
    }
    assertTrue(all > 5000, all + " voxels of fluid");
    assertTrue(inCord < 0.02 * all, inCord + " of them in the cord");
  }

  @Test
  void thePageNamesTheClassesAndTheDevice() throws Exception {
    for (String threshold : List.of("-1", "0", "1")) {
      final Path page = folder.resolve("page" + threshold);
      final String seg = "segmentation=" + made("seg");
      run(IMAGE, MODEL, "device=cpu", "threshold=" + threshold, seg, "qc=" + page);
      final String text = pageOfTheEntry(page);
      assertTrue(text.contains("<dt>class 1</dt><dd>fluid</dd>"), "class");
      assertTrue(text.contains("<dt>device used</dt><dd>cpu</dd>"), "device");
      assertEquals(threshold.equals("1"), text.contains("<dt>pictures</dt>"), threshold);
    }
  }

  private static String pageOfTheEntry(Path study) throws Exception {
    try (Stream<Path> entries = Files.list(study.resolve("entries"))) {
      return Files.readString(entries.findFirst().orElseThrow().resolve("index.html"));
    }
  }

  @Test
  void whatCannotBeDoneIsOneLineAndLeavesNoFile() {
    refused("at most 4 images", "image=a,b,c,d,e", MODEL);
    refused("1 image (T2w), and 2 were given", IMAGE + "," + Subject.file("t2"), MODEL);
    refused("given twice", IMAGE + "," + Subject.file("t2"), "image2=" + Subject.file("t2"), MODEL);
    refused("no folder of a model", IMAGE, "model=nowhere");
    refused("no model", IMAGE, "model=" + Subject.FOLDER);
    refused("no fold '3'", IMAGE, MODEL, "folds=3");
    refused("device", IMAGE, MODEL, "device=toaster");
    refused("no box", IMAGE, MODEL, "box=1:2,3");
    refused("not in t2", IMAGE, MODEL, "box=0:9,0:9,0:9999");
    refused("only one of", IMAGE, MODEL, "box=0:9,0:9,0:9", "cord=" + Subject.file("cord"));
    refused("no size", IMAGE, MODEL, "removeSmall=many");
    refused("threshold above 0", IMAGE, MODEL, "threshold=0", "fillHoles=true");
    refused("XYZ", IMAGE, MODEL, "orientation=XYZ");
  }

  private void refused(String named, String... words) {
    final String[] line = Arrays.copyOf(words, words.length + 1);
    line[words.length] = "segmentation=" + made("refused");
    final String said = run(line);
    assertEquals(2, code, said);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.contains(named), said);
    assertFalse(Files.exists(made("refused")));
  }
}
