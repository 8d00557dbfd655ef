package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.SharedData;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class MorphologyTest {

  private static final Grid GRID = Oblique.plain(14, 12, 10, .6, 1, 2.5);

  static Stream<StructuringElement> elements() {
    return Stream.of(
        StructuringElement.ball(2.5),
        StructuringElement.ballVoxels(2),
        StructuringElement.disk(1.8, 2),
        StructuringElement.diskVoxels(1, 0),
        StructuringElement.box(1.3, 0, 2.5),
        StructuringElement.boxVoxels(1, 2, 0));
  }

  /** The definition: on where any voxel of the element is on. */
  private static float[] naive(Volume mask, StructuringElement e, float on) {
    final int nx = mask.grid().extent(0), ny = mask.grid().extent(1);
    final float[] v = mask.toFloats();
    final float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      out[i] = 1 - on;
      for (int q = 0; q < v.length; q++) {
        final double[] d = {
          q % nx - i % nx, q / nx % ny - i / nx % ny, q / (nx * ny) - i / (nx * ny)
        };
        if (v[q] == on && belongs(d, e, mask.grid().spacing())) out[i] = on;
      }
    }
    return out;
  }

  private static boolean belongs(double[] d, StructuringElement e, double[] mm) {
    double sum = 0, max = 0;
    for (int a = 0; a < 3; a++) {
      if (d[a] == 0) continue;
      final double part = Math.abs(d[a]) * (e.inMm() ? mm[a] : 1) / e.radius()[a];
      sum += part * part;
      max = Math.max(max, part);
    }
    return (e.box() ? max : sum) <= 1 + 1e-9;
  }

  @ParameterizedTest
  @MethodSource("elements")
  void agreesWithTheDefinition(StructuringElement e) {
    final Volume sparse = Oblique.randomMask(GRID, .02, 3),
        dense = Oblique.randomMask(GRID, .97, 4);
    assertArrayEquals(naive(sparse, e, 1), Morphology.dilate(sparse, e, Progress.NONE).toFloats());
    assertArrayEquals(naive(dense, e, 0), Morphology.erode(dense, e, Progress.NONE).toFloats());
    assertArrayEquals(
        naive(Morphology.erode(dense, e, Progress.NONE), e, 1),
        Morphology.open(dense, e, Progress.NONE).toFloats());
    assertArrayEquals(
        naive(Morphology.dilate(sparse, e, Progress.NONE), e, 0),
        Morphology.close(sparse, e, Progress.NONE).toFloats());
  }

  @Test
  void aBallInMillimetresGrowsToItsVolumeOnAnObliqueGrid() {
    final Grid grid =
        Oblique.grid(
            "SPL",
            new long[] {101, 61, 51},
            new double[] {.4, .6, .8},
            new double[] {25, -10, 5},
            new double[3]);
    final Volume ball =
        Oblique.image(grid, p -> Math.hypot(Math.hypot(p[0], p[1]), p[2]) <= 8 ? 1 : 0);
    final double bigger =
        total(Morphology.dilate(ball, StructuringElement.ball(5), Progress.NONE).toFloats());
    final double smaller =
        total(Morphology.erode(ball, StructuringElement.ball(5), Progress.NONE).toFloats());
    final double voxel = .4 * .6 * .8;
    assertEquals(4. / 3 * Math.PI * Math.pow(13, 3), bigger * voxel, .04 * bigger * voxel);
    assertEquals(4. / 3 * Math.PI * Math.pow(3, 3), smaller * voxel, .2 * smaller * voxel);
  }

  private static double total(float[] values) {
    double s = 0;
    for (float f : values) s += f;
    return s;
  }

  @Test
  void theBorderOfTheImageDoesNotErode() {
    final Volume full = Oblique.image(GRID, p -> 1);
    assertArrayEquals(
        full.toFloats(),
        Morphology.erode(full, StructuringElement.ballVoxels(3), Progress.NONE).toFloats());
  }

  @Test
  void fillsHolesInSpaceOrInEachSlice() {
    // a tube along z, open at both ends: no hole in space, one in every slice
    final Grid grid = Oblique.plain(5, 5, 3, 1, 1, 1);
    final Volume tube =
        Oblique.image(grid, p -> Math.max(Math.abs(p[0] - 2), Math.abs(p[1] - 2)) == 1 ? 2 : 0);
    final Volume full =
        Oblique.image(grid, p -> Math.max(Math.abs(p[0] - 2), Math.abs(p[1] - 2)) <= 1 ? 1 : 0);
    assertEquals(
        24, total(Morphology.fillHoles(tube, Connectivity.FACES, Progress.NONE).toFloats()));
    assertArrayEquals(
        full.toFloats(),
        Morphology.fillHoles(tube, Connectivity.inPlane4(2), Progress.NONE).toFloats());
    final Volume shell =
        Oblique.image(
            Oblique.plain(5, 5, 5, 1, 1, 1), p -> p[0] == 2 && p[1] == 2 && p[2] == 2 ? 0 : 1);
    assertEquals(
        125, total(Morphology.fillHoles(shell, Connectivity.FACES, Progress.NONE).toFloats()));
  }

  @Test
  void anImpossibleRadiusIsRefused() {
    assertThrows(InputException.class, () -> StructuringElement.ball(-1));
    assertThrows(InputException.class, () -> StructuringElement.ball(Double.NaN));
  }

  @Test
  void agreesWithSct() {
    final Volume seg = Nifti.read(SharedData.path("data/sct-testing/t2/t2_seg-manual.nii.gz"));
    assertArrayEquals(
        Nifti.read(SharedData.path("reference/sct/sct_maths/seg_dilate_ball/o.nii.gz")).toFloats(),
        Morphology.dilate(seg, StructuringElement.ballVoxels(2), Progress.NONE).toFloats());
    assertArrayEquals(
        Nifti.read(SharedData.path("reference/sct/sct_maths/seg_erode_disk/o.nii.gz")).toFloats(),
        Morphology.erode(seg, StructuringElement.diskVoxels(1, 1), Progress.NONE).toFloats());
  }
}
