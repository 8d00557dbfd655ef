package org.myelon.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myelon.atlas.ExtractMetric.Inputs;
import org.myelon.atlas.ExtractMetric.Settings;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.InfoLabel;

/** Five voxels and three labels, whose estimates are known from elsewhere or by hand. */
class ToyAtlasTest {

  private static final float[] DATA = {19, 21, 30, 39, 41};
  private static final float[][] PARTS = {
    {0, 0, .5f, 1, 1}, {.9f, 1, .5f, 0, 0}, {.1f, 0, 0, 0, 0}
  };

  /** Values to four decimals, of float32 data. */
  private static final double TOLERANCE = 1e-4;

  private static final Grid GRID = new Grid(new long[] {5, 1, 1}, Affine.IDENTITY);
  private static final InfoLabel INFO =
      InfoLabel.parse(
          """
          # Keyword=IndivLabels
          0, A, a.nii.gz
          1, B, b.nii.gz
          2, C, c.nii.gz
          # Keyword=CombinedLabels
          50, all, 0:2
          51, B and C, 1,2
          # Keyword=MAPLabels
          first, 0
          second, 1:2
          """,
          "toy");

  private static Volume volume(float... values) {
    return Volume.ofFloats(values, GRID, "toy");
  }

  private static Atlas atlas() {
    return Atlas.of(INFO, image -> volume(PARTS[image.id()]));
  }

  private static Inputs inputs(float... data) {
    return Inputs.of(volume(data), atlas());
  }

  private static Settings with(Method method, String labels) {
    return Settings.defaults().withMethod(method).withLabels(labels, false);
  }

  private static List<Estimate> run(Inputs in, Settings settings) {
    return ExtractMetric.run(in, settings, Progress.NONE).estimates();
  }

  private static void assertValues(Method method, String labels, double... values) {
    assertValues(inputs(DATA), with(method, labels), values);
  }

  private static void assertValues(Inputs in, Settings settings, double... values) {
    final List<Estimate> found = run(in, settings);
    assertEquals(values.length, found.size());
    for (int i = 0; i < values.length; i++)
      assertEquals(values[i], found.get(i).value(), TOLERANCE, found.get(i).label().name());
  }

  @Test
  void averages() {
    assertValues(Method.WA, "A", 38);
    assertValues(Method.BIN, "A", 36.6667);
    assertValues(Method.MEDIAN, "A", 39.5);
    assertValues(Method.MAX, "A,B", 41, 30);
    assertEquals(2.5, run(inputs(DATA), with(Method.WA, "0")).get(0).size(), TOLERANCE);
  }

  @Test
  void maximumLikelihood() {
    assertValues(Method.ML, "0:2", 39.9091, 20.8182, 2.6364);
    assertValues(Method.ML, "51", 20);
  }

  @Test
  void maximumAPosteriori() {
    assertValues(Method.MAP, "0:2", 39.99724, 20.03591, 19.89779);
  }

  @Test
  void labelAcrossTissuesHasThePriorOfBoth() {
    final double expected = (2.5 * 40 + 2.5 * 20) / 5;
    final double sumOfSquares = 5, residuals = 150 - 5 * expected;
    assertValues(Method.MAP, "50", expected + residuals / (sumOfSquares + 1));
  }

  @Test
  void weakNoiseGivesLikelihoodAndStrongNoiseTissues() {
    final Settings map = with(Method.MAP, "0:2");
    assertValues(
        inputs(DATA),
        map.withModel(ModelSettings.defaults().withSigmas(1e-4, 1)),
        39.9091,
        20.8182,
        2.6364);
    assertValues(
        inputs(DATA), map.withModel(ModelSettings.defaults().withSigmas(1e4, 1)), 40, 20, 20);
  }

  @Test
  void fixedLabelIsSubtracted() {
    final Settings fixed =
        with(Method.ML, "0,1").withModel(ModelSettings.defaults().withFixed(Map.of(2, 10.0)));
    final double[][] a = {{2.25, .25}, {.25, 2.06}};
    final double[] b = {.5 * 30 + 39 + 41, .9 * 18 + 21 + .5 * 30};
    final double d = a[0][0] * a[1][1] - a[0][1] * a[1][0];
    assertValues(
        inputs(DATA),
        fixed,
        (b[0] * a[1][1] - b[1] * a[0][1]) / d,
        (b[1] * a[0][0] - b[0] * a[0][1]) / d);
  }

