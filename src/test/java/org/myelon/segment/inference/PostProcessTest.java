package org.myelon.segment.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Objects of known size on an oblique grid of 0.5 x 0.5 x 2 mm voxels. */
class PostProcessTest {

  private static final int N = 12;
  private static final Grid GRID =
      Oblique.grid(
          "RPI",
          new long[] {N, N, N},
          new double[] {0.5, 0.5, 2},
          new double[] {10, -5, 20},
          new double[] {1, 2, 3});

  private final float[] values = new float[N * N * N];

  private Volume image() {
    return Volume.ofFloats(values, GRID, "made");
  }

  private static int at(int x, int y, int z) {
    return (z * N + y) * N + x;
  }

  /** A box from one corner on. */
  private void box(int x, int y, int z, int sx, int sy, int sz, float value) {
    for (int k = z; k < z + sz; k++)
      for (int j = y; j < y + sy; j++) for (int i = x; i < x + sx; i++) values[at(i, j, k)] = value;
  }

  private long count(Volume result, int label) {
    long n = 0;
    for (float v : result.toFloats()) if (v == label) n++;
    return n;
  }

  private Volume run(int largest, boolean fill, String small) {
    return PostProcess.run(
        image(), new PostProcess.Settings(largest, fill, SizeLimit.parse(small)), Progress.NONE);
  }

  @Test
  void keepsTheLargestObjectsOfEachClass() {
    box(0, 0, 0, 3, 3, 3, 1);
    box(5, 5, 5, 2, 2, 2, 1);
    box(9, 9, 9, 1, 1, 1, 1);
    box(0, 8, 0, 2, 2, 2, 2);
    box(8, 0, 0, 1, 1, 1, 2);
    final Volume one = run(1, false, "");
    assertEquals(27, count(one, 1));
    assertEquals(8, count(one, 2));
    assertEquals(35, count(run(2, false, ""), 1));
    assertEquals(36, count(run(9, false, ""), 1));
    assertEquals(36, count(run(0, false, ""), 1));
  }

  @Test
  void objectsThatOnlyTouchAtAnEdgeAreTwoForTheLargestAndOneForTheSmall() {
    box(0, 0, 0, 2, 2, 2, 1);
    box(2, 2, 0, 1, 1, 2, 1);
    assertEquals(8, count(run(1, false, ""), 1));
    assertEquals(10, count(run(0, false, "10vox"), 1));
  }

  @Test
  void removesObjectsBelowASizeInVoxelsOrMm3() {
    box(0, 0, 0, 5, 1, 1, 1);
    box(0, 5, 0, 4, 1, 1, 1);
    assertEquals(5, count(run(0, false, "5vox"), 1));
    assertEquals(9, count(run(0, false, "4vox"), 1));
    // a voxel has 0.5 mm³: the objects 2.5 and 2
    assertEquals(5, count(run(0, false, "2.1mm3"), 1));
    assertEquals(9, count(run(0, false, "2mm3"), 1));
    assertEquals(0, count(run(0, false, "3mm3"), 1));
  }

  @Test
  void fillsWhatIsEnclosedUnlessItIsOfAnotherClass() {
    box(1, 1, 1, 5, 5, 5, 1);
    box(3, 3, 3, 1, 1, 1, 0);
    box(2, 2, 2, 1, 1, 1, 2);
    final Volume filled = run(0, true, "");
    assertEquals(124, count(filled, 1));
    assertEquals(1, count(filled, 2));
  }

  @Test
  void aHoleThatLeaksThroughACornerStaysOpenAsInSct() {
    box(1, 1, 1, 3, 3, 3, 1);
    box(2, 2, 2, 1, 1, 1, 0);
    box(1, 1, 1, 1, 1, 1, 0);
    assertEquals(25, count(run(0, true, ""), 1));
  }

  @Test
  void aSoftMaskLosesItsSmallerObjectsAndKeepsItsValues() {
    box(0, 0, 0, 3, 3, 3, 0.4f);
    box(6, 6, 6, 2, 2, 2, 0.9f);
    box(4, 0, 0, 1, 1, 1, 0.0005f);
    final Volume soft =
        PostProcess.soft(
            image(), new PostProcess.Settings(1, false, SizeLimit.NONE), Progress.NONE);
    final float[] v = soft.toFloats();
    assertEquals(0.4f, v[at(1, 1, 1)]);
    assertEquals(0, v[at(6, 6, 6)]);
    assertEquals(0, v[at(4, 0, 0)]);
    assertThrows(
        InputException.class,
        () ->
            PostProcess.soft(
                image(), new PostProcess.Settings(0, true, SizeLimit.NONE), Progress.NONE));
  }

  @Test
  void nothingIsChangedUnlessAskedFor() {
    box(0, 0, 0, 3, 3, 3, 1);
    assertArrayEquals(values, run(0, false, "").toFloats());
    assertArrayEquals(new float[values.length], emptied().toFloats());
    final Volume soft = image();
    assertSame(soft, PostProcess.soft(soft, PostProcess.Settings.NONE, Progress.NONE));
  }

  private Volume emptied() {
    java.util.Arrays.fill(values, 0);
    return run(1, true, "5vox");
  }

  @Test
  void refusesASizeThatIsNone() {
    for (String text : new String[] {"5", "5 apples", "-5vox", "mm3"})
      assertThrows(InputException.class, () -> SizeLimit.parse(text), text);
  }
}
