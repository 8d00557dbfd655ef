package org.myelon.centerline;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

/**
 * Nanoseconds of one thread for a point through the straightening, run by hand: arguments are a
 * cord mask and that of a template. The best of several runs over all voxels of a grid.
 */
final class StraightenBenchmark {

  private static final int RUNS = 7;

  private StraightenBenchmark() {}

  public static void main(String[] files) {
    final Volume mask = Nifti.read(Path.of(files[0]));
    final Centerline line = line(mask);
    final Straightening alone = Straighten.run(line, Straighten.Settings.defaults(), Progress.NONE);
    time("straight to curved", alone.transform(), alone.grid());
    time("curved to straight", alone.transform().inverse(), mask.grid());
    final Centerline other = line(Nifti.read(Path.of(files[1])));
    final Straightening matched =
        Straighten.match(line, landmarks(line), other, landmarks(other), Progress.NONE);
    time("template to curved", matched.transform(), matched.grid());
    time("curved to template", matched.transform().inverse(), mask.grid());
  }

  private static Centerline line(Volume mask) {
    return FitCenterline.ofCord(
        mask, new FitCenterline.Settings(Algorithm.NURBS, 0, false), Progress.NONE);
  }

  private static Landmarks landmarks(Centerline line) {
    final TreeMap<Integer, double[]> points = new TreeMap<>();
    for (int i = 1; i <= 20; i++)
      points.put(i, line.pointAt(line.placeAt(line.length() * (1 - i / 21.0))));
    return new Landmarks("discs", points);
  }

  private static void time(String what, Transform transform, Grid grid) {
    final var clock = ManagementFactory.getThreadMXBean();
    final double[] p = new double[3];
    double best = Double.POSITIVE_INFINITY;
    for (int run = 0; run < RUNS; run++) {
      final long start = clock.getCurrentThreadCpuTime();
      for (int k = 0; k < grid.extent(2); k++)
        for (int j = 0; j < grid.extent(1); j++)
          for (int i = 0; i < grid.extent(0); i++) {
            p[0] = i;
            p[1] = j;
            p[2] = k;
            grid.voxelToWorld().apply(p, p);
            transform.apply(p, p);
          }
      best = Math.min(best, (clock.getCurrentThreadCpuTime() - start) / (double) grid.voxelCount());
    }
    System.out.printf(Locale.ROOT, "%s: %.0f ns%n", what, best);
  }
}
