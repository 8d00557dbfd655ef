package org.myelon.segment.axial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.BrightnessModel;
import org.myelon.phantom.Contrast;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.segment.Dice;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.UNetPatches;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** The whole way with real networks, whose weights are made by hand. */
class HandMadeNetworkTest {

  private static AxialNetwork network(AxialModel like, float deviations) {
    final AxialModel model = BrightnessModel.like(like);
    return AxialNetwork.of(
        model,
        UNetPatches.open(
            model.architecture(),
            BrightnessModel.weights(deviations),
            ComputeDevice.open("cpu", Progress.NONE)));
  }

  private static Subject subject(Contrast contrast, String orientation, double tilt, double... mm) {
    final Grid grid = SpinePhantom.grid(Orientation.parse(orientation), mm, tilt, 2);
    return SpinePhantom.draw(
        SpinePhantom.Settings.defaults().withGrid(grid).withContrast(contrast), Progress.NONE);
  }

  @ParameterizedTest
  @CsvSource({"AIL, 1, 1, 2, 3", "RPI, 0.5, 0.5, 8, 0", "PSR, 0.8, 1, 5, -10"})
  void findsTheBrightCordOfADiffusionImage(
      String code, double rl, double pa, double is, double tilt) {
    final Subject s = subject(Contrast.DWI, code, tilt, rl, pa, is);
    try (CordNetworks networks =
        new CordNetworks(network(AxialModel.localiser(), 2), network(AxialModel.cord(), 1.5f))) {
      final SegmentCordNetwork.Result found =
          SegmentCordNetwork.run(
              s.image(), networks, SegmentCordNetwork.Settings.defaults(), Progress.NONE);
      final double dice = Dice.of(found.segmentation(), s.cord());
      assertTrue(dice >= 0.93, "Dice " + dice);
      assertTrue(found.confidence() > 0.9, "confidence " + found.confidence());
      assertTrue(found.methods().sentence().contains("model brightness"));
    }
  }

  @Test
  void greyMatterLiesInTheCordAndWhiteMatterIsTheRest() {
    final Subject s = subject(Contrast.T2S, "LPS", 0, 0.5, 0.5, 8);
    final Volume gray, white;
    try (AxialNetwork network = network(AxialModel.grayMatter(), 0.27f)) {
      final SegmentGrayMatter.Result found =
          SegmentGrayMatter.run(
              s.image(), s.cord(), network, SegmentGrayMatter.Settings.defaults(), Progress.NONE);
      gray = found.grayMatter();
      white = found.whiteMatter();
    }
    assertTrue(gray.grid().differenceFrom(s.image().grid(), 1e-9).isEmpty());
    final float[] g = gray.toFloats(), w = white.toFloats(), c = s.cord().toFloats();
    for (int i = 0; i < g.length; i++) assertEquals(c[i], g[i] + w[i], "grey and white make cord");
    final float[] truth = s.greyMatterFraction().toFloats();
    for (int i = 0; i < truth.length; i++) truth[i] = truth[i] >= 0.5 ? 1 : 0;
    final double dice = Dice.of(gray, Volume.ofFloats(truth, gray.grid(), "truth"));
    assertTrue(dice >= 0.5, "Dice " + dice);
  }

  @Test
  void anOracleGivesTheGreyMatterBack() {
    final Subject s = subject(Contrast.T2S, "PIL", 8, 0.6, 0.5, 8);
    final AxialNetwork oracle = new Oracle(AxialModel.grayMatter(), s.greyMatterFraction());
    final SegmentGrayMatter.Result soft =
        SegmentGrayMatter.run(
            s.image(), s.cordFraction(), oracle, new SegmentGrayMatter.Settings(0), Progress.NONE);
    final float[] g = soft.grayMatter().toFloats(), truth = s.greyMatterFraction().toFloats();
    double difference = 0, sum = 0, all = 0;
    for (int i = 0; i < g.length; i++) {
      difference += Math.abs(g[i] - truth[i]);
      sum += truth[i];
      all += g[i];
    }
    assertTrue(difference < 0.2 * sum, "parts of voxels " + difference / sum);
    assertEquals(sum, all, 0.02 * sum, "volume");
    final float[] w = soft.whiteMatter().toFloats(), cord = s.cordFraction().toFloats();
    for (int i = 0; i < w.length; i++) w[i] += g[i];
    assertArrayEquals(cord, w, 1e-6f);
  }

  @Test
  void refusesACordThatDoesNotFit() {
    final Subject s = subject(Contrast.T2S, "RPI", 0, 2, 2, 10);
    final AxialNetwork oracle = new Oracle(AxialModel.grayMatter(), s.greyMatterFraction());
    final Volume empty = Oblique.image(s.image().grid(), p -> 0).withName("nothing");
    final InputException e =
        assertThrows(
            InputException.class,
            () ->
                SegmentGrayMatter.run(
                    s.image(),
                    empty,
                    oracle,
                    SegmentGrayMatter.Settings.defaults(),
                    Progress.NONE));
    assertTrue(e.getMessage().startsWith("nothing is empty"), e.getMessage());
    final Volume other = subject(Contrast.T2, "RPI", 0, 2, 2, 12).cord();
    assertThrows(
        InputException.class,
        () ->
            SegmentGrayMatter.run(
                s.image(), other, oracle, SegmentGrayMatter.Settings.defaults(), Progress.NONE));
  }
}
