package org.myelon.segment.axial;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNetPatches;
import org.myelon.segment.network.WeightsFile;
import org.myelon.step.AtomicFiles;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

/**
 * The files of one of our own models: its description and its weights, in a folder or in this jar.
 */
public final class StoredModel {

  /** Name of the description, see {@link AxialModel#json}. */
  public static final String DESCRIPTION = "model.json";

  /** Name of the weights, see {@link WeightsFile}. */
  public static final String WEIGHTS = "weights.safetensors";

  private static final String BUILT_IN = "/org/myelon/models/";

  private final String place;
  private final Opener opener;

  /** Opens a file of a model. */
  private interface Opener {

    /**
     * @return null if there is no such file
     */
    InputStream open(String file) throws IOException;
  }

  private StoredModel(String place, Opener opener) {
    this.place = place;
    this.opener = opener;
  }

  /** A model in a folder, or the built-in one of a name where no folder is given (null). */
  public static StoredModel inOrBuiltIn(Path folder, String name) {
    return folder == null ? builtIn(name) : in(folder);
  }

  /** A model in a folder. */
  public static StoredModel in(Path folder) {
    return new StoredModel(
        folder.toString(),
        file -> {
          final Path path = folder.resolve(file);
          return Files.isRegularFile(path) ? Files.newInputStream(path) : null;
        });
  }

  /**
   * A model that comes with Myelon.
   *
   * @param name such as {@code cord}
   */
  public static StoredModel builtIn(String name) {
    return new StoredModel(
        "the built-in model " + name,
        file -> StoredModel.class.getResourceAsStream(BUILT_IN + name + "/" + file));
  }

  /**
   * Writes a model into a folder, its weights in half precision; both files or none.
   *
   * @throws InputException if the folder cannot be written
   */
  public static List<Path> write(Path folder, AxialModel model, Map<String, Tensor> weights) {
    return AtomicFiles.write(folder, fresh -> writeInto(fresh, model, weights));
  }

  /** Writes the same beside other files, where the caller sees that all or none are kept. */
  public static void writeInto(Path fresh, AxialModel model, Map<String, Tensor> weights) {
    TextFile.write(fresh.resolve(DESCRIPTION), model.json());
    WeightsFile.write(fresh.resolve(WEIGHTS), weights, WeightsFile.Precision.F16);
  }

  /** Whether there is a description. */
  public boolean exists() {
    try (InputStream in = opener.open(DESCRIPTION)) {
      return in != null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What the model is.
   *
   * @throws InputException if the file is missing, damaged or of another kind of model
   */
  public AxialModel description() {
    return description(AxialModel::parse);
  }

  /**
   * What a model of another kind is.
   *
   * @param parse makes it from the text and the name of the file
   * @throws InputException if the file is missing, damaged or of another kind of model
   */
  public <T> T description(BiFunction<String, String, T> parse) {
    try (InputStream in = required(DESCRIPTION)) {
      return parse.apply(new String(in.readAllBytes(), StandardCharsets.UTF_8), name(DESCRIPTION));
    } catch (IOException e) {
      throw unreadable(DESCRIPTION, e);
    }
  }

  /**
   * Its weights under nnU-Net's names.
   *
   * @throws InputException if the file is missing or damaged
   */
  public Map<String, Tensor> weights() {
    try (InputStream in = required(WEIGHTS)) {
      return WeightsFile.read(in, name(WEIGHTS));
    } catch (IOException e) {
      throw unreadable(WEIGHTS, e);
    }
  }

  /**
   * The model on a device, ready to run.
   *
   * @throws InputException if a file is missing or damaged, or the weights are of another network
   */
  public AxialNetwork open(ComputeDevice device) {
    return open(description(), device);
  }

  /**
   * The same where the description has been read before.
   *
   * @throws InputException if the weights are missing, damaged or of another network
   */
  public AxialNetwork open(AxialModel model, ComputeDevice device) {
    return AxialNetwork.of(model, UNetPatches.open(model.architecture(), weights(), device));
  }

  private InputStream required(String file) throws IOException {
    final InputStream in = opener.open(file);
    if (in == null)
      throw new InputException(
          "There is no " + file + " in " + place + ": it is no model, or incomplete.");
    return in;
  }

  private String name(String file) {
    return file + " of " + place;
  }

  private InputException unreadable(String file, IOException e) {
    return new InputException("Cannot read " + name(file) + ": " + e.getMessage(), e);
  }
}
