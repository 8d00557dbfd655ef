package org.myelon.segment.nnunet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.myelon.image.Orientation;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.step.InputException;

/**
 * A model of nnU-Net v2 as it is handed around: a folder {@code trainer__plans__configuration} with
 * {@code plans.json}, {@code dataset.json} and one folder for each network that was trained, {@code
 * fold_0} to {@code fold_4} or {@code fold_all}.
 */
public final class ModelFolder {

  /** SCT's archives wrap the folder up to three times. */
  private static final int DEPTH = 4;

  /** A whole disk is not searched. */
  private static final int MOST_FILES = 100_000;

  private static final List<String> CHECKPOINTS =
      List.of("checkpoint_final.pth", "checkpoint_best.pth");

  /** In the name of the data set. */
  private static final String AIL_MODELS = "RegionBasedLesionSeg";

  private final Path folder;
  private final Plans plans;
  private final DatasetDescription dataset;
  private final Map<String, Path> folds;

  private ModelFolder(Path folder) {
    this.folder = folder;
    this.plans = Plans.read(folder.resolve("plans.json"));
    this.dataset = DatasetDescription.read(required(folder, "dataset.json"));
    this.folds = folds(folder);
  }

  /**
   * Opens a folder, or one that holds such a folder at most four levels down.
   *
   * @throws InputException if there is none, more than one, or one that is not complete
   */
  public static ModelFolder open(Path folder) {
    if (!Files.isDirectory(folder)) throw new InputException("There is no folder " + folder + ".");
    final List<Path> plans = find(folder, "plans.json");
    if (plans.size() == 1) return new ModelFolder(plans.get(0).getParent());
    if (plans.size() > 1)
      throw new InputException(
          folder
              + " holds "
              + plans.size()
              + " models; choose one of "
              + String.join(", ", plans.stream().map(p -> p.getParent().toString()).toList())
              + ".");
    if (!find(folder, "plans.pkl").isEmpty())
      throw new InputException(
          folder + " holds a model of nnU-Net v1 (plans.pkl), and only those of v2 can be run.");
    throw new InputException(
        folder + " holds no model of nnU-Net v2: there is no plans.json in it.");
  }

  private static List<Path> find(Path folder, String name) {
    try (Stream<Path> files = Files.walk(folder, DEPTH + 1)) {
      return files
          .limit(MOST_FILES)
          .filter(f -> f.getFileName() != null && f.getFileName().toString().equals(name))
          .filter(f -> !f.toString().contains("__MACOSX"))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("Cannot list the folder " + folder + ".", e);
    }
  }

  private static Path required(Path folder, String name) {
    final Path file = folder.resolve(name);
    if (!Files.isRegularFile(file))
      throw new InputException("The model " + folder + " is not complete: it lacks " + name + ".");
    return file;
  }

