package org.myelon.transform;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/**
 * Seconds of the steps with transforms on a volume of the size of the PAM50 template, 141 x 141 x
 * 991 voxels; run by hand. Prints the best of four: seconds, and seconds of all cores together,
 * which other work does not change.
 */
public final class TransformBenchmark {

  private TransformBenchmark() {}

  public static void main(String[] arguments) {
    final Grid grid =
        new Grid(new long[] {141, 141, 991}, new Affine(-.5, 0, 0, 35, 0, .5, 0, 9, 0, 0, .5, 2));
    final Volume image = Oblique.randomImage(grid, 1);
    final Transform wave = new Wave();
    final DisplacementField field = SampleTransform.run(wave, grid, Progress.NONE);
    final Transform shift = new AffineTransform(Affine.translation(0.3, 0.1, 0.2));
    for (Interpolation how : Interpolation.values())
      time("apply field, " + how, () -> ApplyTransform.run(image, grid, field, how, Progress.NONE));
    time(
        "apply affine, linear",
        () -> ApplyTransform.run(image, grid, shift, Interpolation.LINEAR, Progress.NONE));
    time("sample field", () -> SampleTransform.run(field, grid, Progress.NONE));
    time("Jacobian of field", () -> Jacobian.run(field, grid, Progress.NONE));
    time("invert field", () -> InvertTransform.run(field, grid, Progress.NONE));
  }

  /** Some mm to and fro along the cord. */
  private record Wave() implements Transform {
    @Override
    public boolean apply(double[] p, double[] q) {
      final double z = p[2];
      q[0] = p[0] + 3 * Math.sin(z / 30);
      q[1] = p[1] + 2 * Math.cos(z / 20);
      q[2] = z + Math.sin(z / 50);
      return true;
    }

    @Override
    public Transform inverse() {
      throw new UnsupportedOperationException();
    }
  }

  private static void time(String what, Supplier<?> work) {
    double best = Double.POSITIVE_INFINITY, bestOfCores = Double.POSITIVE_INFINITY;
    for (int n = 0; n < 4; n++) {
      final long start = System.nanoTime(), used = coreNanoseconds();
      work.get();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
      bestOfCores = Math.min(bestOfCores, (coreNanoseconds() - used) / 1e9);
    }
    System.out.printf(Locale.ROOT, "%-24s %6.3f s, %6.3f s of one core%n", what, best, bestOfCores);
  }

  private static long coreNanoseconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
