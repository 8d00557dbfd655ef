package org.myelon.segment.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.ivadomed.IvadomedPackage;
import org.myelon.segment.nnunet.ModelFolder;
import org.myelon.step.InputException;
import org.myelon.step.Json;
import org.myelon.step.JsonValue;
import org.myelon.step.TextFile;

/** The files that came out of the archives of a model. */
final class ModelFiles {

  /** Describes models that are neither of nnU-Net nor of ivadomed. */
  static final String DESCRIPTION = StoredModel.DESCRIPTION;

  private ModelFiles() {}

  /**
   * Looks whether a folder holds a model that can be run.
   *
   * @throws InputException if not, saying what is wrong
   */
  static void require(Path folder) {
    final Path description = folder.resolve(DESCRIPTION);
    if (!Files.isRegularFile(description)) {
      if (IvadomedPackage.isIn(folder)) IvadomedPackage.in(folder);
      else ModelFolder.open(folder);
      return;
    }
    final JsonValue json = JsonValue.read(description);
    final String weights = json.find("weights").map(JsonValue::text).orElse(StoredModel.WEIGHTS);
    final Path file = folder.resolve(weights).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file))
      throw new InputException("The model is not complete: it lacks " + weights + ".");
  }

  /**
   * Moves the folds of a further archive to those of the first, or a further package of ivadomed
   * beside the first.
   *
   * @param number of the archive, names what has a name that is taken
   * @throws InputException if they are not folds of one model
   */
  static void join(Path first, Path further, int number) throws IOException {
    if (IvadomedPackage.isIn(first) && IvadomedPackage.isIn(further)) {
      Files.move(further, first.resolve("package" + (number + 1)));
      return;
    }
    final ModelFolder to = ModelFolder.open(first), from = ModelFolder.open(further);
    if (!plans(to).equals(plans(from)))
      throw new InputException(
          "The archives hold different models: the plans.json of archive "
              + (number + 1)
              + " is not that of the first.");
    for (String fold : from.folds()) {
      final String name = "fold_" + (to.folds().contains(fold) ? "" + number : fold);
      final Path target = to.folder().resolve(name);
      if (Files.exists(target))
        throw new InputException("Two of the archives hold the same fold, " + name + ".");
      Files.move(from.folder().resolve("fold_" + fold), target);
    }
  }

  private static Object plans(ModelFolder model) {
    final Path file = model.folder().resolve("plans.json");
    return Json.read(TextFile.read(file), file.toString());
  }

  /** The length of all files. */
  static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      final List<Path> files = all.filter(Files::isRegularFile).toList();
      long sum = 0;
      for (Path file : files) sum += Files.size(file);
      return sum;
    }
  }

  /** The folder of a {@code model.json}: archives often wrap everything in one folder. */
  static Path unwrapped(Path folder) throws IOException {
    Path at = folder;
    for (int depth = 0; depth < 3 && !Files.exists(at.resolve(DESCRIPTION)); depth++) {
      try (Stream<Path> inside = Files.list(at)) {
        final List<Path> folders = inside.filter(Files::isDirectory).toList();
        if (folders.size() != 1) return folder;
        at = folders.get(0);
      }
    }
    return Files.exists(at.resolve(DESCRIPTION)) ? at : folder;
  }
}
