package org.myelon.segment.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.myelon.segment.catalogue.CatalogueModel.Kind;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;

/** Takes a model out of the store. */
public final class RemoveModel {

  private RemoveModel() {}

  /**
   * Deletes the folder of a model.
   *
   * @param store where it lies
   * @param model its name
   * @return whether it was there; a model of the catalogue that is not installed is no mistake
   * @throws InputException if it comes with Myelon, is not known, was not put there by {@link
   *     DownloadModel}, or is in use
   * @implNote op names='myelon.segment.removeModel'
   */
  public static boolean run(ModelStore store, String model) {
    final String name = model.strip();
    final Catalogue catalogue = Catalogue.builtIn();
    if (catalogue.find(name).filter(m -> m.kind() == Kind.BUILT_IN).isPresent())
      throw new InputException(name + " comes with Myelon and cannot be removed.");
    final Path folder = store.folder(name);
    if (!Files.exists(folder)) {
      if (catalogue.find(name).isEmpty()) throw unknown(store, name, catalogue);
      return false;
    }
    if (store.find(name).isEmpty())
      throw new InputException(
          folder + " was not made by Download Model; if it is yours to delete, do so by hand.");
    delete(folder);
    return true;
  }

  private static InputException unknown(ModelStore store, String name, Catalogue catalogue) {
    final List<String> there = store.installed().stream().map(InstalledModel::name).toList();
    return there.isEmpty()
        ? catalogue.unknown(name)
        : new InputException(
            "There is no model '" + name + "' in " + store.root() + ", only " + there + ".");
  }

  /** Out of sight in one step, so that no half of it is ever found. */
  private static void delete(Path folder) {
    final Path doomed =
        folder.resolveSibling(".removed-" + folder.getFileName() + "-" + System.nanoTime());
    try {
      Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new InputException(
          "Cannot remove "
              + folder
              + " ("
              + e.getMessage()
              + "): it is in use, or may not be written. Close what uses it and try again.",
          e);
    }
    FolderTree.delete(doomed);
  }
}
