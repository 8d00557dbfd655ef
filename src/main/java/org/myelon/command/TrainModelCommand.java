package org.myelon.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.myelon.pipeline.TrainingPlots;
import org.myelon.report.QcEntry;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.training.LearningRate;
import org.myelon.segment.training.ModelCard;
import org.myelon.segment.training.Optimiser;
import org.myelon.segment.training.Schedule;
import org.myelon.segment.training.StartingModel;
import org.myelon.segment.training.TrainAxialModel;
import org.myelon.segment.training.TrainedModelFiles;
import org.myelon.segment.training.TrainingPairs;
import org.myelon.segment.training.TrainingRow;
import org.myelon.segment.training.TrainingSet;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Train Segmentation Model: from images with masks to a model that finds the like. */
@Plugin(
    type = Command.class,
    name = "train-model",
    menuPath = "Plugins>Spinal Cord>Segment>Train Segmentation Model...",
    description = "Trains a network on images with masks, or fine-tunes one of Myelon's models.")
@Example(
    "images=t2.nii.gz masks=cord.nii.gz model=my-model spacing=1 window=32 features=4,8 steps=4"
        + " device=cpu curve=curve.csv")
public final class TrainModelCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description =
          "Images: NIfTI files, folders of them, or patterns such as data/*_T2w.nii.gz, separated"
              + " by commas.")
  private String images = "";

  @Parameter(
      persist = false,
      description =
          "Their masks, likewise; a mask's name begins with its image's, or both are given one by"
              + " one.")
  private String masks = "";

  @Parameter(
      persist = false,
      description =
          "Model to begin with: its folder, or the name of a built-in one (cord, graymatter);"
              + " empty to begin anew.")
  private String start = "";

  @Parameter(
      persist = false,
      style = "directory",
      description = "A new or empty folder for the model, its card, curve and checkpoints.")
  private File model;

  @Parameter(
      persist = false,
      description =
          "Images to validate with and not to learn from: a fraction such as 0.2, or parts of their"
              + " paths such as sub-03,sub-07; empty for none.")
  private String validation = "";

  @Parameter(persist = false, description = "Steps of 16 windows each.")
  private int steps = 5000;

  @Parameter(persist = false, description = "Time to end after, in minutes; 0 for no limit.")
  private double minutes = 0;

  @Parameter(
      persist = false,
      description = "The largest learning rate; 0 for 0.001, or 0.0003 to fine-tune.")
  private double learningRate = 0;

  @Parameter(persist = false, description = "Where to compute: auto, cpu, gpu, gpu0, gpu1 ...")
  private String device = "auto";

  @Parameter(persist = false, description = "Go on from the last checkpoint in the folder.")
  private boolean resume = false;

  @Parameter(persist = false, description = "What a new model finds, in words.")
  private String target = "spinal cord";

  @Parameter(persist = false, description = "Pixel size of a new model's window, mm.")
  private double spacing = 0.5;

  @Parameter(persist = false, description = "Pixels along each side of a new model's window.")
  private int window = 80;

  @Parameter(persist = false, description = "Channels of each stage of a new model's network.")
  private String features = "16,32,64,128,128";

  @Parameter(persist = false, description = "Seed of all that is drawn at random.")
  private int seed = 1;

  @Parameter(type = ItemIO.OUTPUT, description = "Loss and validation Dice over the steps.")
  private Table curve;

  @Override
  protected void execute(Progress progress) {
    final Path folder = model.toPath().toAbsolutePath().normalize();
    requireFree(folder);
    final StartingModel begin =
        (start.isBlank()
                ? StartingModel.fresh(target, spacing, window, features)
                : StartingModel.of(start.strip()))
            .named(folder.getFileName().toString(), LocalDate.now().toString());
    final AxialModel trained = begin.model();
    final List<TrainingPairs.Pair> pairs = TrainingPairs.find(images, masks);
    final TrainingSet set = TrainingSet.read(pairs, validation, trained, progress.part(0, 0.02));
    final ComputeDevice processor = ComputeDevice.open(device, progress.part(0.02, 0.03));
    final TrainAxialModel.Settings settings = settings(begin);
    final TrainAxialModel.Result result =
        TrainAxialModel.train(
            begin,
            set.samples(),
            set.heldOut(),
            folder,
            settings,
            processor,
            TrainingPlot.where(trained.name()),
            progress.part(0.03, 1));
    final ModelCard card =
        new ModelCard(trained, set.data(), begin.name(), processor.toString(), settings);
    TrainedModelFiles.write(folder, card, result);
    wrote(folder.resolve(StoredModel.WEIGHTS));
    curve = table(result.curve());
    note("device", processor.facts());
    note("dice", result.dice());
    describe(TrainAxialModel.methods(card, result));
    show(
        () ->
            QcEntry.of("train-model", "Training", trained.name())
                .withPlots(TrainingPlots.of(result.curve())));
  }

  private void requireFree(Path folder) {
    if (resume || !Files.exists(folder)) return;
    if (!Files.isDirectory(folder))
      throw new InputException(folder + " is a file; give a folder for the model.");
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent())
        throw new InputException(
            folder
                + " is not empty: give another folder, or resume=true to go on with its training.");
    } catch (IOException e) {
      throw new InputException("Cannot look into " + folder + ": " + e.getMessage(), e);
    }
  }

  private TrainAxialModel.Settings settings(StartingModel begin) {
    final double usual = begin.weights() == null ? 1e-3 : 3e-4;
    final double peak = learningRate == 0 ? usual : learningRate;
    final int rows = Math.max(1, Math.min(50, steps / 20));
    return TrainAxialModel.Settings.DEFAULT
        .withSchedule(new Schedule(steps, minutes, rows, 10 * rows))
        .withOptimiser(
            Optimiser.DEFAULT.withLearningRate(new LearningRate(peak, Math.min(200, steps / 10))))
        .withSeed(seed);
  }

  private static Table table(List<TrainingRow> rows) {
    final Table.Builder table =
        Table.withColumns(List.of("Step", "Loss", "Learning rate", "Validation Dice"));
    for (TrainingRow r : rows)
      table.row(
          Arrays.asList(
              r.step(), r.loss(), r.learningRate(), Double.isNaN(r.dice()) ? null : r.dice()));
    return table.build();
  }
}
