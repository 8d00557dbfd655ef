package org.myelon.vertebra.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.SharedData;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;
import org.myelon.vertebra.DiscCandidate;

/** The models at hand: the built-in one on real images, and the one made by hand. */
class BuiltInDiscsTest {

  private static final String TEMPLATE = "data/sct-testing/template/template/PAM50_small_";

  @TempDir Path folder;

  private static Volume read(String file) {
    return Nifti.read(SharedData.path(file + ".nii.gz"));
  }

  private static DiscNetwork network() {
    return DiscNetwork.builtIn(ComputeDevice.open("cpu", Progress.NONE));
  }

  @Test
  void theModelMadeByHandIsTheOneInTheTestData() throws Exception {
    HandMadeDiscs.write(folder, 1, 1);
    for (String file : new String[] {"model.json", "weights.safetensors"})
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(file)),
          Files.readAllBytes(Path.of("test-data/brightdiscs", file)),
          file + " is not what HandMadeDiscs writes now; run it again");
  }

  @Test
  void theBuiltInModelIsSmall() {
    try (DiscNetwork network = network()) {
      assertEquals(DiscModel.BUILT_IN, network.model().name());
      assertEquals(
          network.model(), DiscModel.parse(network.model().json(), "the text that it wrote"));
    }
  }

  @Test
  void findsTheDiscsOfANeckItHasNotLearntFrom() {
    final Volume image = read("data/sct-testing/t2/t2");
    final FindDiscs.Result found;
    try (DiscNetwork network = network()) {
      found =
          FindDiscs.run(
              image,
              read("data/sct-testing/t2/t2_seg-manual"),
              network,
              FindDiscs.Settings.defaults(),
              Progress.NONE);
    }
    assertEquals(4, found.discs().size());
    final PointLabels bodies = PointLabels.of(read("data/sct-testing/t2/t2_labeled_center_manual"));
    for (int level = 3; level < 5; level++) {
      // half-way between the marked middles of two bodies, which are whole voxels of 1 mm
      final double between = (height(bodies, level) + height(bodies, level + 1)) / 2;
      assertTrue(
          found.discs().stream().anyMatch(d -> Math.abs(d.point()[2] - between) < 2),
          "a disc below body " + level);
    }
    final DiscCandidate highest = found.discs().get(3);
    assertTrue(highest.c2c3() > 0.3, "C2/C3 lies at the upper end of this image");
  }

  private static double height(PointLabels labels, int value) {
    final PointLabel label =
        labels.points().stream().filter(p -> p.value() == value).findFirst().orElseThrow();
    return labels.world(label)[2];
  }

  @Test
  void marksTheJunctionOfTheTemplateAsAPersonDid() {
    final PointLabels truth = PointLabels.of(read(TEMPLATE + "t2_pmj_manual"));
    try (DiscNetwork network = network()) {
      final DetectPmj.Result found =
          DetectPmj.run(
              read(TEMPLATE + "t2"),
              read(TEMPLATE + "cord"),
              network,
              DetectPmj.Settings.defaults().withGroove(true),
              Progress.NONE);
      assertEquals(
          0,
          EvaluateDiscs.distance(truth.world(truth.points().get(0)), found.junction().point()),
          3);
      // there is no label of it: the place is set by eye, in voxels of 1 x 1 x 2 mm
      assertEquals(0, EvaluateDiscs.distance(EvaluateFields.GROOVE, found.groove().point()), 2.5);
      assertEquals(
          "[49, 50]",
          PointLabels.of(found.marks()).points().stream()
              .map(PointLabel::value)
              .sorted()
              .toList()
              .toString());
    }
  }
}
