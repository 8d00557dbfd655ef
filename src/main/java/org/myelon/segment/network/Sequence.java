package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Layers one after the other. */
record Sequence(List<Layer> layers) implements Layer {

  @Override
  public NDArray forward(Pass pass, NDArray x) {
    NDArray y = x;
    for (Layer layer : layers) y = y == x ? layer.forward(pass, x) : pass.through(layer, y);
    return y;
  }
}
