package org.myelon.segment.training;

import java.nio.file.Path;
import java.util.List;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.training.TrainAxialModel.Result;
import org.myelon.step.AtomicFiles;
import org.myelon.step.TextFile;

/**
 * The files of an axial model: {@code model.json}, its weights in half precision and its card. All
 * of them or none.
 */
public final class TrainedModelFiles {

  private TrainedModelFiles() {}

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
          StoredModel.writeInto(fresh, card.model(), result.weights());
          TextFile.write(fresh.resolve("MODEL_CARD.md"), card.text(result));
        });
  }
}
