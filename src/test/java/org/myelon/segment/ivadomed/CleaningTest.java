package org.myelon.segment.ivadomed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/** The rules of ivadomed on lines of voxels of 0.5 mm³. */
class CleaningTest {

  private static float[][] cleaned(Cleaning cleaning, float[]... outputs) {
    final Grid grid = new Grid(new long[] {outputs[0].length, 1, 1}, Affine.scale(0.5, 1, 1));
    return cleaning.apply(
        outputs, Volume.ofFloats(new float[outputs[0].length], grid, "like"), Progress.NONE);
  }

  private static float[] of(double... values) {
    final float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) result[i] = (float) values[i];
    return result;
  }

  @Test
  void aThresholdBelongsToTheObject() {
    assertArrayEquals(of(0, 1, 1), cleaned(new Cleaning.Binarize(0.5), of(0.49, 0.5, 0.7))[0]);
    assertArrayEquals(of(0, 0, 0.7), cleaned(new Cleaning.RemoveNoise(0.5), of(0.49, 0.5, 0.7))[0]);
  }

  @Test
  void theBackgroundIsWhatTheOutputsLeave() {
    final float[][] taken =
        cleaned(new Cleaning.TakeLargest(), of(0.3, 0.4, 0.5), of(0.1, 0.5, 0.5));
    assertArrayEquals(of(0, 0, 1), taken[0]);
    assertArrayEquals(of(0, 1, 0), taken[1]);
  }

  @Test
  void softObjectsKeepTheirValues() {
    assertArrayEquals(
        of(0, 0, 0.002, 0.4, 0.9),
        cleaned(new Cleaning.KeepLargest(1), of(0.5, 0.0009, 0.002, 0.4, 0.9))[0]);
    assertArrayEquals(
        of(0.5, 0, 0.002, 0.4, 0.9),
        cleaned(new Cleaning.KeepLargest(2), of(0.5, 0.0009, 0.002, 0.4, 0.9))[0]);
  }

  /** The second output's lone voxel lies in the first output's large object; its pair does not. */
  @Test
  void objectsOfOutputsThatFollowEachOtherAreOneWhereTheyMeet() {
    final float[][] kept =
        cleaned(new Cleaning.KeepLargest(1), of(1, 1, 1, 0, 0, 0), of(0, 1, 0, 0, 1, 1));
    assertArrayEquals(of(1, 1, 1, 0, 0, 0), kept[0]);
    assertArrayEquals(of(0, 1, 0, 0, 0, 0), kept[1]);
  }

  @Test
  void smallObjectsGoByVoxelsOrRoundedVolume() {
    final float[] line = of(0.3, 0, 0.3, 0.4, 0, 1, 1, 1);
    assertArrayEquals(
        of(0, 0, 0.3, 0.4, 0, 1, 1, 1),
        cleaned(new Cleaning.RemoveSmall(List.of(2.0), false), line)[0]);
    // 1.2 mm³ are 2.4 voxels, rounded to 2
    assertArrayEquals(
        of(0, 0, 0.3, 0.4, 0, 1, 1, 1),
        cleaned(new Cleaning.RemoveSmall(List.of(1.2), true), line)[0]);
    final float[][] each = cleaned(new Cleaning.RemoveSmall(List.of(1.0, 3.0), false), line, line);
    assertArrayEquals(line, each[0]);
    assertArrayEquals(of(0, 0, 0, 0, 0, 1, 1, 1), each[1]);
  }

  @Test
  void whatAUserSaysTakesThePlaceOfItsKind() {
    final Postprocessing given =
        new Postprocessing(List.of(new Cleaning.KeepLargest(1), new Cleaning.Binarize(0.5)));
    final Postprocessing other =
        given.with(new Cleaning.Binarize(0.7)).with(new Cleaning.FillHoles());
    assertEquals(
        "the largest object was kept, the threshold was 0.700, holes were filled",
        other.sentence());
    assertTrue(given.decides());
    assertFalse(given.without(Cleaning.Binarize.class).decides());
  }

  @Test
  void faintValuesAreNoiseBeforeAnythingElse() {
    final Volume like =
        Volume.ofFloats(
            new float[3], new Grid(new long[] {3, 1, 1}, Affine.scale(1, 1, 1)), "like");
    assertArrayEquals(
        of(0, 0.011, 1.3),
        new Postprocessing(List.of())
            .apply(new float[][] {of(0.01, 0.011, 1.3)}, like, Progress.NONE)[0]);
  }
}
