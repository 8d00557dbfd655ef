package org.myelon.segment.axial;

import org.myelon.segment.network.ComputeDevice;

/**
 * The two networks that find the cord.
 *
 * @param localiser sees whole slices
 * @param cord outlines it in a window
 */
public record CordNetworks(AxialNetwork localiser, AxialNetwork cord) implements AutoCloseable {

  /**
   * The two that come with Myelon.
   *
   * @throws org.myelon.step.InputException if one is missing
   */
  public static CordNetworks builtIn(ComputeDevice device) {
    return open(StoredModel.builtIn("localiser"), StoredModel.builtIn("cord"), device);
  }

  /**
   * Two models.
   *
   * @throws org.myelon.step.InputException if one is missing or damaged
   */
  public static CordNetworks open(StoredModel localiser, StoredModel cord, ComputeDevice device) {
    final AxialNetwork first = localiser.open(device);
    try {
      return new CordNetworks(first, cord.open(device));
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  @Override
  public void close() {
    localiser.close();
    cord.close();
  }
}
