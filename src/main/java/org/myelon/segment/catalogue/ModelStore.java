package org.myelon.segment.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.myelon.step.InputException;
import org.myelon.step.UserCache;

/**
 * Where models lie on this computer: one folder for each, with its name.
 *
 * @param root the folder of all, whether or not it is there
 */
public record ModelStore(Path root) {

  /** Environment variable that names the folder of models. */
  public static final String VARIABLE = "MYELON_MODELS";

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

  public ModelStore {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The first of these that says something: what was given, the preference, the environment
   * variable {@value #VARIABLE}, the cache of this user.
   *
   * @param given folder for this call, empty if none
   * @param preference folder from the user's preferences, empty if none
   */
  public static ModelStore find(String given, String preference) {
    return find(given, preference, System.getenv().getOrDefault(VARIABLE, ""));
  }

  static ModelStore find(String given, String preference, String variable) {
    return new ModelStore(
        Stream.of(given, preference, variable)
            .filter(folder -> !folder.isBlank())
            .findFirst()
            .map(folder -> Path.of(folder.strip()))
            .orElseGet(() -> UserCache.folder("models")));
  }

  /** All that are installed, by name. */
  public List<InstalledModel> installed() {
    if (!Files.isDirectory(root)) return List.of();
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(f -> f.getFileName().toString().matches(NAME))
          .sorted()
          .flatMap(f -> InstalledModel.in(f).stream())
          .toList();
    } catch (IOException e) {
      throw new InputException("Cannot list the folder of models " + root + ".", e);
    }
  }

  /** An installed one by its name. */
  public Optional<InstalledModel> find(String name) {
    return name.matches(NAME) ? InstalledModel.in(root.resolve(name)) : Optional.empty();
  }

  /**
   * The folder that a model has or would have.
   *
   * @throws InputException if that is no name for a folder
   */
  Path folder(String name) {
    if (!name.matches(NAME))
      throw new InputException(
          "'" + name + "' is no name for a model: letters, digits, '_', '-' and '.' only.");
    return root.resolve(name);
  }

  /**
   * The model that a user means.
   *
   * @param word name of an installed model, or a folder on disk, which goes first
   * @throws InputException if it is neither, saying what to do
   */
  public ChosenModel choose(String word, Catalogue catalogue) {
    final String said = word.strip();
    try {
      if (!said.isEmpty() && Files.isDirectory(Path.of(said)))
        return new ChosenModel(Path.of(said), Optional.empty());
    } catch (InvalidPathException e) {
      throw new InputException("'" + said + "' is no folder of a model.", e);
    }
    final Optional<InstalledModel> installed = find(said);
    if (installed.isPresent())
      return new ChosenModel(installed.get().folder(), catalogue.find(said));
    final CatalogueModel known = catalogue.find(said).orElseThrow(() -> missing(said, catalogue));
    throw new InputException(
        known.kind() == CatalogueModel.Kind.BUILT_IN
            ? said + " comes with Myelon and has commands of its own, see List Models."
            : "The model "
                + said
                + " is not in "
                + root
                + ": fetch it with Download Model (download-model model="
                + said
                + ").");
  }

  private static InputException missing(String said, Catalogue catalogue) {
    return new InputException(
        "There is no folder of a model at "
            + said
            + (said.matches(NAME) ? ", and no model of that name" + catalogue.hint(said) : "")
            + ".");
  }
}
