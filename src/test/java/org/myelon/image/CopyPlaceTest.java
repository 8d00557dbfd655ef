package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;

class CopyPlaceTest {

  private static final Grid PLACE =
      Oblique.grid(
          "AIL",
          new long[] {6, 5, 4},
          new double[] {0.7, 1.5, 3},
          new double[] {10, -20, 5},
          new double[] {3, -40, 25});

  private static Volume ramp(Grid grid, String name) {
    final float[] v = new float[(int) grid.voxelCount()];
    for (int i = 0; i < v.length; i++) v[i] = i;
    return Volume.ofFloats(v, grid, name);
  }

  private static Grid lost(long... size) {
    return new Grid(size, Affine.scale(1, 1, 1));
  }

  @Test
  void takesThePlaceAndKeepsTheValues() {
    final Volume image = ramp(lost(6, 5, 4), "Result of mt0");
    final CopyPlace.Result result = CopyPlace.run(image, ramp(PLACE, "mt0"));
    assertTrue(PLACE.differenceFrom(result.output().grid(), 0).isEmpty());
    assertArrayEquals(image.toFloats(), result.output().toFloats());
    assertEquals(image.grid().largestCornerDistance(PLACE), result.movedMm());
    assertEquals(
        "The place of Result of mt0 in the body was taken from mt0.", result.methods().sentence());
  }

  /** A file of the result says what the file of the reference says: codes, qform, units. */
  @Test
  void aFileOfItSaysWhereItLiesAsTheReferenceDoes(@TempDir Path folder) {
    final Path file = folder.resolve("t2.nii");
    Nifti.write(ramp(PLACE, "t2"), file);
    final Volume reference = Nifti.read(file);
    final Path copy = folder.resolve("copy.nii");
    Nifti.write(CopyPlace.run(ramp(lost(6, 5, 4), "x"), reference).output(), copy);
    final Header.StoredGeometry a = reference.header().storedGeometry().orElseThrow();
    final Header.StoredGeometry b = Nifti.read(copy).header().storedGeometry().orElseThrow();
    assertEquals(a.code(), b.code());
    assertEquals(a.unit(), b.unit());
    assertArrayEquals(a.sform().toArray(), b.sform().toArray());
    assertEquals(a.qform().code(), b.qform().code());
  }

  @Test
  void aSeriesTakesThePlaceOfAVolumeAndTheTimeOfASeries() {
    final Volume series =
        Volume.of(ArrayImgs.floats(6, 5, 4, 3), lost(6, 5, 4).voxelToWorld(), "dwi");
    final Volume placed = CopyPlace.run(series, ramp(PLACE, "t2")).output();
    assertEquals(3, placed.volumeCount());
    assertTrue(PLACE.differenceFrom(placed.grid(), 0).isEmpty());
    assertEquals(0, placed.header().timeStep());
    final Volume timed = placed.withHeader(placed.header().withTimeStep(2.5));
    assertEquals(2.5, CopyPlace.run(series, timed).output().header().timeStep());
  }

  @Test
  void refusesAnotherSize() {
    final InputException e =
        assertThrows(
            InputException.class,
            () -> CopyPlace.run(ramp(lost(5, 6, 4), "x"), ramp(PLACE, "mt0")));
    assertTrue(e.getMessage().startsWith("x has 5x6x4 voxels and mt0 6x5x4: "), e.getMessage());
  }
}
