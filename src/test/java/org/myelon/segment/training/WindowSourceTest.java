package org.myelon.segment.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.step.InputException;

/** Samples of a cylinder along z: radius 5 mm, brighter the more it lies to the Left. */
class WindowSourceTest {

  private static final double RADIUS = 5;

  /** Voxel axes run towards Superior, Right, Anterior. */
  private static final Grid GRID =
      new Grid(new long[] {20, 100, 90}, new Affine(0, 0.6, 0, -30, 0, 0, 0.7, -31, 2, 0, 0, -20));

  private static Volume cylinder(boolean mask) {
    final float[] v = new float[20 * 100 * 90];
    for (int i = 0; i < v.length; i++) {
      final double[] p = GRID.voxelToWorld().apply(i % 20, i / 20 % 100, i / 2000);
      final boolean in = p[0] * p[0] + p[1] * p[1] <= RADIUS * RADIUS;
      v[i] = mask ? (in ? 1 : 0) : (float) ((in ? 100 : 40) - p[0]);
    }
    return Volume.ofFloats(v, GRID, mask ? "mask" : "image");
  }

  private static LabelledImage labelled() {
    return LabelledImage.of(cylinder(false), cylinder(true));
  }

  private static Augmentation only(boolean flip, double scale, double shift) {
    return new Augmentation(0, 0, flip, scale, 0, 0, shift, 0, 0, 0, 0, 0, 0);
  }

  private static RandomGenerator seed(long s) {
    return new SplittableRandom(s);
  }

  private static double area(float[] target, double spacing) {
    double sum = 0;
    for (float v : target) sum += v;
    return sum * spacing * spacing;
  }

  /** Centre of mass of the target in pixels from the window's centre. */
  private static double[] middle(Sample s) {
    final int n = (int) Math.sqrt(s.target().length);
    double sum = 0, x = 0, y = 0;
    for (int i = 0; i < n * n; i++) {
      sum += s.target()[i];
      x += s.target()[i] * (i % n - (n - 1) / 2.0);
      y += s.target()[i] * (i / n - (n - 1) / 2.0);
    }
    return new double[] {x / sum, y / sum};
  }

  @Test
  void sameSeedGivesTheSameSample() {
    final SampleSource source = new WindowSource(labelled(), 64, 0.5, Augmentation.of(32));
    for (int s = 0; s < 20; s++) {
      final Sample a = source.draw(seed(s)), b = source.draw(seed(s));
      assertArrayEquals(a.input(), b.input());
      assertArrayEquals(a.target(), b.target());
    }
  }

  @Test
  void slicesBelowTheMaskAreShownWhereItEndsWithTheCord() {
    final float[] upper = cylinder(true).toFloats();
    for (int i = 0; i < upper.length; i++) if (i % 20 < 10) upper[i] = 0;
    final LabelledImage ends =
        LabelledImage.of(cylinder(false), Volume.ofFloats(upper, GRID, "mask"));
    final LabelledImage below = ends.withSlicesBelow(7);
    assertEquals(ends.slices() + 3, below.slices(), "slices 2 mm apart");
    assertEquals(0, emptyOf(ends));
    assertTrue(emptyOf(below) > 0, "windows without the cord");
  }

  private static int emptyOf(LabelledImage image) {
    final SampleSource source = new WindowSource(image, 64, 0.5, Augmentation.none());
    int empty = 0;
    for (int s = 0; s < 40; s++) if (area(source.draw(seed(s)).target(), 0.5) < 1) empty++;
    return empty;
  }

  @Test
  void everyValueIsFiniteAndNormalised() {
    final SampleSource source = new WindowSource(labelled(), 64, 0.5, Augmentation.of(32));
    final RandomGenerator random = seed(3);
    for (int s = 0; s < 300; s++) {
      final Sample sample = source.draw(random);
      for (float v : sample.input()) assertTrue(Math.abs(v) <= AxialWindow.CLIP, "input " + v);
      for (float v : sample.target()) assertTrue(v >= 0 && v <= 1, "target " + v);
    }
  }

