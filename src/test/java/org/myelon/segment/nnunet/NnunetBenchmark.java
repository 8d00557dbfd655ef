package org.myelon.segment.nnunet;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.segment.nnunet.Normalisation.Scheme;
import org.myelon.step.Progress;

/**
 * Processor seconds of the way to a network and back for a sagittal image; see docs/benchmarks.md.
 */
public final class NnunetBenchmark {

  private NnunetBenchmark() {}

  public static void main(String[] args) {
    final Grid grid = new Grid(new long[] {50, 320, 320}, Affine.scale(1.1, 0.7, 0.7));
    final float[] values = new float[50 * 320 * 320];
    final Random random = new Random(1);
    for (int i = 0; i < values.length; i++)
      values[i] = Math.hypot(i / 50 % 320 - 160, i / 16000 - 160) < 150 ? random.nextFloat() : 0;
    final Volume image = Volume.ofFloats(values, grid, "sagittal");
    final Preprocess.Settings settings =
        new Preprocess.Settings(
            Optional.empty(),
            List.of(0, 1, 2),
            List.of(0.8, 0.8, 0.8),
            List.of(Normalisation.of(Scheme.Z_SCORE)),
            Resampling.ofImages());
    for (int round = 0; round < 6; round++) {
      final long start = cpu();
      final Preprocessed there = Preprocess.run(List.of(image), settings, Progress.NONE);
      final long half = cpu();
      final float[][] logits = new float[9][];
      for (int c = 0; c < 9; c++) logits[c] = there.channels()[0].clone();
      final long back = cpu();
      restore(logits, there, false);
      final long labels = cpu();
      restore(logits, there, true);
      System.out.printf(
          "to %s: %.2f s; 9 outputs back to labels: %.2f s, with probabilities %.2f s%n",
          Arrays.toString(there.shape()),
          (half - start) / 1e9,
          (labels - back) / 1e9,
          (cpu() - labels) / 1e9);
    }
  }

  /** Time of all threads of this process: it does not depend on what else the machine does. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void restore(float[][] logits, Preprocessed there, boolean probabilities) {
    Restore.run(
        logits,
        there.origin(),
        new Restore.Settings(Resampling.ofProbabilities(), List.of(), probabilities),
        Progress.NONE);
  }
}
