package org.myelon.segment.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Header;
import org.myelon.image.Orientation;
import org.myelon.image.Qform;
import org.myelon.image.Volume;

class NetworkAxesTest {

  private static final Grid GRID = new Grid(new long[] {2, 3, 4}, Affine.scale(-1.25, 1, 4));

  /** Value of a voxel: its index with x fastest. */
  private static Volume image(Grid grid) {
    final float[] values = new float[24];
    for (int i = 0; i < 24; i++) values[i] = i;
    return Volume.ofFloats(values, grid, "t2");
  }

  @Test
  void readersGiveZYX() {
    final NetworkAxes axes = NetworkAxes.ofReader(image(GRID), null);
    assertArrayEquals(new int[] {4, 3, 2}, axes.shape());
    assertArrayEquals(new double[] {4, 1, 1.25}, axes.spacing());
    assertArrayEquals(image(GRID).toFloats(), axes.read(image(GRID).toFloats()));
  }

  @Test
  void turnsAndPermutesAndCrops() {
    final NetworkAxes axes =
        NetworkAxes.ofReader(image(GRID), Orientation.parse("LPI")).permuted(2, 0, 1);
    assertArrayEquals(new int[] {2, 4, 3}, axes.shape());
    assertArrayEquals(new double[] {1.25, 4, 1}, axes.spacing());
    final CropToNonzero box =
        new CropToNonzero(new int[] {0, 3, 1}, new int[] {2, 4, 3}, new BitSet());
    // x reversed (slowest), last z, y from 1
    assertArrayEquals(new float[] {21, 23, 20, 22}, axes.cropped(box).read(image(GRID).toFloats()));
  }

  /** As nibabel and ITK do; the affine map says something else by rounding. */
  @Test
  void voxelSizesAreThoseBesideTheMapWhileTheImageIsAsStored() {
    final Qform qform = new Qform(1, 0, 0, 0, new double[3], 1, new double[] {1.2, 1, 4.5});
    final Volume stored =
        image(GRID)
            .withHeader(
                new Header(
                    "",
                    "",
                    Header.Intent.NONE,
                    Header.Time.UNKNOWN,
                    0,
                    0,
                    null,
                    new Header.StoredGeometry(
                        GRID, 1, 2, qform, 1, GRID.voxelToWorld(), Header.Slices.UNKNOWN),
                    List.of()));
    assertArrayEquals(new double[] {4.5, 1, 1.2}, NetworkAxes.ofReader(stored, null).spacing());
    final Volume moved = stored.withVoxelToWorld(Affine.scale(1, 2, 3));
    assertArrayEquals(new double[] {3, 2, 1}, NetworkAxes.ofReader(moved, null).spacing());
    assertArrayEquals(
        new double[] {4, 1, 1.25},
        NetworkAxes.ofReader(stored, Orientation.parse("LPI")).spacing());
  }

  @Test
  void voxelSizesAreInSinglePrecision() {
    final Grid grid = new Grid(new long[] {2, 3, 4}, Affine.scale(0.1, 1 + 1e-12, 0.89583));
    final double[] spacing = NetworkAxes.ofReader(image(grid), null).spacing();
    assertEquals(0.895829975605011, spacing[0], 1e-15);
    assertEquals(1, spacing[1]);
  }
}
