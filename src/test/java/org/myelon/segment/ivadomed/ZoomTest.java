package org.myelon.segment.ivadomed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.myelon.step.Progress;

/** Numbers that end in many digits are of scipy 1.10.1, ndimage.zoom. */
class ZoomTest {

  private static final float[] LINE = {3, -1, 4, 1, -5, 9, 2};

  /** Along each of the axes, which must not differ. */
  private static float[] zoomed(float[] line, int m, boolean spline) {
    float[] first = null;
    for (int axis = 0; axis < 3; axis++) {
      final int[] shape = {1, 1, 1}, to = {1, 1, 1};
      shape[axis] = line.length;
      to[axis] = m;
      final float[] values = Zoom.run(new Block(line, shape), to, spline, Progress.NONE).values();
      if (first != null) assertArrayEquals(first, values);
      first = values;
    }
    return first;
  }

  @Test
  void theSplineIsThatOfScipy() {
    assertArrayEquals(
        new float[] {
          3, -0.151996f, 0.011544f, 4, 3.042809f, -1.899952f, -5, 5.607503f, 8.056758f, 2
        },
        zoomed(LINE, 10, true),
        2e-6f);
    assertArrayEquals(new float[] {3, 4, -5, 2}, zoomed(LINE, 4, true), 2e-6f);
  }

  @Test
  void theLinearRuleIsThatOfScipy() {
    assertArrayEquals(
        new float[] {3, 0.333333f, 0.666667f, 4, 2, -1, -5, 4.333333f, 6.666667f, 2},
        zoomed(LINE, 10, false),
        2e-6f);
  }

  /** 24 to 22 voxels: the last one lies one rounding error beyond the image. */
  @Test
  void theImageLosesItsLastVoxelWhereScipyDoesAndWhatWasFoundDoesNot() {
    final float[] ramp = new float[24];
    for (int i = 0; i < 24; i++) ramp[i] = i + 1;
    final float[] spline = zoomed(ramp, 22, true), linear = zoomed(ramp, 22, false);
    assertEquals(22.890623, spline[20], 2e-5);
    assertEquals(0, spline[21]);
    assertEquals(24, linear[21], 1e-5);
  }

  @Test
  void oneVoxelStaysWhatItIs() {
    assertArrayEquals(new float[] {7, 7, 7}, zoomed(new float[] {7}, 3, true));
    assertArrayEquals(new float[] {7, 7, 7}, zoomed(new float[] {7}, 3, false));
    assertArrayEquals(new float[] {3}, zoomed(LINE, 1, true), 1e-6f);
  }

  @Test
  void axesDoNotMix() {
    final Block block = Block.zeros(new int[] {5, 6, 7});
    for (int i = 0, at = 0; i < 5; i++)
      for (int j = 0; j < 6; j++)
        for (int k = 0; k < 7; k++, at++) block.values()[at] = i + 10 * j + 100 * k;
    final Block out = Zoom.run(block, new int[] {9, 3, 13}, false, Progress.NONE);
    for (int i = 0, at = 0; i < 9; i++)
      for (int j = 0; j < 3; j++)
        for (int k = 0; k < 13; k++, at++)
          assertEquals(i * 0.5 + 10 * j * 2.5 + 100 * k * 0.5, out.values()[at], 1e-4);
  }

  @Test
  void aPartMayLeaveTheBlockAndComesBack() {
    final Block block = new Block(new float[] {1, 2, 3, 4, 5, 6}, new int[] {1, 2, 3});
    final Block part = block.part(new int[] {-1, 1, -1}, new int[] {2, 2, 4});
    assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 5, 6, 0, 0, 0, 0}, part.values());
    assertTrue(block.part(new int[] {5, 9, 9}, new int[] {1, 1, 2}).values()[1] == 0);
    final CropStep crop = CropStep.centred(new int[] {0, 1, 5});
    final Block cropped = crop.forward(block, Progress.NONE);
    assertArrayEquals(new int[] {1, 1, 5}, cropped.shape());
    assertArrayEquals(new float[] {0, 1, 2, 3, 0}, cropped.values(), "half rounds to even");
    assertArrayEquals(
        new float[] {1, 2, 3, 0, 0, 0}, crop.back(cropped, block.shape(), Progress.NONE).values());
  }
}
