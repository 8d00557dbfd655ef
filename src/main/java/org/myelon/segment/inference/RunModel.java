package org.myelon.segment.inference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.ivadomed.IvadomedPackage;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Segments images by a model in a folder: one of nnU-Net v2 or a package of ivadomed as it is, or
 * one with a {@code model.json} beside its weights (see {@link ModelDescription}), such as an axial
 * model of this project.
 */
public final class RunModel {

  private RunModel() {}

  /**
   * What is done beside what the model says.
   *
   * @param folds which networks of an nnU-Net folder: their names with commas between, such as
   *     {@code 0,1}; {@code all} or empty for all there are
   * @param mirror whether the networks also see the image mirrored, which takes 4 or 8 times as
   *     long
   * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu0}, {@code gpu1} …
   * @param threshold above which a probability counts, 0 to 1; 0 gives the probabilities
   *     themselves, below 0 takes what the model says
   * @param cleaning of the result
   * @param orientation that images are brought to before; null for what the model says
   * @param asInSct whether the model is run as SCT runs it: one of nnU-Net that names no
   *     orientation gets images in that in which SCT gives them, else as nnU-Net reads them; what a
   *     package of ivadomed says of the largest object and of holes does not count
   * @param focus the part of the image that the networks see
   * @param probabilities whether those of all outputs are wanted too
   */
  public record Settings(
      String folds,
      boolean mirror,
      String device,
      double threshold,
      PostProcess.Settings cleaning,
      Orientation orientation,
      boolean asInSct,
      Focus focus,
      boolean probabilities) {

    /**
     * @throws InputException if the threshold is above 1
     */
    public Settings {
      if (!(threshold <= 1))
        throw new InputException("The threshold lies between 0 and 1, not at " + threshold + ".");
    }

    /** What the model says, on the whole image. */
    public static Settings defaults() {
      return new Settings(
          "", false, "auto", -1, PostProcess.Settings.NONE, null, false, Focus.WHOLE, false);
    }

    public Settings withFolds(String other) {
      return new Settings(
          other, mirror, device, threshold, cleaning, orientation, asInSct, focus, probabilities);
    }

    public Settings withMirror(boolean other) {
      return new Settings(
          folds, other, device, threshold, cleaning, orientation, asInSct, focus, probabilities);
    }

    public Settings withDevice(String other) {
      return new Settings(
          folds, mirror, other, threshold, cleaning, orientation, asInSct, focus, probabilities);
    }

    public Settings withThreshold(double other) {
      return new Settings(
          folds, mirror, device, other, cleaning, orientation, asInSct, focus, probabilities);
    }

    public Settings withCleaning(PostProcess.Settings other) {
      return new Settings(
          folds, mirror, device, threshold, other, orientation, asInSct, focus, probabilities);
    }

    public Settings withOrientation(Orientation other) {
      return new Settings(
          folds, mirror, device, threshold, cleaning, other, asInSct, focus, probabilities);
    }

    public Settings withAsInSct(boolean other) {
      return new Settings(
          folds, mirror, device, threshold, cleaning, orientation, other, focus, probabilities);
    }

    public Settings withFocus(Focus other) {
      return new Settings(
          folds, mirror, device, threshold, cleaning, orientation, asInSct, other, probabilities);
    }

    public Settings withProbabilities(boolean other) {
      return new Settings(
          folds, mirror, device, threshold, cleaning, orientation, asInSct, focus, other);
    }

    boolean soft() {
      return threshold == 0;
    }
  }

  /**
   * What a model found, on the grid of the first image.
   *
   * @param segmentation label map in unsigned 8-bit; with a threshold of 0 the probabilities of the
   *     one class, or a series of those of all classes
   * @param probabilities a series with one volume for each output; null unless asked for
   * @param classes value in the label map to name
   * @param methods what was done
   * @param facts of this run: model, weights with their SHA-256, device really used, seconds of the
   *     network
   */
  public record Result(
      Volume segmentation,
      Volume probabilities,
      Map<Integer, String> classes,
      Methods methods,
      Map<String, Object> facts) {

    public Result {
      classes = Map.copyOf(classes);
      facts = new LinkedHashMap<>(facts);
    }
  }

  /**
   * @param images one for each channel of the model, on one grid
   * @param folder of the model
   * @param settings what is done beside what the model says
   * @param progress hears of every window, and may cancel between two
   * @return what was found
   * @throws InputException if the folder holds no complete model, the images do not fit it, or
   *     memory is short
   * @implNote op names='myelon.segment.runModel'
   */
  public static Result run(List<Volume> images, Path folder, Settings settings, Progress progress) {
    if (images.isEmpty()) throw new InputException("There is no image to run the model on.");
    try {
      final Focus focus =
          settings.focus.known(images.get(0), settings.device, progress.part(0, 0.1));
      return dispatched(images, folder, settings.withFocus(focus), progress.part(0.1, 1));
    } catch (OutOfMemoryError e) {
      throw new InputException(
          "There is not enough memory to run the model on "
              + images.get(0).name()
              + ": give a box round the cord, or give Java more memory.",
          e);
    }
  }

  private static Result dispatched(
      List<Volume> images, Path folder, Settings settings, Progress progress) {
    final Path description = folder.resolve(ModelDescription.FILE);
    if (!Files.isRegularFile(description))
      return IvadomedPackage.isIn(folder)
          ? IvadomedRun.run(images, folder, settings, progress)
          : PatchRun.run(
              images,
              NnunetModel.open(folder, settings.folds, settings.asInSct),
              settings,
              progress);
    final ModelDescription model = ModelDescription.read(description);
    final Optional<AxialModel> axial = model.axial();
    return axial.isPresent()
        ? AxialRun.run(images, folder, axial.get(), settings, progress)
        : PatchRun.run(images, model.open(), settings, progress);
  }
}
