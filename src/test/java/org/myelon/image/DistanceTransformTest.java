package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.step.Progress;

class DistanceTransformTest {

  private static final Grid GRID =
      Oblique.grid(
          "SRA",
          new long[] {17, 13, 19},
          new double[] {.4, 3, 1.1},
          new double[] {20, 10, -15},
          new double[3]);

  /** The distance in the world of each voxel from the nearest one whose value is {@code site}. */
  private static float[] naive(Volume mask, float site) {
    final Grid g = mask.grid();
    final float[] v = mask.toFloats();
    final double[][] place = new double[v.length][];
    for (int i = 0; i < v.length; i++)
      place[i] =
          g.voxelToWorld()
              .apply(i % g.size(0), i / g.size(0) % g.size(1), i / (g.size(0) * g.size(1)));
    final float[] out = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      double best = Double.POSITIVE_INFINITY;
      for (int s = 0; s < v.length; s++)
        if (v[s] == site)
          best =
              Math.min(
                  best,
                  Math.hypot(
                      Math.hypot(place[i][0] - place[s][0], place[i][1] - place[s][1]),
                      place[i][2] - place[s][2]));
      out[i] = (float) best;
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"0.001, 1", "0.02, 2", "0.4, 3", "0.98, 4"})
  void isTheDistanceInTheWorldOnAnObliqueAnisotropicGrid(double density, long seed) {
    final Volume mask = Oblique.randomMask(GRID, density, seed);
    assertArrayEquals(
        naive(mask, 1), DistanceTransform.toObject(mask, Progress.NONE).toFloats(), 1e-5f);
    assertArrayEquals(
        naive(mask, 0), DistanceTransform.toBackground(mask, Progress.NONE).toFloats(), 1e-5f);
  }

  @Test
  void withoutASiteTheDistanceIsInfinite() {
    final Volume empty = Oblique.randomMask(GRID, 0, 1);
    for (float d : DistanceTransform.toObject(empty, Progress.NONE).toFloats())
      assertEquals(Float.POSITIVE_INFINITY, d);
    for (float d : DistanceTransform.toBackground(empty, Progress.NONE).toFloats())
      assertEquals(0, d);
  }

  @Test
  void aFlatImageHasDistancesInItsPlane() {
    final Volume mask =
        Volume.ofBytes(new byte[] {1, 0, 0, 0}, Oblique.plain(2, 2, 1, 3, 4, 9), "mask");
    assertArrayEquals(
        new float[] {0, 3, 4, 5},
        DistanceTransform.toObject(mask, Progress.NONE).toFloats(),
        1e-6f);
  }
}
