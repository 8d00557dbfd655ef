package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.RandomAccess;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.SharedData;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;

class CropTest {

  private static final Grid GRID =
      Oblique.grid(
          "PIR",
          new long[] {8, 9, 10},
          new double[] {.5, 2, 1},
          new double[] {12, -7, 21},
          new double[] {10, 20, -30});

  private static Box box(long... limits) {
    return new Box(
        new long[] {limits[0], limits[2], limits[4]}, new long[] {limits[1], limits[3], limits[5]});
  }

  /** Every voxel of the smaller image has the value that the larger has at the same place in mm. */
  private static void assertSamePlaces(Volume large, Volume small) {
    final Affine map = large.voxelToWorld().inverse().after(small.voxelToWorld());
    final RandomAccess<? extends RealType<?>> a = large.pixels().randomAccess();
    final float[] v = small.toFloats();
    final Grid g = small.grid();
    for (int i = 0; i < v.length; i++) {
      final double[] p =
          map.apply(i % g.size(0), i / g.size(0) % g.size(1), i / (g.size(0) * g.size(1)));
      for (int d = 0; d < 3; d++) {
        assertEquals(Math.rint(p[d]), p[d], 1e-9);
        a.setPosition(Math.round(p[d]), d);
      }
      assertEquals(a.get().getRealFloat(), v[i]);
    }
  }

  @Test
  void keptVoxelsStayWhereTheyAreInTheBody() {
    final Volume image = Oblique.randomImage(GRID, 1);
    final Volume crop = Crop.to(image, box(2, 5, 0, 8, 3, 3));
    assertArrayEquals(new long[] {4, 9, 1}, crop.grid().size());
    assertSamePlaces(image, crop);
  }

  @Test
  void paddingIsTheOppositeOfCropping() {
    final Volume image = Oblique.randomImage(GRID, 2);
    final Volume padded = Crop.pad(image, new long[] {1, 0, 3}, new long[] {2, 4, 0}, -7);
    assertArrayEquals(new long[] {11, 13, 13}, padded.grid().size());
    assertSamePlaces(padded, image);
    assertEquals(-7, padded.toFloats()[0]);
    final Volume back = Crop.to(padded, box(1, 8, 0, 8, 3, 12));
    assertArrayEquals(image.toFloats(), back.toFloats());
    assertTrue(image.grid().differenceFrom(back.grid(), 1e-9).isEmpty());
  }

  @Test
  void seriesAndVectorFieldsKeepTheirOtherAxes() {
    final Volume field = Volume.of(ArrayImgs.floats(8, 9, 10, 1, 3), GRID.voxelToWorld(), "field");
    final Box box = box(2, 5, 0, 8, 3, 3);
    assertArrayEquals(
        new long[] {4, 9, 1, 1, 3}, Crop.to(field, box).pixels().dimensionsAsLongArray());
    assertArrayEquals(
        new long[] {8, 9, 10, 1, 3},
        Crop.blankOutside(field, box, 1).pixels().dimensionsAsLongArray());
  }

  @Test
  void aBackgroundThatTheDataTypeCannotHoldIsRefused() {
    final Volume mask = Oblique.randomMask(GRID, .5, 1);
    assertThrows(InputException.class, () -> Crop.blankOutside(mask, box(0, 1, 0, 1, 0, 1), -1));
    assertThrows(InputException.class, () -> Crop.blankOutside(mask, box(0, 1, 0, 1, 0, 1), .5));
  }

  @Test
  void moreVoxelsThanMemoryHoldsAreRefused() {
    final Volume image = Oblique.randomImage(GRID, 1);
    final long[] many = {99999, 99999, 99999};
    final String m =
        assertThrows(InputException.class, () -> Crop.pad(image, many, many, 0)).getMessage();
    assertTrue(m.contains("more than fit into memory"), m);
  }

