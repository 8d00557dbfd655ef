package org.myelon.segment.axial;

import java.util.List;
import org.myelon.segment.network.PatchNetwork;
import org.myelon.step.Progress;

/** An axial model that is ready to run. */
public interface AxialNetwork extends AutoCloseable {

  AxialModel model();

  /**
   * How likely each pixel is the target.
   *
   * @param windows of the model's size
   * @return for each window pixels x pixels values from 0 to 1
   */
  float[][] probabilities(AxialSlices image, List<AxialWindow> windows, Progress progress);

  @Override
  void close();

  /** A model with its network, which is closed with it. */
  static AxialNetwork of(AxialModel model, PatchNetwork network) {
    return new BatchedWindows(model, network);
  }
}
