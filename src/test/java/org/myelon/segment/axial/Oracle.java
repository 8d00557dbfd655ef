package org.myelon.segment.axial;

import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.step.Progress;

/** A network that knows the truth: what is left are the errors of everything around a network. */
public final class Oracle implements AxialNetwork {

  private final AxialModel model;
  private final AxialSlices truth;

  /** The windows that it was asked about. */
  final List<AxialWindow> asked = new ArrayList<>();

  /**
   * @param truth part of each voxel that is the target
   */
  public Oracle(AxialModel model, Volume truth) {
    this.model = model;
    this.truth = AxialSlices.of(truth);
  }

  /** Both networks of the cord. */
  public static CordNetworks cord(Volume truth) {
    return new CordNetworks(
        new Oracle(AxialModel.localiser(), truth), new Oracle(AxialModel.cord(), truth));
  }

  @Override
  public AxialModel model() {
    return model;
  }

  @Override
  public float[][] probabilities(AxialSlices image, List<AxialWindow> windows, Progress progress) {
    progress.check("Asking the oracle", 0);
    asked.addAll(windows);
    final float[][] found = new float[windows.size()][];
    for (int k = 0; k < found.length; k++) {
      found[k] = windows.get(k).cut(truth, windows.get(k).slice());
      for (int i = 0; i < found[k].length; i++) if (Float.isNaN(found[k][i])) found[k][i] = 0;
    }
    return found;
  }

  @Override
  public void close() {
    // nothing to give back
  }
}