  /** Name after "fold_" to the checkpoint, the last one of a training before the best one. */
  private static Map<String, Path> folds(Path folder) {
    final Map<String, Path> folds = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path fold : all.filter(Files::isDirectory).sorted().toList())
        if (fold.getFileName().toString().startsWith("fold_"))
          CHECKPOINTS.stream()
              .map(fold::resolve)
              .filter(Files::isRegularFile)
              .findFirst()
              .ifPresent(c -> folds.put(fold.getFileName().toString().substring(5), c));
    } catch (IOException e) {
      throw new InputException("Cannot list the folder " + folder + ".", e);
    }
    if (folds.isEmpty())
      throw new InputException(
          "The model "
              + folder
              + " is not complete: no fold_0 to fold_4 or fold_all in it holds "
              + String.join(" or ", CHECKPOINTS)
              + ".");
    return folds;
  }

  /** The folder of the plans. */
  public Path folder() {
    return folder;
  }

  /** What was planned. */
  public Plans plans() {
    return plans;
  }

  /** What goes in and comes out. */
  public DatasetDescription dataset() {
    return dataset;
  }

  /**
   * The orientation in which SCT gives images to its own models: what {@code dataset.json} says,
   * else LPI, or AIL for the models that are trained on regions and lesions. nnU-Net's own models
   * take images as their reader does.
   */
  public Orientation orientationOfSct() {
    return dataset
        .orientation()
        .orElseGet(() -> Orientation.parse(plans.dataset().contains(AIL_MODELS) ? "AIL" : "LPI"));
  }

  /** The names of the networks that are there: "0", "1"… or "all". */
  public List<String> folds() {
    return List.copyOf(folds.keySet());
  }

  /**
   * Opens checkpoints.
   *
   * @param choice names of folds with commas between; empty or "all" takes all there are ("all" is
   *     also the name of the network that was trained on everything: it is taken alone where it is
   *     there)
   * @throws InputException if one is not there or was trained for another configuration
   */
  public List<Checkpoint> checkpoints(String choice) {
    return chosen(choice).stream().map(name -> Checkpoint.open(folds.get(name))).toList();
  }

  private List<String> chosen(String choice) {
    final String word = choice.strip();
    if (word.isEmpty()) return folds();
    if (word.equals("all")) return folds.containsKey("all") ? List.of("all") : folds();
    final List<String> names =
        Arrays.stream(word.split("[,\\s]+"))
            .map(f -> f.replaceFirst("^fold_", ""))
            .distinct()
            .toList();
    for (String name : names)
      if (!folds.containsKey(name))
        throw new InputException(
            "The model " + folder + " has no fold '" + name + "'; there is " + folds() + ".");
    return names;
  }

  /**
   * The configuration that a checkpoint was trained for.
   *
   * @throws InputException if the checkpoint and the name of the folder or the plans disagree
   */
  public Configuration configuration(Checkpoint checkpoint) {
    final Optional<String> named = nameOfFolder();
    final Optional<String> trained = checkpoint.configuration();
    if (named.isPresent() && trained.isPresent() && !named.equals(trained))
      throw new InputException(
          checkpoint.file()
              + " was trained for the configuration "
              + trained.get()
              + ", and its folder is named for "
              + named.get()
              + ".");
    final String name =
        trained
            .or(() -> named)
            .orElseThrow(
                () ->
                    new InputException(
                        "Neither the name of the folder "
                            + folder
                            + " (trainer__plans__configuration) nor its checkpoint says which"
                            + " configuration was trained."));
    final Configuration configuration = plans.configuration(name, dataset);
    requireSame(configuration.architecture(), checkpoint);
    return configuration;
  }

  /** A trainer can build another network than its plans say. */
  private static void requireSame(UNetArchitecture planned, Checkpoint checkpoint) {
    final UNetArchitecture found = checkpoint.architecture();
    final String different =
        Stream.of(
                difference("encoder", planned.encoder(), found.encoder()),
                difference("inputs", planned.inputs(), found.inputs()),
                difference("outputs", planned.outputs(), found.outputs()),
                difference("stages", planned.stages(), found.stages()),
                difference(
                    "convolutions on the way up",
                    planned.decoderConvolutions(),
                    found.decoderConvolutions()),
                difference("bias", planned.bias(), found.bias()))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse("");
    if (!different.isEmpty())
      throw new InputException(
          checkpoint.file() + " is not the network of its plans.json: " + different + ".");
  }

  private static Optional<String> difference(String what, Object planned, Object found) {
    return planned.equals(found)
        ? Optional.empty()
        : Optional.of(what + " are " + found + ", and planned " + planned);
  }

  /** The third part of the name, if it is a configuration of the plans. */
  private Optional<String> nameOfFolder() {
    final List<String> parts =
        new ArrayList<>(List.of(folder.toAbsolutePath().getFileName().toString().split("__")));
    return parts.size() == 3 && plans.configurations().contains(parts.get(2))
        ? Optional.of(parts.get(2))
        : Optional.empty();
  }
}
