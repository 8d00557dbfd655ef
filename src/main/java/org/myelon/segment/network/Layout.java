package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * How an array lies in memory. Images x channels x voxels is what its axes mean; with the channels
 * of a voxel side by side, convolutions on a processor need not turn everything around and back.
 */
final class Layout {

  private Layout() {}

  /** Fewer channels than these are no work for the vectors of a processor. */
  private static final int FEWEST = 4;

  /**
   * The same array, the channels of a voxel side by side in memory, filled up with empty ones if
   * there are fewer than {@value #FEWEST}: that costs nothing, and of a single channel the engine
   * does not know how it lies.
   */
  static NDArray channelsLast(NDArray x) {
    final Shape shape = x.getShape();
    final long missing = Math.max(0, FEWEST - shape.get(1));
    try (NDManager temporary = x.getManager().newSubManager()) {
      NDArray voxels = channelsEnd(x);
      voxels.attach(temporary);
      final Shape empty = shape.slice(0, 1).addAll(shape.slice(2)).add(missing);
      if (missing > 0) voxels = voxels.concat(temporary.zeros(empty), -1);
      // flat, it has to be copied
      final NDArray copy = voxels.flatten().reshape(voxels.getShape());
      final NDArray result = channelsSecond(copy);
      result.attach(x.getManager());
      return result;
    }
  }

  /** From images x channels x voxels to images x voxels x channels, without moving a number. */
  static NDArray channelsEnd(NDArray x) {
    final int axes = x.getShape().dimension();
    final int[] order = new int[axes];
    for (int a = 1; a < axes - 1; a++) order[a] = a + 1;
    order[axes - 1] = 1;
    return x.transpose(order);
  }

  /** From images x voxels x channels to images x channels x voxels, without moving a number. */
  static NDArray channelsSecond(NDArray x) {
    final int axes = x.getShape().dimension();
    final int[] order = new int[axes];
    order[1] = axes - 1;
    for (int a = 2; a < axes; a++) order[a] = a - 1;
    return x.transpose(order);
  }
}
