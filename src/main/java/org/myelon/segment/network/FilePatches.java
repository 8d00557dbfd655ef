package org.myelon.segment.network;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.myelon.step.InputException;

/**
 * A network that a file holds whole, layers and weights: TorchScript ({@code .pt}, run by PyTorch)
 * or ONNX ({@code .onnx}, run by ONNX Runtime). It takes images x channels x voxels and gives
 * outputs in the same layout; of several results the first counts.
 */
public final class FilePatches implements PatchNetwork {

  private final Path file;
  private final int inputs;
  private final int outputs;
  private final Model model;
  private final Predictor<Patch, float[]> predictor;

  private FilePatches(Path file, int inputs, int outputs, Model model) {
    this.file = file;
    this.inputs = inputs;
    this.outputs = outputs;
    this.model = model;
    this.predictor = model.newPredictor(new PatchTranslator(inputs));
  }

  /**
   * Opens a file of TorchScript. It is a program: PyTorch runs it in its own interpreter, which
   * reads no files and starts nothing, but take such files only from people you trust.
   *
   * @param inputs channels that it takes
   * @param outputs channels that it gives
   * @throws InputException if it is missing or no such file
   */
  public static FilePatches torchScript(Path file, int inputs, int outputs, ComputeDevice device) {
    return open(file, inputs, outputs, device.newModel("TorchScript"));
  }

  /**
   * Opens a file of ONNX; runs on the processor.
   *
   * @param inputs channels that it takes
   * @param outputs channels that it gives
   * @throws InputException if it is missing or no such file, or ONNX Runtime is not there
   */
  public static FilePatches onnx(Path file, int inputs, int outputs) {
    return open(file, inputs, outputs, OnnxEngine.start().newModel("ONNX", null));
  }

  private static FilePatches open(Path file, int inputs, int outputs, Model model) {
    try {
      if (!Files.isRegularFile(file)) throw new InputException("There is no network " + file + ".");
      model.load(
          file.toAbsolutePath().getParent(),
          file.getFileName().toString(),
          Map.of("mapLocation", "true"));
      return new FilePatches(file, inputs, outputs, model);
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new InputException(
          file + " cannot be read as a network: " + firstLine(e) + " Fetch it again.", e);
    } catch (InputException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InputException if the network does not take such a patch, gives something else than its
   *     description says, or memory is short
   */
  @Override
  public float[] predict(float[] patch, int... shape) {
    final float[] result;
    try {
      result = predictor.predict(new Patch(patch, shape));
    } catch (TranslateException | EngineException e) {
      throw new InputException(
          "The network "
              + file
              + " does not run on a window of "
              + inputs
              + " x "
              + Arrays.toString(shape)
              + " voxels: "
              + firstLine(e),
          e);
    }
    if (result.length != patch.length / inputs * outputs)
      throw new InputException(
          "The network "
              + file
              + " gives "
              + result.length
              + " values for a window of "
              + patch.length / inputs
              + " voxels, not "
              + outputs
              + " for each; its description is wrong.");
    return result;
  }

  private static String firstLine(Exception e) {
    final Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
