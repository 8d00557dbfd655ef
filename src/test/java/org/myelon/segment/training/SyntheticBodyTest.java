package org.myelon.segment.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.step.InputException;

/** Bodies around a cord of radius 5 mm with grey matter of radius 2 mm, 60 mm long. */
class SyntheticBodyTest {

  private static final Grid GRID =
      new Grid(new long[] {50, 50, 60}, new Affine(-1, 0, 0, 25, 0, 1, 0, -25, 0, 0, 1, 0));
  private static final LabelMap MAP =
      LabelMap.of(tube(0, 5, "cord"), tube(0, 2, "grey"), tube(11, 14, "bone"));

  private static Volume tube(double from, double to, String name) {
    final float[] v = new float[50 * 50 * 60];
    for (int i = 0; i < v.length; i++) {
      final double r = Math.hypot(i % 50 - 25, i / 50 % 50 - 25);
      v[i] = r >= from && r <= to ? 1 : 0;
    }
    return Volume.ofFloats(v, GRID, name);
  }

  private static RandomGenerator seed(long s) {
    return new SplittableRandom(s);
  }

  private static SampleSource source(boolean grey, int pixels, double spacing) {
    return new WindowSource(
        new SyntheticBody(MAP, grey, 0.3, pixels * spacing),
        pixels,
        spacing,
        Augmentation.of(pixels * spacing));
  }

  @Test
  void samplesAreFiniteNormalisedAndTheSameForASeed() {
    for (double spacing : new double[] {0.25, 0.5, 2}) {
      final SampleSource source = source(spacing == 0.25, 64, spacing);
      for (int s = 0; s < 60; s++) {
        final Sample a = source.draw(seed(s));
        assertArrayEquals(a.input(), source.draw(seed(s)).input());
        for (float v : a.input()) assertTrue(Math.abs(v) <= AxialWindow.CLIP, "input " + v);
        for (float v : a.target()) assertTrue(v >= 0 && v <= 1, "target " + v);
      }
    }
  }

  /** Cords are scaled by 0.75 to 1.3, flattened by half at most, and end seldom. */
  @Test
  void cordsHaveTheAreaThatTheirScaleAllows() {
    final Anatomy bodies = new SyntheticBody(MAP, false, 0, 40);
    final RandomGenerator random = seed(4);
    int small = 0;
    for (int s = 0; s < 200; s++) {
      final Specimen body = bodies.draw(random);
      double area = 0;
      for (double y = -15; y < 15; y += 0.25)
        for (double x = -15; x < 15; x += 0.25) area += body.target(x, y, 0) / 16;
      final double ratio = area / (Math.PI * 25);
      assertTrue(ratio < 1.3 * 1.3 * 1.08, "area " + ratio);
      if (ratio < 0.75 * 0.75 * 0.5) small++;
    }
    assertTrue(small < 20, small + " of 200 have ended");
  }

  /** A network can only learn what can be seen: the cord's mean is not that of the fluid. */
  @Test
  void theCordIsVisibleWithoutNoise() {
    final RandomGenerator random = seed(6);
    for (int s = 0; s < 500; s++) {
      final TissueContrast c = TissueContrast.draw(s % 2 == 0, random);
      final double cord = 0.7 * c.mean(Tissue.WHITE) + 0.3 * c.mean(Tissue.GREY);
      assertTrue(Math.abs(cord - c.mean(Tissue.CSF)) > 0.1);
      if (s % 2 == 0) assertTrue(Math.abs(c.mean(Tissue.WHITE) - c.mean(Tissue.GREY)) >= 0.07);
    }
  }

  @Test
  void greyMatterLiesWithinTheCord() {
    final Anatomy cords = new SyntheticBody(MAP, false, 0, 40),
        grey = new SyntheticBody(MAP, true, 0, 40);
    final Specimen body = grey.draw(seed(9));
    assertEquals(1, body.target(0, 0, 0), 0.01);
    assertEquals(0, body.target(9, 0, 0), 0.01);
    assertEquals(1, cords.draw(seed(9)).target(0, 0, 0), 0.01);
  }

  @Test
  void noiseIsPeriodicAndNormalised() {
    final NoiseField noise = new NoiseField(1);
    assertEquals(noise.at(1.3, 2.7, -3.1), noise.at(65.3, -61.3, 60.9), 1e-4);
    double sum = 0, squares = 0;
    for (int i = 0; i < 64 * 64 * 64; i++) {
      final float v = noise.at(i % 64, i / 64 % 64, i / 4096);
      sum += v;
      squares += v * v;
    }
    assertEquals(0, sum / (64 * 64 * 64), 0.05);
    assertEquals(1, squares / (64 * 64 * 64), 0.01);
  }

  @Test
  void refusesAMapWithoutACord() {
    final Volume none = Volume.ofFloats(new float[50 * 50 * 60], GRID, "cord");
    final Volume bone = tube(11, 14, "bone");
    assertThrows(InputException.class, () -> LabelMap.of(none, bone, bone));
  }
}
