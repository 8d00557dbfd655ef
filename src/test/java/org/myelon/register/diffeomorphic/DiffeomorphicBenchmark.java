package org.myelon.register.diffeomorphic;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.register.Algorithm;
import org.myelon.register.Kind;
import org.myelon.register.Metric;
import org.myelon.register.Pair;
import org.myelon.register.StepImages;
import org.myelon.register.StepPhantom;
import org.myelon.register.StepSettings;
import org.myelon.step.Progress;

/**
 * Seconds of the non-linear steps, run by hand: masks on a part of the PAM50 template and on thick
 * slices, an image of the same size. Prints the first call and the best of five.
 */
public final class DiffeomorphicBenchmark {

  private DiffeomorphicBenchmark() {}

  public static void main(String[] arguments) {
    final Grid template = grid(141, 30, 0.5, 2), thick = grid(192, 22, 0.9, 5);
    for (Grid grid : List.of(template, thick)) {
      final String size = grid.extent(0) + "x" + grid.extent(1) + "x" + grid.extent(2);
      for (Algorithm algorithm : List.of(Algorithm.SYN, Algorithm.BSPLINESYN)) {
        final StepImages masks = masks(grid);
        time(
            size + " masks " + algorithm,
            masks,
            step(Kind.SEG, algorithm, Metric.MEANSQUARES, false));
        time(size + " slicewise", masks, step(Kind.SEG, algorithm, Metric.MEANSQUARES, true));
      }
      for (Metric metric : Metric.values())
        time(
            size + " images syn " + metric,
            textures(grid),
            step(Kind.IM, Algorithm.SYN, metric, false));
    }
  }

  private static Grid grid(long n, long slices, double mm, double thickness) {
    return Oblique.grid(
        "RPI",
        new long[] {n, n, slices},
        new double[] {mm, mm, thickness},
        new double[] {3, 4, 5},
        new double[] {0, 0, 0});
  }

  /** In mm of the slices about the middle; z in slices. */
  private static double[] place(Grid grid, double[] world) {
    final Affine toVoxel = grid.voxelToWorld().inverse();
    final double[] c = toVoxel.apply(world);
    for (int a = 0; a < 2; a++) c[a] = (c[a] - (grid.extent(a) - 1) / 2.0) * grid.spacing()[a];
    return c;
  }

  private static StepImages masks(Grid grid) {
    final Volume fixed =
        Oblique.image(
            grid,
            p -> {
              final double[] s = place(grid, p);
              return Math.hypot(s[0] / (6.5 + 0.7 * Math.sin(s[2] / 5)), s[1] / 4) <= 1 ? 1 : 0;
            });
    final Volume moving =
        Oblique.image(
            grid,
            p -> {
              final double[] s = place(grid, p);
              return Math.hypot((s[0] - 0.3) / 5.2, (s[1] - 0.03 * s[0] * s[0]) / 4.7) <= 1 ? 1 : 0;
            });
    return new StepImages(grid, Map.of(Kind.SEG, new Pair(fixed, moving)), null);
  }

  private static StepImages textures(Grid grid) {
    final Volume fixed =
        Oblique.image(
            grid,
            p -> {
              final double[] s = place(grid, p);
              return texture(s[0] + 0.8 * Math.sin(s[1] / 9), s[1] + 0.6 * Math.cos(s[0] / 8));
            });
    final Volume moving =
        Oblique.image(
            grid,
            p -> {
              final double[] s = place(grid, p);
              return texture(s[0], s[1]);
            });
    return new StepImages(grid, Map.of(Kind.IM, new Pair(fixed, moving)), null);
  }

  private static double texture(double x, double y) {
    return 100 + 20 * (Math.sin(1.1 * x + 0.3 * y) + Math.sin(0.9 * y - 0.4 * x));
  }

  private static StepSettings step(
      Kind kind, Algorithm algorithm, Metric metric, boolean slicewise) {
    return StepPhantom.settings(
        kind,
        algorithm,
        metric,
        List.of(new StepSettings.Level(3, 1, 1)),
        List.of(1.0, 1.0, 0.0),
        slicewise);
  }

  private static void time(String what, StepImages images, StepSettings settings) {
    double first = 0, best = Double.POSITIVE_INFINITY;
    for (int n = 0; n < 6; n++) {
      final long start = System.nanoTime();
      new Diffeomorphic().run(images, settings, Progress.NONE);
      final double seconds = (System.nanoTime() - start) / 1e9;
      if (n == 0) first = seconds;
      else best = Math.min(best, seconds);
    }
    System.out.printf(Locale.ROOT, "%-36s first %6.3f s, best %6.3f s%n", what, first, best);
  }
}
