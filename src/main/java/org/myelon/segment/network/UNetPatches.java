package org.myelon.segment.network;

import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslateException;
import java.util.Arrays;
import java.util.Map;
import org.myelon.step.InputException;

/** A U-Net that runs on one device, one patch at a time or several of one size. */
public final class UNetPatches implements PatchNetwork {

  private final UNetArchitecture architecture;
  private final Model model;
  private final Predictor<Patch, float[]> predictor;

  private UNetPatches(UNet network, ComputeDevice device) {
    architecture = network.architecture();
    model = device.newModel("U-Net");
    model.setBlock(network);
    predictor = model.newPredictor(new PatchTranslator(architecture.inputs()));
  }

  /**
   * Brings a network to a device.
   *
   * @param weights under nnU-Net's names, see {@link UNet#load}
   * @throws InputException if they are not those of the architecture
   */
  public static UNetPatches open(
      UNetArchitecture architecture, Map<String, Tensor> weights, ComputeDevice device) {
    final UNet network = new UNet(architecture);
    network.load(weights);
    return open(network, device);
  }

  /** A network with random weights, to measure it. */
  static UNetPatches seeded(UNetArchitecture architecture, long seed, ComputeDevice device) {
    final UNet network = new UNet(architecture);
    network.initialise(seed);
    return open(network, device);
  }

  private static UNetPatches open(UNet network, ComputeDevice device) {
    final UNetArchitecture architecture = network.architecture();
    final UNetPatches patches = new UNetPatches(network, device);
    network.freezeParameters(true);
    network.initialize(
        patches.model.getNDManager(),
        DataType.FLOAT32,
        new Shape(1, architecture.inputs())
            .addAll(new Shape(Arrays.stream(architecture.multiple()).asLongStream().toArray())));
    return patches;
  }

  @Override
  public int inputs() {
    return architecture.inputs();
  }

  @Override
  public int outputs() {
    return architecture.outputs();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the shape is no multiple of the network's, or the patch has
   *     another size
   * @throws InputException if the patch does not fit into the device's memory
   */
  @Override
  public float[] predict(float[] patch, int... shape) {
    check(patch.length, shape);
    return run(new Patch(patch, 1, shape));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException as {@link #predict}
   * @throws InputException as {@link #predict}
   */
  @Override
  public float[][] predictAll(float[][] patches, int... shape) {
    if (patches.length == 0) return new float[0][];
    final int size = patches[0].length;
    final float[] all = new float[patches.length * size];
    for (int i = 0; i < patches.length; i++) {
      check(patches[i].length, shape);
      System.arraycopy(patches[i], 0, all, i * size, size);
    }
    final float[] found = run(new Patch(all, patches.length, shape));
    final int each = found.length / patches.length;
    final float[][] outputs = new float[patches.length][];
    for (int i = 0; i < outputs.length; i++)
      outputs[i] = Arrays.copyOfRange(found, i * each, (i + 1) * each);
    return outputs;
  }

  private float[] run(Patch patch) {
    try {
      return predictor.predict(patch);
    } catch (TranslateException | EngineException e) {
      throw explained(e, patch.shape());
    }
  }

  private void check(int length, int... shape) {
    final int[] multiple = architecture.multiple();
    boolean fits = shape.length == multiple.length;
    long voxels = architecture.inputs();
    for (int a = 0; fits && a < shape.length; a++) {
      fits = shape[a] > 0 && shape[a] % multiple[a] == 0;
      voxels *= shape[a];
    }
    if (!fits || voxels != length)
      throw new IllegalArgumentException(
          "A patch of %d values, %s, for %d channels and multiples of %s"
              .formatted(
                  length,
                  Arrays.toString(shape),
                  architecture.inputs(),
                  Arrays.toString(multiple)));
  }

  private static RuntimeException explained(Exception e, int... shape) {
    final Throwable cause = e.getCause() == null ? e : e.getCause();
    final String words = String.valueOf(cause.getMessage());
    if (words.contains("allocate memory") || words.contains("out of memory"))
      return new InputException(
          "Not enough memory to run the network on a patch of "
              + Arrays.toString(shape)
              + " voxels: close other programs, or take device=cpu",
          e);
    return new IllegalStateException(words.lines().findFirst().orElse(""), e);
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
