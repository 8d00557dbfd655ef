package org.myelon.segment.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.AxialWindow;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.NetworkCitations;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNet;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Trains an axial model: batches of windows, soft Dice and cross entropy, AdamW with a warm-up and
 * a cosine, and a running average of the weights, which is what is validated and kept. A training
 * writes checkpoints and can go on from the last one exactly as if it had not been stopped; so it
 * is no pure function, and no op.
 */
public final class TrainAxialModel {

  private TrainAxialModel() {}

  /**
   * How to train.
   *
   * @param schedule how long, and how often to validate
   * @param optimiser that changes the weights
   * @param batch windows per step
   * @param seed of first weights and samples
   * @param threads that draw samples
   */
  public record Settings(
      Schedule schedule, Optimiser optimiser, int batch, long seed, int threads) {

    public static final Settings DEFAULT =
        new Settings(Schedule.DEFAULT, Optimiser.DEFAULT, 16, 1, 2);

    /**
     * @throws InputException if a step would have no window
     */
    public Settings {
      if (batch < 1) throw new InputException("A training needs at least one window per step.");
    }

    public Settings withSchedule(Schedule other) {
      return new Settings(other, optimiser, batch, seed, threads);
    }

    public Settings withOptimiser(Optimiser other) {
      return new Settings(schedule, other, batch, seed, threads);
    }

    public Settings withBatch(int other) {
      return new Settings(schedule, optimiser, other, seed, threads);
    }

    public Settings withSeed(long other) {
      return new Settings(schedule, optimiser, batch, other, threads);
    }

    public Settings withThreads(int other) {
      return new Settings(schedule, optimiser, batch, seed, other);
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
   * Trains. If the folder has a checkpoint, goes on from it; the steps and the minutes may be
   * others than before.
   *
   * @param start the model to be trained, with its weights or without
   * @param samples to learn from, of the model's window
   * @param heldOut images to validate with, may be none
   * @param folder for the curve and, in its folder checkpoint, all that it takes to go on
   * @param settings how long, with which learning rate, how often to validate
   * @param device to compute on
   * @param listener hears each row of the curve
   * @param progress hears how far the training is, and may cancel it: a checkpoint is written then
   * @return the averaged weights, the curve and the validation of each image
   * @throws InputException if the checkpoint is of another training, the disk is full, or the loss
   *     is not finite ten times in a row
   */
  public static Result train(
      StartingModel start,
      SampleSource samples,
      List<ValidationImage> heldOut,
      Path folder,
      Settings settings,
      ComputeDevice device,
      TrainingListener listener,
      Progress progress) {
    // closed last, when the arrays are gone
    try (OrderlyEnd end = new OrderlyEnd();
        NDManager manager = device.newArrays()) {
      final Learner learner =
          new Learner(
              manager,
              network(start, settings.seed(), manager),
              network(start, settings.seed(), manager),
              settings.optimiser(),
              input(start.model()),
              SegmentationLoss::of);
      final Training training =
          new Training(
              new Axial(start.model(), heldOut, settings.batch(), learner),
              settings,
              learner,
              folder,
              listener);
      training.resume();
      training.run(samples, end.heeding(progress));
      return training.result();
    }
  }

  private record Axial(AxialModel model, List<ValidationImage> heldOut, int batch, Learner learner)
      implements Training.Subject {

    @Override
    public String json() {
      return model.json();
    }

    @Override
    public Map<String, Double> validate() {
      return Validation.dice(heldOut, batch, learner::predict);
    }

    @Override
    public void write(Path folder, Map<String, Tensor> weights) {
      StoredModel.write(folder, model, weights);
    }
  }

  private static Shape input(AxialModel model) {
    return new Shape(AxialWindow.CHANNELS, model.pixels(), model.pixels());
  }

  private static UNet network(StartingModel start, long seed, NDManager manager) {
    final AxialModel model = start.model();
    final UNet network = new UNet(model.architecture());
    if (start.weights() == null) network.initialise(seed);
    else network.load(start.weights());
    network.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(input(model)));
    return network;
  }

  /** What was done, for a paper. */
  public static Methods methods(ModelCard card, Result result) {
    final AxialModel model = card.model();
    return new Methods(
        "A 2-D U-Net that sees axial slices with their neighbours (%d x %d pixels of %s mm) was trained on %d images to find the %s, beginning with %s: %d steps of %d augmented windows, soft Dice and cross entropy, AdamW (learning rate %s)."
            .formatted(
                model.pixels(),
                model.pixels(),
                model.spacing(),
                card.data().size(),
                model.target(),
                card.start(),
                result.steps(),
                card.settings().batch(),
                card.settings().optimiser().learningRate().peak()),
        NetworkCitations.UNET,
        "Milletari F, et al. V-Net: fully convolutional neural networks for volumetric medical image segmentation. 3DV 2016. doi:10.1109/3DV.2016.79",
        "Loshchilov I, Hutter F. Decoupled weight decay regularization. ICLR 2019. arXiv:1711.05101");
  }
}
