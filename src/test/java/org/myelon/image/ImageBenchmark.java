package org.myelon.image;

import java.util.Locale;
import java.util.function.Supplier;
import org.myelon.step.Progress;

/**
 * Seconds of the image operations on a volume of the size of the PAM50 template, 141 x 141 x 991
 * voxels; run by hand. Prints the first call and the best of five.
 */
public final class ImageBenchmark {

  private ImageBenchmark() {}

  public static void main(String[] arguments) {
    final Grid grid = Oblique.plain(141, 141, 991, .5, .5, .5);
    final Volume image = Oblique.randomImage(grid, 1);
    final Volume tube =
        Oblique.image(grid, p -> Math.hypot(p[0] - 35, p[1] - 35) < 6 + Math.sin(p[2] / 9) ? 1 : 0);
    final Grid oblique =
        Oblique.grid(
            "IPR",
            new long[] {991, 141, 141},
            new double[] {.5, .5, .5},
            new double[] {4, 6, -5},
            grid.voxelToWorld().apply(70, 70, 495));
    time(
        "Gaussian 1 mm", () -> GaussianFilter.smooth(image, new double[] {1, 1, 1}, Progress.NONE));
    time(
        "Gaussian 3 mm", () -> GaussianFilter.smooth(image, new double[] {3, 3, 3}, Progress.NONE));
    time("distance transform", () -> DistanceTransform.toObject(tube, Progress.NONE));
    time(
        "dilate, ball 2 mm",
        () -> Morphology.dilate(tube, StructuringElement.ball(2), Progress.NONE));
    time(
        "components of a tube",
        () -> ConnectedComponents.of(tube, Connectivity.CORNERS, Progress.NONE));
    final Volume noise = Oblique.randomMask(grid, .3, 2);
    time(
        "components of noise",
        () -> ConnectedComponents.of(noise, Connectivity.CORNERS, Progress.NONE));
    for (Interpolation how : Interpolation.values()) {
      time("oblique, " + how, () -> Resample.toGrid(image, oblique, how, Progress.NONE));
      time(
          "to 0.6 mm, " + how,
          () -> Resample.toSpacing(image, new double[] {.6, .6, .6}, how, Progress.NONE));
    }
  }

  private static void time(String what, Supplier<?> work) {
    double first = 0, best = Double.POSITIVE_INFINITY;
    for (int n = 0; n < 6; n++) {
      final long start = System.nanoTime();
      work.get();
      final double seconds = (System.nanoTime() - start) / 1e9;
      if (n == 0) first = seconds;
      else best = Math.min(best, seconds);
    }
    System.out.printf(Locale.ROOT, "%-28s first %6.3f s, best %6.3f s%n", what, first, best);
  }
}
