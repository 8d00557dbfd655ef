package org.myelon.command;

import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.myelon.image.Box;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.report.ClassPictures;
import org.myelon.report.QcEntry;
import org.myelon.segment.catalogue.Catalogue;
import org.myelon.segment.catalogue.ChosenModel;
import org.myelon.segment.inference.Focus;
import org.myelon.segment.inference.PostProcess;
import org.myelon.segment.inference.RunModel;
import org.myelon.segment.inference.SizeLimit;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Segment With Model: a network in a folder finds what it was trained for. */
@Plugin(
    type = Command.class,
    name = "segment-with-model",
    menuPath = "Plugins>Spinal Cord>Segment>Segment With Model...",
    description =
        "Segments by a trained network: a folder of nnU-Net v2, of ivadomed, or with a model.json.")
@Example("image=t2 model=model device=cpu segmentation=t2_fluid")
public final class SegmentWithModelCommand extends SpinalCordCommand {

  private static final String PROBABILITIES = "probabilities";

  /** In place of an orientation; always so for the models of SCT that are called by their name. */
  private static final String SCT = "sct";

  @Parameter(
      persist = false,
      description = "The image, 3-D; in the shell several with commas between: a.nii,b.nii.")
  private Volume image;

  @Parameter(persist = false, required = false, description = "Second channel, on the same grid.")
  private Volume image2;

  @Parameter(persist = false, required = false, description = "Third channel, on the same grid.")
  private Volume image3;

  @Parameter(persist = false, required = false, description = "Fourth channel, on the same grid.")
  private Volume image4;

  @Parameter(
      persist = false,
      style = "directory",
      description = "The folder of the model, or the name of one that Download Model has fetched.")
  private File model;

  @Parameter(
      persist = false,
      description = "Networks of an nnU-Net folder: 0,1 or all; empty for all there are.")
  private String folds = "";

  @Parameter(
      persist = false,
      description = "Show the network the image mirrored, too: 4 to 8 times as long.")
  private boolean mirror = false;

  @Parameter(persist = false, description = "auto, cpu, gpu, or one of several: gpu0, gpu1.")
  private String device = "auto";

  @Parameter(
      persist = false,
      description =
          "Orientation that the network wants, such as LPI; sct: as SCT gives images to its models;"
              + " empty: what the model says.")
  private String orientation = "";

  @Parameter(
      persist = false,
      min = "-1",
      max = "1",
      description = "Above it a probability counts; 0: keep probabilities, -1: as the model says.")
  private double threshold = -1;

  @Parameter(
      persist = false,
      min = "0",
      description = "Keep so many of the largest objects of each class; 0 for all.")
  private int largest = 0;

  @Parameter(persist = false, description = "Fill holes of the objects.")
  private boolean fillHoles = false;

  @Parameter(
      persist = false,
      description = "Remove objects that are smaller, such as 5vox or 10mm3; empty for none.")
  private String removeSmall = "";

  @Parameter(
      persist = false,
      required = false,
      description = "A mask or centreline of the cord: the network sees only its surroundings.")
  private Volume cord;

  @Parameter(
      persist = false,
      description = "Or find the cord first, quickly, and let the network see its surroundings.")
  private boolean findCord = false;

  @Parameter(
      persist = false,
      min = "0",
      description = "How far the surroundings of the cord reach, mm.")
  private double margin = 20;

  @Parameter(
      persist = false,
      description =
          "Or a box in voxels of the stored axes that the network sees, such as 20:90,30:80,0:-1.")
  private String box = "";

  @Parameter(
      persist = false,
      description = "Make the images of the probabilities, too; in the shell probabilities=FILE.")
  private boolean withProbabilities = false;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "Values of the classes found, 0 elsewhere; with threshold 0 probabilities.")
  private Volume segmentation;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "With withProbabilities: a series with one volume per output of the network.")
  private Volume probabilities;

  @Override
  protected void execute(Progress progress) {
    final ChosenModel chosen =
        ModelPreference.store(null).choose(model.getPath(), Catalogue.builtIn());
    final RunModel.Result result =
        RunModel.run(images(), chosen.folder(), settings(chosen), progress);
    segmentation = result.segmentation().withName(image.name() + "_seg");
    probabilities =
        result.probabilities() == null
            ? null
            : result.probabilities().withName(image.name() + "_prob");
    describe(result.methods());
    result.facts().forEach(this::note);
    show(
        () ->
            ClassPictures.of(image, segmentation, result.classes())
                .addTo(QcEntry.of("segment-with-model", "Segmentation by a model", image.name()))
                .withFact("model", result.facts().get("model").toString())
                .withFact("device used", result.facts().get("device").toString())
                .withMethods(methods()));
  }

  private List<Volume> images() {
    return Stream.of(image, image2, image3, image4).filter(Objects::nonNull).toList();
  }

  private RunModel.Settings settings(ChosenModel chosen) {
    return RunModel.Settings.defaults()
        .withFolds(folds.isBlank() ? chosen.folds() : folds)
        .withMirror(mirror)
        .withDevice(device)
        .withThreshold(threshold < 0 ? chosen.threshold() : threshold)
        .withCleaning(new PostProcess.Settings(largest, fillHoles, SizeLimit.parse(removeSmall)))
        .withOrientation(typedOrientation())
        .withAsInSct(orientation.equalsIgnoreCase(SCT) || chosen.known().isPresent())
        .withFocus(focus(chosen.cropFirst()))
        .withProbabilities(withProbabilities || isWanted(PROBABILITIES));
  }

  private Orientation typedOrientation() {
    return orientation.isBlank() || orientation.equalsIgnoreCase(SCT)
        ? null
        : Orientation.parse(orientation);
  }

  private Focus focus(boolean cropFirst) {
    if ((cord == null ? 0 : 1) + (box.isBlank() ? 0 : 1) + (findCord ? 1 : 0) > 1)
      throw new InputException(
          "Give only one of cord=, box= and findCord=, so that the region is clear.");
    if (!box.isBlank()) return Focus.on(typedBox());
    if (cord != null) return Focus.around(cord, margin);
    return findCord || cropFirst ? Focus.onFoundCord(margin) : Focus.WHOLE;
  }

  private Box typedBox() {
    final String[] axes = box.split(",", -1);
    final long[] min = new long[3], max = new long[3];
    try {
      if (axes.length != 3) throw new NumberFormatException();
      for (int a = 0; a < 3; a++) {
        final String[] ends = axes[a].split(":", -1);
        min[a] = fromStart(Long.parseLong(ends[0].strip()), a);
        max[a] = fromStart(Long.parseLong(ends[1].strip()), a);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new InputException(
          "'" + box + "' is no box: write first:last for the three axes, such as 20:90,30:80,0:-1.",
          e);
    }
    return new Box(min, max);
  }

  private long fromStart(long voxel, int axis) {
    return voxel < 0 ? voxel + image.grid().size(axis) : voxel;
  }
}
