package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.myelon.Npy;
import org.myelon.segment.nnunet.Resampling.SeparateZ;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class ResampleArrayTest {

  private static final double[] ISOTROPIC = {1, 1, 1};

  @Test
  void agreesWithNnUNetOnItsUnitVectors() {
    final Reference folder = Reference.of("units/resampling");
    for (Map<String, Object> c : folder.cases("cases.json"))
      for (int order : new int[] {3, 1}) {
        final String name = (String) c.get("name");
        final Resampling rule = rule(order, SeparateZ.AUTOMATIC);
        final double[] from = Reference.doubles(c.get("current_spacing"));
        final double[] to = Reference.doubles(c.get("new_spacing"));
        final OptionalInt axis =
            Boolean.TRUE.equals(c.get("separate_z"))
                ? OptionalInt.of(((Number) c.get("axis")).intValue())
                : OptionalInt.empty();
        assertEquals(axis, SeparateAxis.of(rule, from, to), name);
        final Npy in = folder.array(name + "_in.npy");
        final Npy expected = folder.array(name + "_order" + order + ".npy");
        final int[] shape = Reference.ints(((List<?>) c.get("in_shape")).subList(1, 4));
        final int[] newShape = Reference.ints(c.get("new_shape"));
        for (int channel = 0; channel < in.shape()[0]; channel++)
          assertArrayEquals(
              expected.at(channel).values(),
              ResampleArray.run(
                  in.at(channel).values(), shape, newShape, rule, from, to, Progress.NONE),
              2e-5f,
              name + " order " + order);
      }
  }

  @Test
  void roundsShapesAsNnUNetDoes() {
    for (Map<String, Object> c : Reference.of("units").cases("new_shape.json"))
      assertArrayEquals(
          Reference.ints(c.get("new_shape")),
          ResampleArray.newShape(
              Reference.ints(c.get("shape")),
              Reference.doubles(c.get("spacing")),
              Reference.doubles(c.get("target"))));
  }

  @Test
  void roundsHalvesToTheEvenNumber() {
    assertArrayEquals(
        new int[] {12, 14, 2},
        ResampleArray.newShape(
            new int[] {10, 27, 5}, new double[] {5, 1, 1}, new double[] {4, 2, 2}));
  }

  /** Far from the ends the spline through a cubic polynomial is the polynomial. */
  @Test
  void keepsACubicPolynomialAwayFromTheEnds() {
    final int n = 60, m = 77;
    final float[] line = new float[n];
    for (int i = 0; i < n; i++) line[i] = (float) cubic(i);
    final float[] out = along(line, n, m, 3);
    for (int i = 16; i < m - 16; i++) {
      final double x = (i + 0.5) * n / m - 0.5;
      assertEquals(cubic(x), out[i], 2e-5);
    }
  }

  private static double cubic(double i) {
    final double x = i / 60 - 0.5;
    return 1 + 2 * x - 3 * x * x + 12 * x * x * x;
  }

  @Test
  void keepsALinearRampWithOrderOne() {
    final float[] line = {0, 1, 2, 3, 4, 5};
    final float[] out = along(line, 6, 12, 1);
    for (int i = 0; i < 12; i++)
      assertEquals(Math.max(0, Math.min(5, (i + 0.5) / 2 - 0.5)), out[i], 1e-6);
  }

  @Test
  void takesTheLaterOfTwoNearestValues() {
    assertArrayEquals(new float[] {1, 3}, along(new float[] {0, 1, 2, 3}, 4, 2, 0));
  }

  @Test
  void reversedLinesGiveReversedResults() {
    final float[] line = random(23), reversed = new float[23];
    for (int i = 0; i < 23; i++) reversed[i] = line[22 - i];
    final float[] out = along(line, 23, 31, 3), back = along(reversed, 23, 31, 3);
    for (int i = 0; i < 31; i++) assertEquals(out[i], back[30 - i], 1e-6);
  }

  @Test
  void neverLeavesTheRangeOfWhatItComesFrom() {
    final float[] step = {0, 0, 0, 0, 1, 1, 1, 1};
    for (float v : along(step, 8, 21, 3)) assertTrue(v >= 0 && v <= 1);
  }

  @Test
  void constantStaysConstantAndOneSliceIsOneSlice() {
    final float[] values = new float[5 * 6];
    java.util.Arrays.fill(values, 7);
    final float[] out =
        ResampleArray.run(
            values,
            new int[] {1, 5, 6},
            new int[] {3, 9, 4},
            Resampling.ofImages(),
            ISOTROPIC,
            ISOTROPIC,
            Progress.NONE);
    for (float v : out) assertEquals(7, v, 1e-5);
  }

  @Test
  void theSameShapeIsTheSameArray() {
    final float[] values = random(24);
    assertSame(
        values,
        ResampleArray.run(
            values,
            new int[] {2, 3, 4},
            new int[] {2, 3, 4},
            Resampling.ofImages(),
            ISOTROPIC,
            ISOTROPIC,
            Progress.NONE));
  }

  @Test
  void axisIsSeparateByTheImageThenByTheTarget() {
    final Resampling rule = Resampling.ofImages();
    final double[] thick = {5, 1, 1}, flat = {1, 5, 5};
    assertEquals(OptionalInt.of(0), SeparateAxis.of(rule, thick, ISOTROPIC));
    assertEquals(OptionalInt.of(0), SeparateAxis.of(rule, ISOTROPIC, thick));
    assertEquals(OptionalInt.empty(), SeparateAxis.of(rule, flat, ISOTROPIC));
    assertEquals(OptionalInt.empty(), SeparateAxis.of(rule, flat, thick));
    assertEquals(OptionalInt.empty(), SeparateAxis.of(rule, new double[] {3, 1, 1}, ISOTROPIC));
    final Resampling never = rule(3, SeparateZ.NEVER);
    assertEquals(OptionalInt.empty(), SeparateAxis.of(never, thick, ISOTROPIC));
    final Resampling always = rule(3, SeparateZ.ALWAYS);
    assertEquals(OptionalInt.of(2), SeparateAxis.of(always, new double[] {1, 1, 2}, thick));
    assertEquals(OptionalInt.empty(), SeparateAxis.of(always, ISOTROPIC, thick));
  }

  @Test
  void refusesOtherOrders() {
    assertTrue(
        assertThrows(InputException.class, () -> along(random(4), 4, 5, 2))
            .getMessage()
            .contains("order 2"));
  }

  private static Resampling rule(int order, SeparateZ separate) {
    return new Resampling(order, 0, separate, 3);
  }

  private static float[] along(float[] line, int n, int m, int order) {
    return ResampleArray.run(
        line,
        new int[] {1, n, 1},
        new int[] {1, m, 1},
        rule(order, SeparateZ.AUTOMATIC),
        ISOTROPIC,
        ISOTROPIC,
        Progress.NONE);
  }

  private static float[] random(int n) {
    final Random random = new Random(5);
    final float[] values = new float[n];
    for (int i = 0; i < n; i++) values[i] = (float) random.nextGaussian();
    return values;
  }
}