  @Test
  void withoutAugmentationTheWindowIsWhatInferenceCuts() {
    final SampleSource source = new WindowSource(labelled(), 64, 0.5, Augmentation.none());
    final Sample s = source.draw(seed(1));
    double sum = 0, squares = 0;
    for (float v : s.input()) {
      sum += v;
      squares += v * v;
    }
    assertEquals(0, sum / s.input().length, 1e-4);
    assertEquals(1, squares / s.input().length, 1e-3);
    assertEquals(0, middle(s)[0], 0.05, "centred, x");
    assertEquals(0, middle(s)[1], 0.05, "centred, y");
    assertEquals(Math.PI * RADIUS * RADIUS, area(s.target(), 0.5), 1.5, "area");
    assertTrue(s.input()[32 * 64] < s.input()[32 * 64 + 63], "x runs towards Left");
  }

  /** The staircase of 0.6 mm voxels is known to 1 %, the scale stays within its ends. */
  @Test
  void areaFollowsTheScale() {
    final SampleSource source = new WindowSource(labelled(), 80, 0.5, only(false, 1.25, 0));
    final RandomGenerator random = seed(5);
    double least = 1e9, most = 0;
    for (int i = 0; i < 200; i++) {
      final double area = area(source.draw(random).target(), 0.5) / (Math.PI * RADIUS * RADIUS);
      least = Math.min(least, area);
      most = Math.max(most, area);
    }
    assertEquals(1.25 * 1.25, most, 0.09);
    assertEquals(1 / 1.25 / 1.25, least, 0.06);
  }

  @Test
  void inputAndTargetAreFlippedTogether() {
    final SampleSource source = new WindowSource(labelled(), 64, 0.5, only(true, 1, 6));
    final RandomGenerator random = seed(7);
    int flipped = 0;
    for (int i = 0; i < 40; i++) {
      final Sample s = source.draw(random);
      final int n = 64;
      final double[] c = middle(s);
      final int x = (int) Math.round(c[0] + 31.5), y = (int) Math.round(c[1] + 31.5);
      final float inside = s.input()[(n + y) * n + x], beside = s.input()[(n + y) * n + x - 14];
      assertTrue(inside > beside, "the bright cylinder lies where the target is");
      if (s.input()[(n + y) * n + x - 4] < s.input()[(n + y) * n + x + 4]) flipped++;
    }
    assertTrue(flipped > 8 && flipped < 32, flipped + " of 40 flipped");
  }

  /** The image is 60 mm wide: a window of 96 mm goes beyond it. */
  @Test
  void nothingIsBeyondTheImage() {
    final SampleSource source = new WindowSource(labelled(), 64, 1.5, only(false, 1, 0));
    final Sample s = source.draw(seed(2));
    assertEquals(0, s.input()[0]);
    assertEquals(0, s.target()[0]);
    assertEquals(Math.PI * RADIUS * RADIUS, area(s.target(), 1.5), 4);
  }

  @Test
  void someWindowsAreEmpty() {
    final SampleSource source = new WindowSource(labelled(), 40, 0.5, Augmentation.of(40));
    final RandomGenerator random = seed(11);
    int empty = 0;
    for (int i = 0; i < 200; i++) if (area(source.draw(random).target(), 0.5) == 0) empty++;
    assertTrue(empty > 5 && empty < 60, empty + " of 200");
  }

  @Test
  void refusesWhatCannotTeach() {
    final Volume image = cylinder(false), mask = cylinder(true);
    final float[] nan = image.toFloats();
    nan[5] = Float.NaN;
    refuses("not finite", Volume.ofFloats(nan, GRID, "image"), mask);
    refuses("empty", image, Volume.ofFloats(new float[nan.length], GRID, "mask"));
    refuses("no contrast", Volume.ofFloats(new float[nan.length], GRID, "image"), mask);
    refuses("no mask", image, image.withName("mask"));
    assertThrows(InputException.class, () -> new MixedSource(List.of()));
  }

  private static void refuses(String why, Volume image, Volume mask) {
    final InputException e =
        assertThrows(InputException.class, () -> LabelledImage.of(image, mask));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  @Test
  void mixesByWeight() {
    final SampleSource one = r -> new Sample(new float[3], new float[] {1});
    final SampleSource zero = r -> new Sample(new float[3], new float[] {0});
    final SampleSource mix =
        new MixedSource(List.of(new MixedSource.Part(one, 3), new MixedSource.Part(zero, 1)));
    final RandomGenerator random = seed(1);
    int ones = 0;
    for (int i = 0; i < 4000; i++) ones += (int) mix.draw(random).target()[0];
    assertEquals(3000, ones, 150);
  }
}
