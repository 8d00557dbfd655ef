package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.imglib2.RandomAccess;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.SharedData;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;

class OrientationTest {

  static Stream<String> codes() {
    return Stream.of("RAS", "RSA", "ARS", "ASR", "SRA", "SAR")
        .flatMap(axes -> IntStream.range(0, 8).mapToObj(flips -> turned(axes, flips)));
  }

  /** The code with the axes of the set bits the other way round. */
  private static String turned(String axes, int flips) {
    final StringBuilder s = new StringBuilder(axes);
    for (int a = 0; a < 3; a++)
      if ((flips & 1 << a) != 0) s.setCharAt(a, "LPI".charAt("RAS".indexOf(axes.charAt(a))));
    return s.toString();
  }

  @Test
  void thereAre48() {
    assertEquals(48, codes().map(Orientation::parse).distinct().count());
  }

  @Test
  void lettersSayWhereAnAxisStarts() {
    assertEquals("LPI", Orientation.of(Affine.IDENTITY).toString());
    assertEquals("RAS", Orientation.of(Affine.IDENTITY).toEndLetters());
    assertEquals("RPI", Orientation.of(Affine.scale(-1, 2, 3)).toString());
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyCodeIsReadBackFromItsAffineEvenOblique(String code) {
    final double[] mm = {0.9, 5, 1.3};
    for (double[] turn : new double[][] {{0, 0, 0}, {20, -25, 10}, {-30, 5, 25}}) {
      final Grid g = Oblique.grid(code, new long[] {4, 5, 6}, mm, turn, new double[] {3, -8, 40});
      assertEquals(code, g.orientation().toString());
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void reorientingMovesNoVoxelInTheBodyAndComesBackExactly(String code) {
    final Grid grid =
        Oblique.grid(
            "AIL",
            new long[] {3, 4, 5},
            new double[] {.5, 2, 1},
            new double[] {12, -7, 21},
            new double[] {10, 20, -30});
    final Volume image = Oblique.randomImage(grid, 7);
    final Volume turned = image.reoriented(Orientation.parse(code));
    assertEquals(code, turned.orientation().toString());
    assertEachVoxelAtItsPlace(image, turned);
    final Volume back = turned.reoriented(grid.orientation());
    assertArrayEquals(image.toFloats(), back.toFloats());
    assertTrue(grid.differenceFrom(back.grid(), 1e-9).isEmpty());
  }

  private static void assertEachVoxelAtItsPlace(Volume image, Volume turned) {
    final Affine toImage = image.voxelToWorld().inverse().after(turned.voxelToWorld());
    final RandomAccess<? extends RealType<?>> a = image.pixels().randomAccess();
    final RandomAccess<? extends RealType<?>> b = turned.pixels().randomAccess();
    for (long k = 0; k < turned.grid().size(2); k++)
      for (long j = 0; j < turned.grid().size(1); j++)
        for (long i = 0; i < turned.grid().size(0); i++) {
          final double[] p = toImage.apply(i, j, k);
          for (int d = 0; d < 3; d++) {
            assertEquals(Math.rint(p[d]), p[d], 1e-9);
            a.setPosition(Math.round(p[d]), d);
          }
          b.setPosition(new long[] {i, j, k});
          assertEquals(a.get().getRealDouble(), b.get().getRealDouble());
        }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void renamingKeepsVoxelSizesAngleAndCentre(String code) {
    final Grid grid =
        Oblique.grid(
            "RPI",
            new long[] {3, 4, 5},
            new double[] {.5, 2, 1},
            new double[] {12, -7, 21},
            new double[] {10, 20, -30});
    final Grid renamed = grid.renamed(Orientation.parse(code));
    assertEquals(code, renamed.orientation().toString());
    assertArrayEquals(grid.spacing(), renamed.spacing(), 1e-12);
    assertArrayEquals(new double[] {10, 20, -30}, renamed.voxelToWorld().apply(1, 1.5, 2), 1e-9);
    assertTrue(grid.differenceFrom(renamed.renamed(Orientation.RPI), 1e-9).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RP", "RPIX", "RRI", "RLS", "XYZ", "RPR"})
  void whatIsNoCodeIsRefused(String code) {
    final String message =
        assertThrows(InputException.class, () -> Orientation.parse(code)).getMessage();
    assertTrue(message.contains("'" + code + "'") && message.contains("RPI"), message);
  }

  @Test
  void agreesWithSct() {
    final Volume t2 = Nifti.read(SharedData.path("data/sct-testing/t2/t2.nii.gz"));
    assertEquals("AIL", t2.orientation().toString());
    final Volume rpi = t2.reoriented(Orientation.RPI);
    final Volume sct =
        Nifti.read(SharedData.path("reference/sct/sct_image/t2_setorient_RPI/rpi.nii.gz"));
    assertArrayEquals(sct.toFloats(), rpi.toFloats());
    assertTrue(sct.grid().differenceFrom(rpi.grid(), 1e-3).isEmpty());
  }
}
