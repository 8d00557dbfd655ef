package org.myelon.segment.axial;

import java.util.LinkedHashMap;
import java.util.Map;
import org.myelon.segment.network.ComputeDevice;

/**
 * The two networks that find the cord.
 *
 * @param localiser sees whole slices; null if it is always said where the cord is
 * @param cord outlines it in a window
 */
public record CordNetworks(AxialNetwork localiser, AxialNetwork cord) implements AutoCloseable {

  /**
   * The two that come with Myelon.
   *
   * @throws org.myelon.step.InputException if one is missing
   */
  public static CordNetworks builtIn(ComputeDevice device) {
    return open(
        StoredModel.builtIn(AxialModel.LOCALISER), StoredModel.builtIn(AxialModel.CORD), device);
  }

  /**
   * Two models.
   *
   * @param localiser null if it is not needed
   * @throws org.myelon.step.InputException if one is missing or damaged
   */
  public static CordNetworks open(StoredModel localiser, StoredModel cord, ComputeDevice device) {
    final AxialNetwork first = localiser == null ? null : localiser.open(device);
    try {
      return new CordNetworks(first, cord.open(device));
    } catch (RuntimeException e) {
      if (first != null) first.close();
      throw e;
    }
  }

  /** Names and versions of the models, for the provenance of a result. */
  public Map<String, Object> versions() {
    final Map<String, Object> versions = new LinkedHashMap<>();
    if (localiser != null) versions.put(localiser.model().name(), localiser.model().version());
    versions.put(cord.model().name(), cord.model().version());
    return versions;
  }

  @Override
  public void close() {
    if (localiser != null) localiser.close();
    cord.close();
  }
}
