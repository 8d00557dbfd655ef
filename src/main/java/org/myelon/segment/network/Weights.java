package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The parameters of a network under their names, and the values that they begin with. */
final class Weights {

  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Long> sources = new LinkedHashMap<>();
  private final float leak;

  /**
   * @param leak of the rectifiers, on which the spread of the first values depends
   */
  Weights(float leak) {
    this.leak = leak;
  }

  /** The parameters in the order of the network. */
  Map<String, Parameter> all() {
    return parameters;
  }

  /** Weights of a convolution: outputs x inputs x kernel. */
  Parameter weight(String name, Shape shape) {
    sources.put(name, shape.size() / shape.get(0));
    return add(name, shape, Parameter.Type.WEIGHT);
  }

  /** Weights of a transposed convolution that gives each of its outputs one voxel to see. */
  Parameter transposed(String name, int inputs, int outputs, Shape kernel) {
    sources.put(name, (long) inputs);
    return add(name, new Shape(inputs, outputs).addAll(kernel), Parameter.Type.WEIGHT);
  }

  Parameter bias(String name, int channels) {
    return add(name, new Shape(channels), Parameter.Type.BIAS);
  }

  Parameter scale(String name, int channels) {
    return add(name, new Shape(channels), Parameter.Type.GAMMA);
  }

  Parameter shift(String name, int channels) {
    return add(name, new Shape(channels), Parameter.Type.BETA);
  }

  private Parameter add(String name, Shape shape, Parameter.Type type) {
    final Parameter parameter =
        Parameter.builder().setName(name).setType(type).optShape(shape).build();
    parameters.put(name, parameter);
    return parameter;
  }

  /**
   * Gives a parameter the values to begin a training with: normally distributed weights of a spread
   * that keeps the signal as strong from layer to layer (He et al., ICCV 2015), scale 1, no shift.
   * The same for the same seed whatever engine or device runs them.
   */
  void begin(String name, long seed) {
    if (parameters.get(name).isInitialized())
      parameters.get(name).getArray().set(first(name, seed));
    else
      parameters
          .get(name)
          .setInitializer((arrays, shape, type) -> array(arrays, first(name, seed), shape, type));
  }

  private float[] first(String name, long seed) {
    final Parameter parameter = parameters.get(name);
    final float[] values = new float[Math.toIntExact(parameter.getShape().size())];
    if (parameter.getType() == Parameter.Type.GAMMA) Arrays.fill(values, 1);
    if (parameter.getType() == Parameter.Type.WEIGHT) {
      final Random random = new Random(31 * seed + name.hashCode());
      final double spread = Math.sqrt(2 / ((1 + (double) leak * leak) * sources.get(name)));
      for (int i = 0; i < values.length; i++) values[i] = (float) (spread * random.nextGaussian());
    }
    return values;
  }

  /** Sets one parameter, or has it set when its arrays are made. */
  void set(String name, float[] values) {
    final Parameter parameter = parameters.get(name);
    if (parameter.isInitialized()) parameter.getArray().set(values);
    else parameter.setInitializer((arrays, shape, type) -> array(arrays, values, shape, type));
  }

  private static NDArray array(NDManager arrays, float[] values, Shape shape, DataType type) {
    final NDArray array = arrays.create(values, shape);
    return type == DataType.FLOAT32 ? array : array.toType(type, false);
  }

  Tensor get(String name) {
    final Parameter parameter = parameters.get(name);
    return new Tensor(
        parameter.getShape().getShape(),
        parameter.getArray().toType(DataType.FLOAT32, false).toFloatArray());
  }
}
