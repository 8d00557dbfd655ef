package org.myelon.segment.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.WeightsFile;
import org.myelon.segment.training.TrainAxialModel.Result;
import org.myelon.step.AtomicFiles;
import org.myelon.step.TextFile;

/**
 * The files of an axial model: {@code model.json}, its weights in half precision and its card. All
 * of them or none.
 */
public final class ModelFolder {

  private ModelFolder() {}

  /**
   * Writes what a training gave.
   *
   * @return the files
   * @throws org.myelon.step.InputException if the folder cannot be written into
   */
  public static List<Path> write(Path folder, ModelCard card, Result result) {
    return AtomicFiles.write(
        folder,
        fresh -> {
          writeModel(fresh, card.model(), result.weights());
          TextFile.write(fresh.resolve("MODEL_CARD.md"), card.text(result));
        });
  }

  /** Writes a model as it is half-way, without a card. */
  static void write(Path folder, AxialModel model, Map<String, Tensor> weights) {
    AtomicFiles.write(folder, fresh -> writeModel(fresh, model, weights));
  }

  private static void writeModel(Path fresh, AxialModel model, Map<String, Tensor> weights) {
    TextFile.write(fresh.resolve(StoredModel.DESCRIPTION), model.json());
    WeightsFile.write(fresh.resolve(StoredModel.WEIGHTS), weights, WeightsFile.Precision.F16);
  }
}
