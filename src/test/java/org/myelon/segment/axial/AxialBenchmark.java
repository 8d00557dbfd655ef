package org.myelon.segment.axial;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Oblique;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.UNetPatches;
import org.myelon.step.Progress;

/** Milliseconds of one core per window of each model, with random weights. */
public final class AxialBenchmark {

  private AxialBenchmark() {}

  /** Nanoseconds that this thread has worked: tells on a busy machine too, with one thread. */
  private static long cpu() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  public static void main(String[] args) {
    final ComputeDevice device =
        ComputeDevice.open(args.length > 0 ? args[0] : "cpu", Progress.NONE);
    JniUtils.setNumThreads(1);
    final AxialSlices image =
        AxialSlices.of(
            Oblique.randomImage(
                Oblique.grid(
                    "AIL",
                    new long[] {320, 320, 50},
                    new double[] {0.8, 0.8, 1},
                    new double[3],
                    new double[3]),
                1));
    for (AxialModel model :
        List.of(AxialModel.localiser(), AxialModel.cord(), AxialModel.grayMatter())) {
      try (AxialNetwork network =
          AxialNetwork.of(
              model,
              UNetPatches.open(
                  model.architecture(), RandomModels.weights(model.architecture()), device))) {
        final List<AxialWindow> windows = new ArrayList<>();
        for (int z = 0; z < 64; z++) windows.add(AxialWindow.of(model, z, 25, 130));
        for (int run = 0; run < 3; run++) {
          final long begin = cpu();
          network.probabilities(image, windows, Progress.NONE);
          System.out.printf(
              "%s on %s: %.1f ms of one core per window%n",
              model.name(), device, (cpu() - begin) / 1e6 / windows.size());
        }
        final long begin = cpu();
        for (AxialWindow window : windows) window.input(image);
        System.out.printf("  cutting alone: %.2f ms%n", (cpu() - begin) / 1e6 / windows.size());
      }
    }
  }
}
