package org.myelon.centerline;

import java.nio.file.Path;
import java.util.Locale;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.Progress;

/**
 * Seconds of curved planes through an image: {@code CurvedBenchmark IMAGE CORD}; best of five after
 * warming up.
 */
final class CurvedBenchmark {

  private CurvedBenchmark() {}

  public static void main(String[] args) {
    final Volume image = Nifti.read(Path.of(args[0])), cord = Nifti.read(Path.of(args[1]));
    final Centerline line =
        FitCenterline.run(cord, FitCenterline.Settings.defaults(), Progress.NONE);
    for (CurvedView.Plane plane : CurvedView.Plane.values())
      for (Interpolation how : new Interpolation[] {Interpolation.LINEAR, Interpolation.CUBIC}) {
        final ResliceCurved.Settings settings =
            new ResliceCurved.Settings(
                CurvedView.sagittal(0.5).withPlane(plane), ResliceCurved.Projection.MEAN, how);
        double best = Double.POSITIVE_INFINITY;
        long pixels = 0;
        for (int run = 0; run < 8; run++) {
          final long begin = System.nanoTime();
          pixels = ResliceCurved.run(image, line, settings, Progress.NONE).grid().voxelCount();
          if (run > 2) best = Math.min(best, (System.nanoTime() - begin) / 1e9);
        }
        System.out.printf(Locale.ROOT, "%s %s: %d pixels, %.4f s%n", plane, how, pixels, best);
      }
  }
}
