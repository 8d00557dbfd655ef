package org.myelon.segment.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.network.UNet;

/**
 * How many windows per second a training takes, apart from drawing them, and the memory of the
 * process. Arguments: batch, steps.
 */
public final class TrainingBenchmark {

  private TrainingBenchmark() {}

  public static void main(String[] args) throws Exception {
    final int batch = args.length > 0 ? Integer.parseInt(args[0]) : 16;
    final int steps = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    final AxialModel model = AxialModel.cord();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu());
        SampleStream samples = new SampleStream(new Disc(model.pixels()), 1, 0, 1, 2 * batch)) {
      final Learner learner =
          new Learner(
              manager,
              network(model, manager),
              network(model, manager),
              Optimiser.DEFAULT,
              new Shape(3, model.pixels(), model.pixels()),
              SegmentationLoss::of);
      final var data = samples.take(batch);
      long start = System.nanoTime();
      for (int i = 1; i <= steps; i++) {
        final float loss = learner.learn(data, 1e-3);
        if (i == 3) start = System.nanoTime();
        if (i % Math.max(10, steps / 10) == 0) {
          final double seconds = (System.nanoTime() - start) / 1e9;
          System.out.printf(
              "step %d loss %.4f: %.1f windows/s, %s%n",
              i, loss, batch * (i - 3) / seconds, memory());
        }
      }
    }
  }

  private static String memory() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmRSS"))
        .findFirst()
        .orElse("");
  }

  private static UNet network(AxialModel model, NDManager manager) {
    final UNet network = new UNet(model.architecture());
    network.initialise(1);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, model.pixels(), model.pixels()));
    return network;
  }
}
