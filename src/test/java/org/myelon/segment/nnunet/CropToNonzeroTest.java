package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.myelon.Npy;

class CropToNonzeroTest {

  @Test
  void agreesWithNnUNetOnItsUnitVector() {
    final Reference folder = Reference.of("units/crop");
    final Npy in = folder.array("in.npy");
    final int[] shape = {in.shape()[1], in.shape()[2], in.shape()[3]};
    final CropToNonzero crop = CropToNonzero.run(List.of(in.rows()[0], in.rows()[1]), shape);
    final List<?> box = (List<?>) folder.json("bbox.json");
    for (int a = 0; a < 3; a++)
      assertArrayEquals(
          Reference.ints(box.get(a)), new int[] {crop.from()[a], crop.to()[a]}, "axis " + a);
    final float[] seg = folder.array("out_seg_0_inside_minus1_outside.npy").values();
    for (int i = 0; i < seg.length; i++) assertEquals(seg[i] == 0, crop.inside().get(i), "" + i);
  }

  @Test
  void aHoleIsInsideAndABayIsNot() {
    final int[] shape = {5, 5, 6};
    final float[] shell = new float[150];
    for (int i = 1; i < 4; i++)
      for (int j = 1; j < 4; j++) for (int k = 1; k < 4; k++) shell[(i * 5 + j) * 6 + k] = -1;
    shell[(2 * 5 + 2) * 6 + 2] = 0;
    final CropToNonzero closed = CropToNonzero.run(List.of(shell), shape);
    assertArrayEquals(new int[] {1, 1, 1}, closed.from());
    assertArrayEquals(new int[] {3, 3, 3}, closed.shape());
    assertEquals(27, closed.inside().cardinality());
    shell[(2 * 5 + 2) * 6 + 3] = 0;
    final CropToNonzero open = CropToNonzero.run(List.of(shell), shape);
    assertEquals(25, open.inside().cardinality());
    assertFalse(open.inside().get(13));
  }

  /** As in scipy, beyond the array is outside: in a single slice nothing is enclosed. */
  @Test
  void aSingleSliceHasNoHoles() {
    final float[] ring = {1, 1, 1, 1, 0, 1, 1, 1, 1};
    final CropToNonzero crop = CropToNonzero.run(List.of(ring), new int[] {1, 3, 3});
    assertEquals(8, crop.inside().cardinality());
  }

  @Test
  void anyChannelCounts() {
    final float[] a = {0, 1, 0, 0}, b = {0, 0, 2, 0};
    final CropToNonzero crop = CropToNonzero.run(List.of(a, b), new int[] {1, 1, 4});
    assertArrayEquals(new int[] {0, 0, 1}, crop.from());
    assertArrayEquals(new int[] {1, 1, 3}, crop.to());
  }

  @Test
  void nothingAtAllIsTheWholeArray() {
    final CropToNonzero crop = CropToNonzero.run(List.of(new float[24]), new int[] {2, 3, 4});
    assertArrayEquals(new int[] {2, 3, 4}, crop.shape());
    assertTrue(crop.inside().isEmpty());
  }
}
