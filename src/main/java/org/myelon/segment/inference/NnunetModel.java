package org.myelon.segment.inference;

import java.nio.file.Path;
import java.util.List;
import org.myelon.segment.network.NetworkCitations;
import org.myelon.segment.network.UNetPatches;
import org.myelon.segment.nnunet.Checkpoint;
import org.myelon.segment.nnunet.Configuration;
import org.myelon.segment.nnunet.DatasetDescription;
import org.myelon.segment.nnunet.ModelFolder;
import org.myelon.segment.nnunet.Preprocess;
import org.myelon.step.InputException;

/** A folder that nnU-Net v2 trained, as a model to run. */
final class NnunetModel {

  private NnunetModel() {}

  /**
   * @param folder of the model, or one that holds it
   * @param folds which of its networks, see {@link ModelFolder#checkpoints}
   * @param asInSct whether images come in SCT's orientation where the model names none
   * @throws InputException if it is not complete, or the folds are not there or do not fit together
   */
  static PatchModel open(Path folder, String folds, boolean asInSct) {
    final ModelFolder model = ModelFolder.open(folder);
    final List<Checkpoint> checkpoints = model.checkpoints(folds);
    final Configuration configuration = model.configuration(checkpoints.get(0));
    for (Checkpoint other : checkpoints)
      if (!model.configuration(other).name().equals(configuration.name()))
        throw new InputException(
            "The folds of " + model.folder() + " were trained for different configurations.");
    if (!ModelDescription.fits(configuration.patchSize(), configuration.architecture()))
      throw new InputException(
          "The plans of "
              + model.folder()
              + " contradict themselves: the patch size cannot be halved as the strides say.");
    final DatasetDescription dataset = model.dataset();
    final Preprocess.Settings before =
        Preprocess.Settings.of(model.plans(), dataset, configuration);
    return new PatchModel(
        name(model, configuration),
        dataset.channels(),
        asInSct ? before.withOrientation(model.orientationOfSct()) : before,
        SlidingWindow.Settings.of(configuration.patchSize())
            .withMirrorAxes(checkpoints.get(0).mirroringAxes()),
        checkpoints.stream().map(c -> network(c, configuration)).toList(),
        dataset.outputNames(),
        dataset.regionOrder(),
        configuration.probabilities(),
        0,
        List.of(NetworkCitations.NNUNET));
  }

  private static String name(ModelFolder model, Configuration configuration) {
    final String dataset = model.plans().dataset();
    return (dataset.isBlank() ? model.folder().getFileName() : dataset)
        + " (nnU-Net v2, "
        + configuration.name()
        + ")";
  }

  private static NetworkFile network(Checkpoint checkpoint, Configuration configuration) {
    return new NetworkFile(
        checkpoint.file(),
        device ->
            UNetPatches.open(configuration.architecture(), checkpoint.weights(), device.get()));
  }
}
