package org.myelon.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.Cancelled;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.segment.PropagateContour.Result;
import org.myelon.segment.PropagateContour.Settings;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class PropagateContourTest {

  @ParameterizedTest(name = "{0} {1}x{2}x{3} mm, tilt {4}, {5}, noise {6}")
  @CsvSource({
    "AIL, 1, 1, 1, 3, T2, 0.03, 0.9",
    "RPI, 1, 1, 1, 0, T1, 0.03, 0.9",
    "LPS, 0.5, 0.5, 5, 0, T2, 0.03, 0.9",
    "RAI, 0.5, 0.5, 5, 12, T1, 0.03, 0.9",
    "PSR, 0.8, 0.9, 3, -10, T2, 0.06, 0.9",
  })
  void findsTheCordOfTheSyntheticSpineOnAnyGrid(
      String orientation,
      double rl,
      double pa,
      double is,
      double tilt,
      String contrast,
      double noise,
      double least) {
    final Grid grid =
        SpinePhantom.grid(Orientation.parse(orientation), new double[] {rl, pa, is}, tilt, 2);
    final Subject subject =
        SpinePhantom.draw(
            SpinePhantom.Settings.defaults()
                .withGrid(grid)
                .withContrast(org.myelon.phantom.Contrast.valueOf(contrast))
                .withNoise(noise),
            Progress.NONE);
    final Result result = PropagateContour.run(subject.image(), AUTO, Progress.NONE);
    assertEquals(Contrast.valueOf(contrast).sign(), result.contrast().sign(), "contrast found");
    final double dice = Dice.of(result.segmentation(), subject.cord());
    assertTrue(dice >= least, "Dice " + dice);
  }

  private static final Settings AUTO = Settings.defaults().withContrast(Contrast.AUTO);

  /** A bright or dark rod, oval, curved, in fluid inside bone; the truth is analytic. */
  private static double rod(double x, double y, double z) {
    final double cx = 20 + 3 * Math.sin(z / 20), cy = 22 + 0.1 * z;
    return Math.hypot((x - cx) / 6, (y - cy) / 4);
  }

  private static Volume rodImage(int sign, double noise, long seed) {
    final Grid grid = new Grid(new long[] {80, 90, 12}, Affine.scale(-0.5, 0.5, 5));
    final float[] v = new float[80 * 90 * 12];
    final Random random = new Random(seed);
    for (int i = 0; i < v.length; i++) {
      final double r = rod(i % 80 * 0.5, i / 80 % 90 * 0.5, i / 7200 * 5);
      final double cord = sign > 0 ? 100 : 200, fluid = sign > 0 ? 250 : 80;
      v[i] = (float) ((r < 1 ? cord : r < 1.6 ? fluid : 40) + noise * random.nextGaussian());
    }
    return Volume.ofFloats(v, grid, "rod");
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "-1, 2", "1, 15", "-1, 15"})
  void outlineOfACurvedRodLiesWhereItsFormulaSays(int sign, double noise) {
    final Volume image = rodImage(sign, noise, 7);
    final Result result = PropagateContour.run(image, AUTO, Progress.NONE);
    final float[] mask = result.segmentation().toFloats();
    long both = 0, sum = 0;
    for (int i = 0; i < mask.length; i++) {
      final boolean truth = rod(i % 80 * 0.5, i / 80 % 90 * 0.5, i / 7200 * 5) < 1;
      if (truth) sum++;
      if (mask[i] > 0) sum++;
      if (truth && mask[i] > 0) both++;
    }
    assertTrue(2.0 * both / sum >= 0.95, "Dice " + 2.0 * both / sum);
    assertEquals(sign, result.contrast().sign());
    final double middle = result.centerline().y(6) * 0.5;
    assertEquals(22 + 0.1 * 30, middle, 0.4, "centreline in mm");
  }

  @Test
  void storedOrientationChangesNothing() {
    final Volume image = rodImage(1, 5, 3);
    final Orientation other = Orientation.parse("SAL");
    final Volume plain =
        PropagateContour.run(image, Settings.defaults(), Progress.NONE).segmentation();
    final Volume turned =
        PropagateContour.run(image.reoriented(other), Settings.defaults(), Progress.NONE)
            .segmentation();
    assertTrue(turned.grid().differenceFrom(image.reoriented(other).grid(), 1e-6).isEmpty());
    assertArrayEquals(plain.toFloats(), turned.reoriented(image.orientation()).toFloats());
  }

  @Test
  void sameBitsForOneAndFourThreads() throws Exception {
    final Volume image = rodImage(1, 15, 5);
    final float[][] masks = new float[2][];
    for (int i = 0; i < 2; i++) {
      final ForkJoinPool pool = new ForkJoinPool(i == 0 ? 1 : 4);
      masks[i] =
          pool.submit(() -> PropagateContour.run(image, Settings.defaults(), Progress.NONE))
              .get()
              .segmentation()
              .toFloats();
      pool.shutdown();
    }
    assertArrayEquals(masks[0], masks[1]);
  }

  @Test
  void limitsAndStartAreKept() {
    final Volume image = rodImage(1, 2, 7);
    final PointLabels start =
        new PointLabels(List.of(new PointLabel(1, new double[] {42, 50, 5})), image.grid());
    final Result result =
        PropagateContour.run(
            image,
            Settings.defaults().withContrast(Contrast.T2).withStart(start).withSlices(3, 8),
            Progress.NONE);
    assertEquals(3, result.centerline().firstSlice());
    assertEquals(8, result.centerline().lastSlice());
    assertTrue(Double.isNaN(result.confidence()[2]) && result.confidence()[3] > 0.9);
  }

  @Test
  void startOutsideIsRefused() {
    final Volume image = rodImage(1, 2, 7);
    final PointLabels start =
        new PointLabels(List.of(new PointLabel(1, new double[] {42, 500, 5})), image.grid());
    assertRefused(image, Settings.defaults().withStart(start), "no point in the slices");
  }

  private static void assertRefused(Volume image, Settings settings, String words) {
    final InputException e =
        assertThrows(
            InputException.class, () -> PropagateContour.run(image, settings, Progress.NONE));
    assertTrue(e.getMessage().contains(words), e.getMessage());
    assertTrue(e.getMessage().indexOf('\n') < 0);
  }

  private static Volume filled(float value, Random random, long... size) {
    long n = 1;
    for (long s : size) n *= s;
    final float[] v = new float[(int) n];
    for (int i = 0; i < n; i++)
      v[i] = random == null ? value : (float) Math.abs(random.nextGaussian());
    return Volume.of(ArrayImgs.floats(v, size), Affine.IDENTITY, "bad");
  }

  @Test
  void imagesWithoutCordAreRefusedInOneLine() {
    final Settings s = AUTO;
    assertRefused(filled(0, null, 40, 40, 20), s, "same value everywhere");
    assertRefused(filled(7, null, 40, 40, 20), s, "same value everywhere");
    assertRefused(filled(Float.NaN, null, 40, 40, 20), s, "same value everywhere");
    assertRefused(filled(0, new Random(1), 40, 40, 1), s, "single slice");
    assertRefused(filled(0, new Random(1), 3, 2, 2), s, "No spinal cord");
    assertRefused(filled(0, new Random(1), 20, 20, 10, 3), s, "series");
    for (int seed = 0; seed < 5; seed++)
      assertRefused(filled(0, new Random(seed), 40, 40, 30), s, "No spinal cord");
    assertRefused(rodImage(1, 2, 7), s.withSlices(5, 40), "Slices 5 to 40");
  }

  @Test
  void stopsWhenCancelled() {
    final Progress cancelled = new Cancelled();
    assertThrows(
        CancelledException.class,
        () -> PropagateContour.run(rodImage(1, 2, 7), Settings.defaults(), cancelled));
  }
}
