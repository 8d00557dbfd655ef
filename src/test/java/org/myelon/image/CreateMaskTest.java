package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.myelon.SharedData;
import org.myelon.image.CreateMask.Settings;
import org.myelon.image.CreateMask.Shape;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class CreateMaskTest {

  private static Volume mask(Volume image, IntFunction<double[]> centres, Settings s) {
    return CreateMask.run(image, centres, s, Progress.NONE).mask();
  }

  @Test
  void theSameSlicesInEveryOrientation() {
    final Grid rpi =
        Oblique.grid(
            "RPI",
            new long[] {20, 15, 4},
            new double[] {1, 2, 5},
            new double[] {9, 5, 2},
            new double[3]);
    final Volume image = Oblique.randomImage(rpi, 1);
    final Settings s = new Settings(Shape.CYLINDER, 9, true);
    final Volume straight = mask(image, CreateMask.at(7, 6, image), s);
    OrientationTest.codes()
        .forEach(
            code -> {
              final Volume turned = image.reoriented(Orientation.parse(code));
              final Volume m = mask(turned, CreateMask.at(7, 6, turned), s);
              assertTrue(m.grid().differenceFrom(turned.grid(), 1e-9).isEmpty());
              assertArrayEquals(straight.toFloats(), m.reoriented(Orientation.RPI).toFloats());
            });
    double voxels = 0;
    for (float v : straight.toFloats()) voxels += v;
    assertEquals(4 * Math.PI * 4 * 2, voxels, .2 * voxels); // 9 voxels of 1 mm, 5 of 2 mm wide
  }

  @Test
  void aPointOfAnotherGridIsFoundByItsPlace() {
    final Grid grid = Oblique.plain(20, 15, 4, 1, 2, 5);
    final Volume image = Oblique.randomImage(grid, 1);
    final Volume label =
        Oblique.image(
            Oblique.plain(40, 30, 8, .5, 1, 2.5), p -> p[0] == 6 && p[1] == 8 && p[2] == 5 ? 3 : 0);
    assertArrayEquals(
        new double[] {20 - 1 - 6, 4},
        CreateMask.at(label, image.reoriented(Orientation.RPI)).apply(0),
        1e-9);
  }

  @Test
  void slicesWithoutCentreStayEmpty() {
    final Volume image = Oblique.randomImage(Oblique.plain(5, 5, 2, 1, 1, 1), 1);
    final float[] v =
        mask(image, k -> k == 1 ? new double[] {2, 2} : null, new Settings(Shape.BOX, 1, false))
            .toFloats();
    for (int i = 0; i < 50; i++) assertEquals(i == 25 + 12 ? 1 : 0, v[i]);
  }

  @Test
  void wrongInputIsRefused() {
    final Grid grid = Oblique.plain(5, 5, 2, 1, 1, 1);
    final Volume image = Oblique.randomImage(grid, 1);
    assertThrows(InputException.class, () -> CreateMask.at(5, 2, image));
    assertThrows(InputException.class, () -> CreateMask.at(Double.NaN, 2, image));
    assertThrows(InputException.class, () -> CreateMask.at(Oblique.randomMask(grid, 0, 1), image));
    assertThrows(InputException.class, () -> CreateMask.at(Oblique.randomMask(grid, 1, 1), image));
    assertThrows(InputException.class, () -> new Settings(Shape.BOX, 0, false));
  }

  @Test
  void agreesWithSct() {
    final Volume mt1 = Nifti.read(SharedData.path("data/sct-testing/mt/mt1.nii.gz"));
    final Volume point = Nifti.read(SharedData.path("data/sct-testing/mt/mt1_point.nii.gz"));
    assertArrayEquals(
        sct("mt1_center_box"),
        mask(mt1, CreateMask.middle(mt1), new Settings(Shape.BOX, 20, false)).toFloats());
    assertArrayEquals(
        sct("mt1_point_cyl"),
        mask(mt1, CreateMask.at(point, mt1), new Settings(Shape.CYLINDER, 10, false)).toFloats());
    assertArrayEquals(
        sct("mt1_coord_gauss"),
        mask(mt1, CreateMask.at(15, 17, mt1), new Settings(Shape.GAUSSIAN, 10, false)).toFloats(),
        1e-6f);
  }

  private static float[] sct(String name) {
    return Nifti.read(SharedData.path("reference/sct/sct_create_mask/" + name + "/mask.nii.gz"))
        .toFloats();
  }
}
