package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.myelon.SharedData;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class GaussianFilterTest {

  @Test
  void widensABlobByItsSigmaInMillimetresOnAnObliqueAnisotropicGrid() {
    final Grid grid =
        Oblique.grid(
            "ASR",
            new long[] {70, 60, 50},
            new double[] {.5, .8, 1},
            new double[] {14, -8, 30},
            new double[3]);
    final Volume blob = Oblique.image(grid, p -> gauss(p, 3));
    final Volume smooth = GaussianFilter.smooth(blob, new double[] {2, 2, 2}, Progress.NONE);
    final double s = Math.sqrt(3 * 3 + 2 * 2);
    assertArrayEquals(
        Oblique.image(grid, p -> Math.pow(3 / s, 3) * gauss(p, s)).toFloats(),
        smooth.toFloats(),
        5e-4f);
  }

  private static double gauss(double[] p, double sigma) {
    return Math.exp(-(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]) / (2 * sigma * sigma));
  }

  /** The definition: weights over all of the image reflected for ever, axis by axis. */
  @Test
  void isTheConvolutionWithTheReflectedImage() {
    final double[] mm = {1, .7, 2.5}, sigma = {2.2, 0, 4.1};
    final Grid grid = Oblique.plain(5, 6, 4, mm);
    final Volume image = Oblique.randomImage(grid, 4);
    double[] expected = new double[120];
    for (int i = 0; i < 120; i++) expected[i] = image.toFloats()[i];
    final int[] stride = {1, 5, 30};
    for (int a = 0; a < 3; a++) {
      if (sigma[a] == 0) continue;
      final double[] next = new double[120];
      final int n = grid.extent(a), radius = (int) (4 * sigma[a] / mm[a] + .5);
      for (int i = 0; i < 120; i++) {
        final int at = i / stride[a] % n;
        double weights = 0;
        for (int d = -radius; d <= radius; d++) {
          final double w = Math.exp(-.5 * Math.pow(d * mm[a] / sigma[a], 2));
          int q = at + d;
          while (q < 0 || q >= n) q = q < 0 ? -1 - q : 2 * n - 1 - q;
          next[i] += w * expected[i + (q - at) * stride[a]];
          weights += w;
        }
        next[i] /= weights;
      }
      expected = next;
    }
    final float[] ours = GaussianFilter.smooth(image, sigma, Progress.NONE).toFloats();
    for (int i = 0; i < 120; i++) assertEquals(expected[i], ours[i], 1e-6);
  }

  @Test
  void aConstantImageStaysConstantAndTheInputIsNotChanged() {
    final Volume five = Oblique.image(Oblique.plain(9, 8, 7, 1, 1, 4), p -> 5);
    final Volume out = GaussianFilter.smooth(five, new double[] {30, 1, 2}, Progress.NONE);
    for (float v : out.toFloats()) assertEquals(5, v, 1e-6);
    final Volume noise = Oblique.randomImage(five.grid(), 8);
    final float[] before = noise.toFloats();
    GaussianFilter.smooth(noise, new double[] {1, 1, 1}, Progress.NONE);
    assertArrayEquals(before, noise.toFloats());
  }

  @Test
  void anImpossibleSigmaIsRefused() {
    final Volume image = Oblique.randomImage(Oblique.plain(3, 3, 3, 1, 1, 1), 1);
    for (double s : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY})
      assertThrows(
          InputException.class,
          () -> GaussianFilter.smooth(image, new double[] {1, s, 1}, Progress.NONE));
  }

  @Test
  void agreesWithSct() {
    final Volume t2 = Nifti.read(SharedData.path("data/sct-testing/t2/t2.nii.gz"));
    final float[] sct =
        Nifti.read(SharedData.path("reference/sct/sct_maths/t2_smooth/o.nii.gz")).toFloats();
    assertArrayEquals(
        sct, GaussianFilter.smooth(t2, new double[] {1, 2, 3}, Progress.NONE).toFloats(), 2e-3f);
  }
}