  @Test
  void aBoxOutsideTheImageIsRefused() {
    final Volume image = Oblique.randomImage(GRID, 1);
    for (Box b : new Box[] {box(0, 8, 0, 1, 0, 1), box(-1, 3, 0, 1, 0, 1), box(3, 2, 0, 1, 0, 1)}) {
      final String m = assertThrows(InputException.class, () -> Crop.to(image, b)).getMessage();
      assertTrue(m.contains("first (x)") && m.contains("0..7"), m);
    }
  }

  @Test
  void anEmptyMaskAndAReferenceElsewhereAreRefused() {
    final Volume empty = Oblique.randomMask(GRID, 0, 1);
    assertThrows(InputException.class, () -> Box.around(empty));
    final Grid far =
        new Grid(GRID.size(), Affine.translation(500, 0, 0).after(GRID.voxelToWorld()));
    assertThrows(InputException.class, () -> Box.seenBy(far, GRID));
  }

  @Test
  void seesItselfWhollyAndAnObliqueReferenceByItsVoxels() {
    assertEquals(Box.of(GRID), Box.seenBy(GRID.reoriented(Orientation.RPI), GRID));
    final Grid small =
        Oblique.grid(
            "RPI",
            new long[] {3, 3, 3},
            new double[] {1, 1, 1},
            new double[] {0, 0, 30},
            new double[3]);
    final Grid image =
        Oblique.grid(
            "LPI",
            new long[] {21, 21, 21},
            new double[] {.3, .3, .3},
            new double[3],
            new double[3]);
    // a square of 3 mm turned by 30 degrees reaches 1.5 (cos 30 + sin 30) = 2.05 mm: 6 voxels
    assertEquals(box(4, 16, 4, 16, 5, 15), Box.seenBy(small, image));
  }

  @ParameterizedTest
  @CsvSource({"t2_xyz, t2/t2", "t2_mask_dilate, t2/t2", "mt1_b0, mt/mt1"})
  void agreesWithSct(String name, String input) {
    final Volume sct = sct("sct_crop_image/" + name + "/crop");
    final Volume image = testing(input);
    final Volume ours =
        switch (name) {
          case "t2_xyz" -> Crop.to(image, box(5, 50, 0, 54, 5, 50));
          case "t2_mask_dilate" ->
              Crop.to(
                  image,
                  Box.around(testing("t2/t2_seg-manual"))
                      .grown(new long[] {5, 5, 0}, image.grid()));
          default -> Crop.blankOutside(image, Box.around(testing("mt/mt1_seg")), 0);
        };
    assertArrayEquals(sct.toFloats(), ours.toFloats());
    assertTrue(sct.grid().differenceFrom(ours.grid(), 1e-3).isEmpty());
  }

  /**
   * SCT ends the field of view of the reference at its outermost voxel centres, we at their outer
   * faces, half a voxel further: one voxel more at three of the six sides.
   */
  @Test
  void theFieldOfViewOfAReferenceHoldsSctsBox() {
    final Volume image = testing("t2/t2");
    final Box ours = Box.seenBy(testing("mt/mt1").grid(), image.grid());
    assertEquals(box(12, 49, 0, 54, 8, 43), ours);
    final Volume inner = Crop.to(image, box(12, 48, 0, 54, 9, 42));
    assertArrayEquals(sct("sct_crop_image/t2_ref/crop").toFloats(), inner.toFloats());
  }

  @Test
  void paddingAgreesWithSct() {
    final Volume ours = Crop.pad(testing("t2/t2"), new long[] {1, 0, 4}, new long[] {2, 3, 0}, 0);
    final Volume sct = sct("sct_image/t2_pad/pad");
    assertArrayEquals(sct.toFloats(), ours.toFloats());
    assertTrue(sct.grid().differenceFrom(ours.grid(), 1e-3).isEmpty());
  }

  private static Volume sct(String name) {
    return Nifti.read(SharedData.path("reference/sct/" + name + ".nii.gz"));
  }

  private static Volume testing(String name) {
    return Nifti.read(SharedData.path("data/sct-testing/" + name + ".nii.gz"));
  }
}
