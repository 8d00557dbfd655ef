package org.myelon.segment.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNet;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Trains an axial model: batches of windows, soft Dice and cross entropy, AdamW with a warm-up and
 * a cosine, and a running average of the weights, which is what is validated and kept. A training
 * writes checkpoints and can go on from the last one exactly as if it had not been stopped.
 */
public final class TrainAxialModel {

  private TrainAxialModel() {}

  /**
   * How to train.
   *
   * @param steps batches to learn from
   * @param minutes to train at most, 0 for as long as the steps take; the learning rate then falls
   *     with whichever comes first
   * @param batch windows per step
   * @param learningRate the largest
   * @param warmUp steps in which the learning rate rises
   * @param weightDecay of convolutions
   * @param clip largest norm of the gradients
   * @param rowEvery steps between two rows of the curve
   * @param checkEvery steps between two validations, each followed by a checkpoint; a multiple of
   *     {@code rowEvery}
   * @param seed of first weights and samples
   * @param threads that draw samples
   */
  public record Settings(
      int steps,
      double minutes,
      int batch,
      double learningRate,
      int warmUp,
      double weightDecay,
      double clip,
      int rowEvery,
      int checkEvery,
      long seed,
      int threads) {

    public static final Settings DEFAULT =
        new Settings(20000, 0, 16, 1e-3, 200, 1e-5, 1, 50, 500, 1, 2);

    public Settings {
      if (steps < 1 || batch < 1 || !(learningRate > 0) || !(minutes >= 0))
        throw new InputException(
            "A training needs at least one step, one window per step and a learning rate above 0.");
      if (rowEvery < 1 || checkEvery < 1 || checkEvery % rowEvery != 0)
        throw new InputException(
            "Steps between validations must be a multiple of those between rows of the curve.");
    }

    public Settings withSteps(int value) {
      return new Settings(
          value,
          minutes,
          batch,
          learningRate,
          warmUp,
          weightDecay,
          clip,
          rowEvery,
          checkEvery,
          seed,
          threads);
    }

    public Settings withMinutes(double value) {
      return new Settings(
          steps,
          value,
          batch,
          learningRate,
          warmUp,
          weightDecay,
          clip,
          rowEvery,
          checkEvery,
          seed,
          threads);
    }

    public Settings withBatch(int value) {
      return new Settings(
          steps,
          minutes,
          value,
          learningRate,
          warmUp,
          weightDecay,
          clip,
          rowEvery,
          checkEvery,
          seed,
          threads);
    }

    public Settings withLearningRate(double value, int warmUpSteps) {
      return new Settings(
          steps,
          minutes,
          batch,
          value,
          warmUpSteps,
          weightDecay,
          clip,
          rowEvery,
          checkEvery,
          seed,
          threads);
    }

    public Settings withIntervals(int rows, int checks) {
      return new Settings(
          steps,
          minutes,
          batch,
          learningRate,
          warmUp,
          weightDecay,
          clip,
          rows,
          checks,
          seed,
          threads);
    }

    public Settings withThreads(int value) {
      return new Settings(
          steps,
          minutes,
          batch,
          learningRate,
          warmUp,
          weightDecay,
          clip,
          rowEvery,
          checkEvery,
          seed,
          value);
    }

    public Settings withSeed(long value) {
      return new Settings(
          steps,
          minutes,
          batch,
          learningRate,
          warmUp,
          weightDecay,
          clip,
          rowEvery,
          checkEvery,
          value,
          threads);
    }
  }

  /**
   * What came of it.
   *
   * @param weights averaged, by their names in the network
   * @param curve rows from the first step on
   * @param dice of each image held out, with the final weights
   * @param seconds of training
   */
  public record Result(
      Map<String, Tensor> weights,
      List<TrainingRow> curve,
      Map<String, Double> dice,
      double seconds) {

    /** Steps made. */
    public int steps() {
      return curve.get(curve.size() - 1).step();
    }
  }

  /**
   * Trains. If the folder has a checkpoint, goes on from it.
   *
   * @param model to be trained; its weights come from {@code start} or are drawn at random
   * @param start weights to begin with, null for none
   * @param samples to learn from, of the model's window
   * @param heldOut images to validate with, may be none
   * @param folder for the curve and, in {@code checkpoint}, all that it takes to go on
   * @throws InputException if the checkpoint is of another training, or the training fails because
   *     its loss is not finite
   * @throws org.myelon.step.CancelledException if cancelled; the last checkpoint stays
   */
  public static Result run(
      AxialModel model,
      Map<String, Tensor> start,
      SampleSource samples,
      List<ValidationImage> heldOut,
      Path folder,
      Settings settings,
      ComputeDevice device,
      TrainingListener listener,
      Progress progress) {
    try (NDManager manager = device.newArrays()) {
      final Learner learner =
          new Learner(
              manager,
              network(model, start, settings.seed(), manager),
              network(model, start, settings.seed(), manager),
              (float) settings.weightDecay(),
              (float) settings.clip());
      final Training training = new Training(model, settings, learner, heldOut, folder, listener);
      training.resume();
      training.run(samples, progress);
      return training.result();
    }
  }

  private static UNet network(
      AxialModel model, Map<String, Tensor> start, long seed, NDManager manager) {
    final UNet network = new UNet(model.architecture());
    if (start == null) network.initialise(seed);
    else network.load(start);
    network.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, AxialWindow.CHANNELS, model.pixels(), model.pixels()));
    return network;
  }
}
