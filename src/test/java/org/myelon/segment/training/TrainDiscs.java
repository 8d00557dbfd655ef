package org.myelon.segment.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNet;
import org.myelon.segment.network.WeightsFile;
import org.myelon.segment.training.TrainAxialModel.Settings;
import org.myelon.step.AtomicFiles;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;
import org.myelon.vertebra.network.DiscModel;

/**
 * Trains the network that finds discs, by hand. Arguments: the shared folder, the output folder,
 * then any of {@code minutes= batch= learningRate= seed= share= features= start=FOLDER version=}.
 * Run again with the same arguments, it goes on from its last checkpoint.
 */
public final class TrainDiscs {

  private TrainDiscs() {}

  public static void main(String[] args) {
    final Path shared = Path.of(args[0]), output = Path.of(args[1]);
    final Map<String, String> options = new HashMap<>();
    for (int i = 2; i < args.length; i++) {
      final String[] pair = args[i].split("=", 2);
      options.put(pair[0], pair[1]);
    }
    final DiscModel model =
        DiscModel.of(
            DiscModel.BUILT_IN,
            options.getOrDefault("version", "0"),
            Arrays.stream(options.getOrDefault("features", "12,24,48,96,96").split(","))
                .mapToInt(Integer::parseInt)
                .toArray());
    final Settings settings =
        Settings.DEFAULT
            .withSchedule(
                new Schedule(
                    Integer.MAX_VALUE,
                    Double.parseDouble(options.getOrDefault("minutes", "3")),
                    25,
                    250))
            .withBatch(Integer.parseInt(options.getOrDefault("batch", "6")))
            .withOptimiser(
                Optimiser.DEFAULT.withLearningRate(
                    new LearningRate(
                        Double.parseDouble(options.getOrDefault("learningRate", "2e-3")), 50)))
            .withThreads(1)
            .withSeed(Long.parseLong(options.getOrDefault("seed", "1")));
    final SampleSource samples =
        DiscData.mixed(
            shared, model.window(), Double.parseDouble(options.getOrDefault("share", "0.35")));
    train(model, options.get("start"), samples, output, settings);
  }

  private static void train(
      DiscModel model, String start, SampleSource samples, Path output, Settings settings) {
    final ComputeDevice device = ComputeDevice.open("cpu", Progress.NONE);
    final Shape input =
        new Shape(DiscModel.PLANES, model.window().rows(), model.window().columns());
    try (NDManager manager = device.newArrays()) {
      final UNet network = network(model, start, settings.seed(), input, manager);
      System.out.println(network.size() + " weights");
      final Learner learner =
          new Learner(
              manager,
              network,
              network(model, start, settings.seed(), input, manager),
              settings.optimiser(),
              input,
              HeatLoss::of);
      final Training training =
          new Training(new Discs(model), settings, learner, output, TrainDiscs::print);
      training.resume();
      training.run(samples, Progress.NONE);
      write(output, model, training.result().weights());
    }
  }

  private static UNet network(
      DiscModel model, String start, long seed, Shape input, NDManager manager) {
    final UNet network = new UNet(model.architecture());
    if (start == null) network.initialise(seed);
    else network.load(WeightsFile.read(Path.of(start, "weights.safetensors")));
    network.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(input));
    return network;
  }

  private static void write(Path folder, DiscModel model, Map<String, Tensor> weights) {
    AtomicFiles.write(
        folder,
        fresh -> {
          TextFile.write(fresh.resolve("model.json"), model.json());
          WeightsFile.write(
              fresh.resolve("weights.safetensors"), weights, WeightsFile.Precision.F16);
        });
  }

  private record Discs(DiscModel model) implements Training.Subject {

    @Override
    public String json() {
      return model.json();
    }

    @Override
    public Map<String, Double> validate() {
      return Map.of();
    }

    @Override
    public void write(Path folder, Map<String, Tensor> weights) {
      TrainDiscs.write(folder, model, weights);
    }
  }

  private static void print(TrainingRow row) {
    System.out.printf(
        Locale.ROOT,
        "%7d  loss %.4f  rate %.6f  %.0f s%n",
        row.step(),
        row.loss(),
        row.learningRate(),
        row.seconds());
  }
}
