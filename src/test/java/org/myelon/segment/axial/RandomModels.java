package org.myelon.segment.axial;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.segment.network.Tensor;
import org.myelon.segment.network.UNet;
import org.myelon.segment.network.UNetArchitecture;
import org.myelon.step.Progress;

/** Networks that have learnt nothing. */
final class RandomModels {

  private RandomModels() {}

  /** The same weights every time. */
  static Map<String, Tensor> weights(UNetArchitecture architecture) {
    final UNet network = new UNet(architecture);
    try (NDManager arrays = ComputeDevice.open("cpu", Progress.NONE).newArrays()) {
      network.initialize(arrays, DataType.FLOAT32, new Shape(1, AxialWindow.CHANNELS, 16, 16));
      return network.weights();
    }
  }
}
