package org.myelon.vertebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.SharedData;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.vertebra.LabelDiscs.Settings;
import org.myelon.vertebra.network.NetworkDiscs;

/** Discs of SCT's test images, and of bent pieces of the template that lies with them. */
class RealDiscsTest {

  private static final String DATA = "data/sct-testing/";

  private static final String T1 = DATA + "t1/t1w.nii.gz", T2 = DATA + "t2/t2.nii.gz";
  private static final String T1_CORD = DATA + "t1/t1w_seg-manual.nii.gz";
  private static final String T2_CORD = DATA + "t2/t2_seg-manual.nii.gz";

  /** By eye: the middle of the discs at the front of the canal; in T1w, C2/C3 is SCT's start. */
  private static final String T1_DISCS = "55,3:36,4:18,5:3,6", T2_DISCS = "53,3:34,4:16,5:1,6";

  private static Template template() {
    return Template.open(SharedData.path(DATA + "template"));
  }

  private static Volume read(String file) {
    return Nifti.read(SharedData.path(file));
  }

  private static LabelDiscs.Result run(String image, String cord, String start) {
    final Volume mask = read(cord);
    return LabelDiscs.run(
        new LabelDiscs.Inputs(read(image), mask, template()),
        Settings.defaults().withStart(Start.parse(start, mask)),
        Progress.NONE);
  }

  private static SortedMap<Integer, double[]> discs(String written, String cord) {
    return Start.parse(written, read(cord)).known();
  }

  /** Along the cord, in slices of 1 mm. */
  private static void assertAlong(
      SortedMap<Integer, double[]> expected, Volume found, Volume cord, double atMost) {
    final Centerline line =
        FitCenterline.run(cord, FitCenterline.Settings.defaults(), Progress.NONE);
    final SortedMap<Integer, double[]> own = Start.of(found).known();
    expected.forEach(
        (disc, point) ->
            assertEquals(
                line.nearestPlace(point),
                line.nearestPlace(own.get(disc)),
                atMost,
                "label " + disc));
  }

  /**
   * The labels of t2 that SCT's test data bring lie in the middle of the bodies of C3 to C5, on the
   * cord; C2/C3 is at the upper border of the image.
   */
  @Test
  void t2WithOneNumber() {
    final LabelDiscs.Result result = run(T2, T2_CORD, "34,4");
    assertEquals("[3, 4, 5, 6]", Start.of(result.discs()).known().keySet().toString());
    final SortedMap<Integer, double[]> bodies =
        Start.of(read(DATA + "t2/t2_labeled_center_manual.nii.gz")).known();
    assertAlong(bodies, result.bodies(), read(T2_CORD), 2);
    assertAlong(discs(T2_DISCS, T2_CORD), result.discs(), read(T2_CORD), 2);
  }

  /** C2/C3 at the border of the image is what the network recognises. */
  @Test
  void t2ByTemplateAndNetwork() {
    final LabelDiscs.Result result = together(T2, T2_CORD, "auto");
    final SortedMap<Integer, double[]> discs = discs(T2_DISCS, T2_CORD);
    assertEquals(discs.keySet(), Start.of(result.discs()).known().keySet());
    assertAlong(discs, result.discs(), read(T2_CORD), 2.5);
    assertTrue(result.reason().contains("4 seen by both"), result.reason());
  }

  private static LabelDiscs.Result together(String image, String cord, String start) {
    final Volume mask = read(cord);
    return LabelDiscs.run(
        new LabelDiscs.Inputs(read(image), mask, template(), new NetworkDiscs("cpu")),
        Settings.defaults().withStart(Start.parse(start, mask)),
        Progress.NONE);
  }

  /** What is missing must skip the test, not pass for a refusal. */
  private static String refusal(String image, String cord, String start) {
    for (String file : new String[] {image, cord, DATA + "template"}) SharedData.path(file);
    return assertThrows(InputException.class, () -> run(image, cord, start)).getMessage();
  }

  @Test
  void t2DoesNotShowTheTemplateWhichDiscsItHas() {
    final String asked = refusal(T2, T2_CORD, "auto");
    assertTrue(asked.contains("start="), asked);
    final String body = refusal(T2, T2_CORD, "44,3");
    assertTrue(body.contains("middle of a vertebra"), body);
  }

  /** A T2w template finds them in T1w. */
  @ParameterizedTest
  @ValueSource(strings = {"auto", "55,3"})
  void t1(String start) {
    final LabelDiscs.Result result = run(T1, T1_CORD, start);
    assertAlong(discs(T1_DISCS, T1_CORD), result.discs(), read(T1_CORD), 2.5);
  }

  /**
   * The network sees little of C2/C3 here; the template is sure, and both together agree with it.
   */
  @Test
  void t1ByTemplateAndNetwork() {
    final LabelDiscs.Result result = together(T1, T1_CORD, "auto");
    assertAlong(discs(T1_DISCS, T1_CORD), result.discs(), read(T1_CORD), 2.5);
    assertTrue(result.reason().contains("likely, not sure"), result.reason());
  }

  @Test
  void lumbarDiscsNeedOneNumber() {
    final String image = "data/sct-tutorial/single_subject/t2_lumbar/t2_lumbar.nii.gz";
    final String cord = "reference/sct/inputs/t2_lumbar_seg.nii.gz";
    final String message = refusal(image, cord, "auto");
    assertTrue(message.contains("start="), message);
    final LabelDiscs.Result result = run(image, cord, "27,76,187,17");
    assertEquals("[17, 18, 19, 20]", Start.of(result.discs()).known().keySet().toString());
    final LabelDiscs.Result both = together(image, cord, "27,76,187,17");
    assertEquals("[17, 18, 19, 20, 21, 22]", Start.of(both.discs()).known().keySet().toString());
    // by eye
    final SortedMap<Integer, double[]> discs =
        Start.parse("19,83,187,17:19,85,162,18:19,88,133,19:19,93,101,20", read(image)).known();
    assertAlong(discs, result.discs(), read(cord), 3);
    assertAlong(discs, both.discs(), read(cord), 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 4, 13, 14})
  void bentPiecesOfTheTemplate(long seed) {
    final BentTemplate piece = BentTemplate.draw(template(), seed, 80, 220);
    final SortedMap<Integer, double[]> found =
        Start.of(
                LabelDiscs.run(
                        new LabelDiscs.Inputs(piece.image(), piece.cord(), template()),
                        Settings.defaults(),
                        Progress.NONE)
                    .discs())
            .known();
    for (Map.Entry<Integer, double[]> disc : piece.discs().entrySet()) {
      final double[] p = disc.getValue(), q = found.get(disc.getKey());
      final double d = Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]);
      assertTrue(d <= 3, "disc " + disc.getKey() + " is off by " + d + " mm");
    }
  }
}
