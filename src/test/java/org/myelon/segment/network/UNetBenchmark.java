package org.myelon.segment.network;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.myelon.segment.network.UNetArchitecture.Encoder;
import org.myelon.segment.network.UNetArchitecture.Stage;
import org.myelon.step.Progress;

/**
 * Seconds of nnU-Net's full-size network (six stages, 30.8 million weights) for one patch; by hand:
 * {@code UNetBenchmark [device [repeats z y x]]}.
 */
public final class UNetBenchmark {

  private static final int[] FEATURES = {32, 64, 128, 256, 320, 320};

  private UNetBenchmark() {}

  static UNetArchitecture fullSize() {
    final List<Stage> stages = new ArrayList<>();
    final List<Integer> three = List.of(3, 3, 3);
    for (int s = 0; s < FEATURES.length; s++) {
      final List<Integer> stride = s == 0 ? List.of(1, 1, 1) : List.of(2, 2, 2);
      stages.add(new Stage(FEATURES[s], three, stride, 2));
    }
    return new UNetArchitecture(
        Encoder.PLAIN, 1, 2, stages, List.of(2, 2, 2, 2, 2), true, 1e-5f, 0.01f);
  }

  public static void main(String[] args) throws IOException {
    final ComputeDevice device =
        ComputeDevice.open(args.length > 0 ? args[0] : "auto", Progress.NONE);
    final int repeats = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    final int[] shape =
        args.length > 4
            ? Arrays.stream(args).skip(2).mapToInt(Integer::parseInt).toArray()
            : new int[] {64, 128, 128};
    final float[] patch = new float[Arrays.stream(shape).reduce(1, (p, q) -> p * q)];
    final Random random = new Random(1);
    for (int i = 0; i < patch.length; i++) patch[i] = (float) random.nextGaussian();
    System.out.println(device + ", patch " + Arrays.toString(shape));
    try (UNetPatches network = UNetPatches.seeded(fullSize(), 1, device)) {
      for (int r = 0; r < repeats; r++) time(network, patch, shape);
    }
    if (Files.exists(Path.of("/proc/self/status")))
      Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .forEach(System.out::println);
  }

  private static void time(UNetPatches network, float[] patch, int... shape) {
    final OperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    final long wall = System.nanoTime();
    final long cpu = system.getProcessCpuTime();
    final float[] result = network.predict(patch, shape);
    System.out.printf(
        "%.2f s, %.2f s of processor, %g%n",
        (System.nanoTime() - wall) * 1e-9,
        (system.getProcessCpuTime() - cpu) * 1e-9,
        result[result.length / 3]);
  }
}
