package org.myelon.segment.axial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.Cancelled;
import org.myelon.image.Box;
import org.myelon.image.Crop;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.segment.Dice;
import org.myelon.segment.axial.SegmentCordNetwork.Result;
import org.myelon.segment.axial.SegmentCordNetwork.Settings;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** The way from an image to a mask, with networks that know the truth. */
class SegmentCordNetworkTest {

  private static Subject subject(String orientation, double tilt, double... mm) {
    final Grid grid = SpinePhantom.grid(Orientation.parse(orientation), mm, tilt, 2);
    return SpinePhantom.draw(SpinePhantom.Settings.defaults().withGrid(grid), Progress.NONE);
  }

  private static final Subject SUBJECT = subject("AIL", 3, 1, 1, 2);

  private static Result run(Subject s, Settings settings) {
    return SegmentCordNetwork.run(
        s.image(), Oracle.cord(s.cordFraction()), settings, Progress.NONE);
  }

  @ParameterizedTest(name = "{0} {1}x{2}x{3} mm, tilt {4}")
  @CsvSource({
    "AIL, 1, 1, 1, 3",
    "RPI, 0.5, 0.5, 8, 0",
    "LPS, 0.9, 0.8, 10, 8",
    "PSR, 0.8, 1.0, 3, -12",
    "SAL, 1.5, 1.5, 4, 0"
  })
  void comesBackToTheImageOnAnyGrid(String code, double rl, double pa, double is, double tilt) {
    final Subject s = subject(code, tilt, rl, pa, is);
    final Volume found = run(s, Settings.defaults()).segmentation();
    assertTrue(found.grid().differenceFrom(s.image().grid(), 1e-9).isEmpty());
    assertEquals(code, found.orientation().toString());
    final double dice = Dice.of(found, s.cord());
    assertTrue(dice >= 0.97, "Dice " + dice);

    final Volume soft = run(s, Settings.defaults().withThreshold(0)).segmentation();
    final double[][] is1 = middles(soft), was = middles(s.cordFraction());
    for (int z = 0; z < was.length; z++) {
      assertEquals(was[z][0], is1[z][0], 0.1, "centre in mm, slice " + z);
      assertEquals(was[z][1], is1[z][1], 0.1, "centre in mm, slice " + z);
      assertEquals(was[z][2], is1[z][2], 0.02 * was[z][2], "area in mm2, slice " + z);
    }
  }

  /** Centre in mm and area in mm2 of each slice of the RPI view. */
  private static double[][] middles(Volume soft) {
    final Volume rpi = soft.reoriented(Orientation.RPI);
    final float[] v = rpi.toFloats();
    final int nx = rpi.grid().extent(0), ny = rpi.grid().extent(1);
    final double[] mm = rpi.grid().spacing();
    final double[][] all = new double[rpi.grid().extent(2)][3];
    for (int i = 0; i < v.length; i++) {
      final double[] slice = all[i / (nx * ny)];
      slice[0] += v[i] * (i % nx) * mm[0];
      slice[1] += v[i] * (i / nx % ny) * mm[1];
      slice[2] += v[i];
    }
    for (double[] slice : all) {
      slice[0] /= slice[2];
      slice[1] /= slice[2];
      slice[2] *= mm[0] * mm[1];
    }
    return all;
  }

  @Test
  void softValuesArePartsOfVoxels() {
    final float[] found =
        run(SUBJECT, Settings.defaults().withThreshold(0)).segmentation().toFloats();
    final float[] truth = SUBJECT.cordFraction().toFloats();
    double difference = 0, sum = 0;
    for (int i = 0; i < found.length; i++) {
      difference += Math.abs(found[i] - truth[i]);
      sum += truth[i];
    }
    assertTrue(difference < 0.1 * sum, "voxels of 1 mm through pixels of 0.5 mm and back");
  }

  @Test
  void leavesOutSlicesWithoutCord() {
    final Volume truth = blank(SUBJECT.cordFraction(), 20, 60);
    final Result found =
        SegmentCordNetwork.run(
            SUBJECT.image(), Oracle.cord(truth), Settings.defaults(), Progress.NONE);
    final double dice = Dice.of(found.segmentation(), blank(SUBJECT.cord(), 20, 60));
    assertTrue(dice >= 0.97, "Dice " + dice);
  }

