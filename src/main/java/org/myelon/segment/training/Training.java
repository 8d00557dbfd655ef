package org.myelon.segment.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.training.TrainAxialModel.Result;
import org.myelon.segment.training.TrainAxialModel.Settings;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** The course of one training: its steps, its clock, its curve and its checkpoints. */
final class Training {

  /** Steps in a row without a finite loss before it gives up. */
  private static final int LOST_STEPS = 10;

  private final Subject subject;
  private final Settings settings;
  private final Learner learner;
  private final Path folder;
  private final TrainingListener listener;
  private final TrainingCurve curve = new TrainingCurve();
  private long began = System.nanoTime();
  private double before;
  private int lost;
  private String stage = "Training";
  private String lastDice = "";

  /** What is trained: the kind of model that the course itself knows nothing of. */
  interface Subject {

    /** The text of its {@code model.json}, by which a checkpoint knows it again. */
    String json();

    /** How good the averaged weights are for each image held out; may be none. */
    Map<String, Double> validate();

    /** Writes a model of these weights into a folder. */
    void write(Path folder, Map<String, Tensor> weights);
  }

  Training(
      Subject subject, Settings settings, Learner learner, Path folder, TrainingListener listener) {
    this.subject = subject;
    this.settings = settings;
    this.learner = learner;
    this.folder = folder;
    this.listener = listener;
  }

  /** Goes on from a checkpoint, if there is one. */
  void resume() {
    if (!Checkpoint.isIn(checkpoints())) return;
    final Checkpoint checkpoint = Checkpoint.read(checkpoints());
    if (!checkpoint.identity().equals(identity()))
      throw new InputException(
          folder
              + " holds a training of another network, seed or batch: give its settings, or another"
              + " folder.");
    learner.restore(checkpoint.arrays(), checkpoint.step());
    curve.restore(checkpoint.curve());
    before = checkpoint.seconds();
    began = System.nanoTime();
    curve.rows().forEach(listener::row);
  }

  private Path checkpoints() {
    return folder.resolve("checkpoint");
  }

  private String identity() {
    return subject.json() + " seed " + settings.seed() + " batch " + settings.batch();
  }

  private double seconds() {
    return before + (System.nanoTime() - began) / 1e9;
  }

  /** How much of it is done: of the steps or of the minutes, whichever is further. */
  private double fraction() {
    final Schedule schedule = settings.schedule();
    final double steps = (double) learner.steps() / schedule.steps();
    final double time = schedule.minutes() > 0 ? seconds() / (60 * schedule.minutes()) : 0;
    return Math.max(steps, time);
  }

  /** From the beginning on there is a checkpoint: a training can be cancelled at any time. */
  private void begin() {
    if (Checkpoint.isIn(checkpoints())) return;
    final long needed = 2 * 4 * learner.size() + (16 << 20);
    try {
      Files.createDirectories(checkpoints());
      if (Files.getFileStore(checkpoints()).getUsableSpace() < needed)
        throw new InputException(
            "A training needs %d MB on the disk of %s: free space or choose another folder."
                .formatted(needed >> 20, folder));
    } catch (IOException e) {
      throw new InputException(
          "Cannot make the folder " + folder + ": choose another folder for the model.", e);
    }
    save();
  }

  /** Learns until the steps or the minutes are over; cancelled, it can go on from that step. */
  void run(SampleSource source, Progress progress) {
    begin();
    try (SampleStream samples =
        new SampleStream(
            source,
            settings.seed(),
            (long) learner.steps() * settings.batch(),
            settings.threads(),
            2 * settings.batch())) {
      while (fraction() < 1) step(samples, progress);
    } catch (CancelledException e) {
      save();
      throw e;
    }
  }

  /** One batch; the last one always ends in a validation and a checkpoint. */
  private void step(SampleStream samples, Progress progress) {
    final double fraction = fraction();
    progress.check(stage, fraction);
    final double learningRate = settings.optimiser().learningRate().at(learner.steps(), fraction);
    note(learner.learn(samples.take(settings.batch()), learningRate));
    final int step = learner.steps();
    final boolean check = step % settings.schedule().checkEvery() == 0 || fraction() >= 1;
    if (!check && step % settings.schedule().rowEvery() != 0) return;
    final double dice = check ? Validation.mean(subject.validate()) : Double.NaN;
    final TrainingRow row = curve.row(step, learningRate, dice, seconds());
    if (check) lastDice = Double.isNaN(dice) ? "" : ", Dice %.3f".formatted(dice);
    stage = "Training, step %d, loss %.3f%s".formatted(step, row.loss(), lastDice);
    listener.row(row);
    curve.write(folder);
    if (check) save();
  }

  private void note(float loss) {
    if (Float.isFinite(loss)) {
      curve.add(loss);
      lost = 0;
    } else if (++lost == LOST_STEPS)
      throw new InputException(
          "The training failed after step "
              + learner.steps()
              + ", its loss is not finite: lower the learning rate.");
  }

  private void save() {
    new Checkpoint(learner.steps(), seconds(), identity(), curve.state(), learner.state())
        .write(checkpoints());
    subject.write(checkpoints(), learner.averages());
  }

  Result result() {
    return new Result(learner.averages(), curve.rows(), subject.validate(), seconds());
  }
}
