package org.myelon.segment.network;

import ai.djl.ndarray.NDArray;

/**
 * How an array lies in memory. Images x channels x voxels is what its axes mean; with the channels
 * of a voxel side by side, convolutions on a processor need not turn everything around and back.
 */
final class Layout {

  private Layout() {}

  /** The same array, the channels of a voxel side by side in memory. */
  static NDArray channelsLast(NDArray x) {
    final NDArray turned = x.transpose(channelAxisLast(x.getShape().dimension()));
    // flat, it has to be copied
    final NDArray flat = turned.flatten();
    final NDArray copy = flat.reshape(turned.getShape());
    final NDArray result = channelsSecond(copy);
    copy.close();
    flat.close();
    turned.close();
    return result;
  }

  /** From images x voxels x channels to images x channels x voxels, without moving a number. */
  static NDArray channelsSecond(NDArray x) {
    final int axes = x.getShape().dimension();
    final int[] order = new int[axes];
    order[1] = axes - 1;
    for (int a = 2; a < axes; a++) order[a] = a - 1;
    return x.transpose(order);
  }

  private static int[] channelAxisLast(int axes) {
    final int[] order = new int[axes];
    for (int a = 1; a < axes - 1; a++) order[a] = a + 1;
    order[axes - 1] = 1;
    return order;
  }
}