  /** Below its end there is something that the network takes for a cord, but less surely. */
  @Test
  void leavesOutWhatItIsLessSureOf() {
    final Volume truth = SUBJECT.cordFraction().reoriented(Orientation.RPI);
    final float[] v = truth.toFloats();
    final int plane = truth.grid().extent(0) * truth.grid().extent(1);
    for (int i = 0; i < 26 * plane; i++) v[i] *= i < 20 * plane ? 0.75f : 0;
    final Result found =
        SegmentCordNetwork.run(
            SUBJECT.image(),
            Oracle.cord(Volume.ofFloats(v, truth.grid(), truth.name())),
            Settings.defaults(),
            Progress.NONE);
    final double dice = Dice.of(found.segmentation(), blank(SUBJECT.cord(), 26, 1000));
    assertTrue(dice >= 0.97, "Dice " + dice);
  }

  /** Only the slices from first to last of the RPI view, the others 0. */
  private static Volume blank(Volume image, int first, int last) {
    final Volume rpi = image.reoriented(Orientation.RPI);
    final float[] v = rpi.toFloats();
    final int plane = rpi.grid().extent(0) * rpi.grid().extent(1);
    Arrays.fill(v, 0, first * plane, 0);
    Arrays.fill(v, Math.min(v.length, (last + 1) * plane), v.length, 0);
    return Volume.ofFloats(v, rpi.grid(), image.name()).reoriented(image.orientation());
  }

  @Test
  void followsTheCordFromAPoint() {
    final double[][] middle = middles(SUBJECT.cordFraction());
    final Grid rpi = SUBJECT.image().grid().reoriented(Orientation.RPI);
    final double[] mm = rpi.spacing();
    final PointLabel point =
        new PointLabel(1, new double[] {middle[40][0] / mm[0], middle[40][1] / mm[1], 40});
    final CordNetworks networks = Oracle.cord(SUBJECT.cordFraction());
    final Result found =
        SegmentCordNetwork.run(
            SUBJECT.image(),
            networks,
            Settings.defaults().withStart(new PointLabels(List.of(point), rpi)),
            Progress.NONE);
    final double dice = Dice.of(found.segmentation(), SUBJECT.cord());
    assertTrue(dice >= 0.97, "Dice " + dice);
    assertTrue(((Oracle) networks.localiser()).asked.isEmpty(), "no need to look for it");
  }

  @Test
  void staysInTheBox() {
    final Box box = new Box(new long[] {5, 10, 4}, new long[] {80, 50, 45});
    final Volume found =
        SegmentCordNetwork.run(
                SUBJECT.image(),
                Oracle.cord(Crop.to(SUBJECT.cordFraction(), box)),
                Settings.defaults().withBox(box),
                Progress.NONE)
            .segmentation();
    assertTrue(found.grid().differenceFrom(SUBJECT.image().grid(), 1e-9).isEmpty());
    final double dice = Dice.of(found, Crop.blankOutside(SUBJECT.cord(), box, 0));
    assertTrue(dice >= 0.97, "Dice " + dice);
  }

  @Test
  void oneSliceIsEnough() {
    final long[] last = Box.of(SUBJECT.image().grid()).max();
    final Box slice = new Box(new long[] {0, 40, 0}, new long[] {last[0], 40, last[2]});
    final Result found =
        SegmentCordNetwork.run(
            Crop.to(SUBJECT.image(), slice),
            Oracle.cord(Crop.to(SUBJECT.cordFraction(), slice)),
            Settings.defaults(),
            Progress.NONE);
    final double dice = Dice.of(found.segmentation(), Crop.to(SUBJECT.cord(), slice));
    assertTrue(dice >= 0.97, "Dice " + dice);
  }