  @Test
  void nonNegativeValuesAreFoundWithTheOthers() {
    final float[] data = {10, 21, 30, 39, 41};
    final List<Estimate> free = run(inputs(data), with(Method.ML, "0:2"));
    assertTrue(free.get(2).value() < 0);
    final double[][] a = {{2.25, .25}, {.25, 2.06}};
    final double[] b = {.5 * 30 + 39 + 41, .9 * 10 + 21 + .5 * 30};
    final double d = a[0][0] * a[1][1] - a[0][1] * a[1][0];
    assertValues(
        inputs(data),
        with(Method.ML, "0:2").withModel(ModelSettings.defaults().withNonNegative(true)),
        (b[0] * a[1][1] - b[1] * a[0][1]) / d,
        (b[1] * a[0][0] - b[0] * a[0][1]) / d,
        0);
  }

  @Test
  void weightsMultiplyTheParts() {
    final Inputs in = inputs(DATA).withWeights(volume(1, 1, 0, 3, 1));
    assertValues(in, with(Method.WA, "A"), (3 * 39 + 41) / 4.0);
    assertEquals(2, run(in, with(Method.WA, "A")).get(0).size(), TOLERANCE);
    assertEquals(16 / 10.0, run(in, with(Method.WA, "A")).get(0).effectiveVoxels(), TOLERANCE);
  }

  @Test
  void voxelsThatAreNotFiniteOrDiscardedDoNotCount() {
    final Inputs in = inputs(19, 21, Float.NaN, Float.POSITIVE_INFINITY, -3);
    assertValues(in, with(Method.WA, "A"), -3);
    final Settings discard = with(Method.WA, "A,B").withDiscardNegative(true);
    final List<Estimate> found = run(in, discard);
    assertEquals(0, found.get(0).size());
    assertTrue(Double.isNaN(found.get(0).value()));
    assertEquals((.9 * 19 + 21) / 1.9, found.get(1).value(), TOLERANCE);
  }

  @Test
  void referenceBecomesOne() {
    final Inputs in = inputs(DATA).withReference(volume(1, 1, 0, 0, 0));
    assertValues(in, with(Method.WA, "A"), 38 / 20.0);
    assertValues(in, with(Method.WA, "A").withNormalisation(Normalisation.SLICE), 38 / 20.0);
  }

  @Test
  void combinedLabelsCountEachImageOnce() {
    final List<Estimate> one = run(inputs(DATA), Settings.defaults().withLabels("51,1", true));
    assertEquals(1, one.size());
    assertEquals("51,1", one.get(0).label().name());
    assertEquals(2.5, one.get(0).size(), TOLERANCE);
  }

  @Test
  void fitIsTheSumOfValuesTimesParts() {
    final MetricResult ml = ExtractMetric.run(inputs(DATA), with(Method.ML, "0"), Progress.NONE);
    final float[] fitted = ml.fitted().toFloats();
    assertEquals(.5 * 39.9091 + .5 * 20.8182, fitted[2], TOLERANCE);
    assertEquals(39.9091, fitted[4], TOLERANCE);
    assertEquals(.5, ml.labelled().toFloats()[2], TOLERANCE);
    final float[] mixed =
        ExtractMetric.run(inputs(DATA), with(Method.WA, "0,51"), Progress.NONE).fitted().toFloats();
    assertEquals(
        (38 + run(inputs(DATA), with(Method.WA, "51")).get(0).value()) / 2, mixed[2], 1e-4);
  }

  @Test
  void effectiveVoxelsAndCondition() {
    final Estimate a = run(inputs(DATA), with(Method.ML, "0")).get(0);
    assertEquals(2.5 * 2.5 / 2.25, a.effectiveVoxels(), TOLERANCE);
    assertTrue(a.condition() > 10 && a.condition() < 40, () -> "condition " + a.condition());
    assertTrue(a.isUncertain());
    assertTrue(Double.isNaN(run(inputs(DATA), with(Method.WA, "0")).get(0).condition()));
  }

  @Test
  void namesAndIdsChooseLabels() {
    assertEquals(List.of("B", "A"), names("1,a"));
    assertEquals(List.of("B and C", "A", "B", "C"), names("b AND c,0:2"));
    assertEquals(List.of("A", "B", "C", "all", "B and C"), names("all"));
    assertRefused("names nothing", "labels", () -> names("tract"));
    assertRefused("no such id", "52", () -> names("52"));
  }

  private static List<String> names(String labels) {
    return atlas().labels(labels, false).stream().map(AtlasLabel::name).toList();
  }

  private static void assertRefused(String what, String word, Runnable call) {
    try {
      call.run();
    } catch (InputException e) {
      assertTrue(e.getMessage().toLowerCase().contains(word.toLowerCase()), e.getMessage());
      return;
    }
    throw new AssertionError(what + " was not refused");
  }
}