  @Test
  void aTinyCropIsEnough() {
    final Box box = Box.around(SUBJECT.cord());
    final Volume truth = Crop.to(SUBJECT.cordFraction(), box);
    final Result found =
        SegmentCordNetwork.run(
            Crop.to(SUBJECT.image(), box), Oracle.cord(truth), Settings.defaults(), Progress.NONE);
    final double dice = Dice.of(found.segmentation(), Crop.to(SUBJECT.cord(), box));
    assertTrue(dice >= 0.97, "Dice " + dice);
  }

  @Test
  void keepsOneObjectOfEachSliceUnlessAllAreWanted() {
    final Grid grid =
        Oblique.grid(
            "RPI",
            new long[] {80, 80, 6},
            new double[] {0.5, 0.5, 5},
            new double[3],
            new double[3]);
    final Volume both =
        Oblique.image(
            grid, p -> Math.hypot(p[0], p[1]) < 5 ? 1 : Math.hypot(p[0] - 11, p[1]) < 2.5 ? 1 : 0);
    final Volume cord = Oblique.image(grid, p -> Math.hypot(p[0], p[1]) < 5 ? 1 : 0);
    for (boolean largest : new boolean[] {true, false}) {
      final Volume found =
          SegmentCordNetwork.run(
                  both, Oracle.cord(both), Settings.defaults().withLargest(largest), Progress.NONE)
              .segmentation();
      assertTrue(Dice.of(found, largest ? cord : both) > 0.98, "largest=" + largest);
    }
  }

  @Test
  void saysThatThereIsNoCord() {
    final InputException e =
        assertThrows(
            InputException.class,
            () ->
                SegmentCordNetwork.run(
                    SUBJECT.image(),
                    Oracle.cord(Oblique.image(SUBJECT.image().grid(), p -> 0)),
                    Settings.defaults(),
                    Progress.NONE));
    assertTrue(e.getMessage().startsWith("No spinal cord was found in "), e.getMessage());
  }

  @Test
  void saysThatTheStartIsNotInTheCord() {
    final PointLabels corner =
        new PointLabels(List.of(new PointLabel(1, new double[3])), SUBJECT.image().grid());
    assertRefused("at the start", SUBJECT.image(), Settings.defaults().withStart(corner));
    final PointLabels outside =
        new PointLabels(
            List.of(new PointLabel(1, new double[] {0, 0, 900})), SUBJECT.image().grid());
    assertRefused("lies outside", SUBJECT.image(), Settings.defaults().withStart(outside));
  }

  @Test
  void refusesASeriesAndAnImageThatShowsNothing() {
    final Grid grid = SUBJECT.image().grid();
    final Volume series = Volume.of(ArrayImgs.floats(4, 4, 4, 2), grid.voxelToWorld(), "run");
    assertRefused("take their mean", series, Settings.defaults());
    assertRefused("nothing to segment", Oblique.image(grid, p -> 7), Settings.defaults());
    assertRefused("nothing to segment", Oblique.image(grid, p -> Double.NaN), Settings.defaults());
    assertThrows(InputException.class, () -> Settings.defaults().withThreshold(1.5));
  }

  private static void assertRefused(String words, Volume image, Settings settings) {
    final InputException e =
        assertThrows(
            InputException.class,
            () ->
                SegmentCordNetwork.run(
                    image, Oracle.cord(SUBJECT.cordFraction()), settings, Progress.NONE));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void stopsWhenCancelled() {
    assertThrows(
        CancelledException.class,
        () ->
            SegmentCordNetwork.run(
                SUBJECT.image(),
                Oracle.cord(SUBJECT.cordFraction()),
                Settings.defaults(),
                new Cancelled()));
  }

  @Test
  void storedOrientationChangesNothing() {
    final Orientation other = Orientation.parse("SAL");
    final Volume turned =
        SegmentCordNetwork.run(
                SUBJECT.image().reoriented(other),
                Oracle.cord(SUBJECT.cordFraction()),
                Settings.defaults(),
                Progress.NONE)
            .segmentation();
    assertArrayEquals(
        run(SUBJECT, Settings.defaults()).segmentation().toFloats(),
        turned.reoriented(SUBJECT.image().orientation()).toFloats());
  }
}
