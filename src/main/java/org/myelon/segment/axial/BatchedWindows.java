package org.myelon.segment.axial;

import java.util.List;
import org.myelon.segment.network.PatchNetwork;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/** Cuts windows and puts several at a time through the network. */
final class BatchedWindows implements AxialNetwork {

  /** Windows of one call: enough to hide its fixed cost. */
  private static final int WINDOWS_PER_CALL = 8;

  private final AxialModel model;
  private final PatchNetwork network;

  BatchedWindows(AxialModel model, PatchNetwork network) {
    this.model = model;
    this.network = network;
  }

  @Override
  public AxialModel model() {
    return model;
  }

  @Override
  public float[][] probabilities(AxialSlices image, List<AxialWindow> windows, Progress progress) {
    final int n = model.pixels();
    final String stage = "Looking for the " + model.target();
    final float[][] found = new float[windows.size()][];
    for (int begin = 0; begin < found.length; begin += WINDOWS_PER_CALL) {
      progress.check(stage, begin / (double) found.length);
      final int first = begin, count = Math.min(WINDOWS_PER_CALL, found.length - begin);
      final float[][] inputs = new float[count][];
      Parallel.forEach(
          count, stage, progress.silent(), i -> inputs[i] = windows.get(first + i).input(image));
      final float[][] outputs = network.predictAll(inputs, n, n);
      for (int i = 0; i < count; i++) found[first + i] = sigmoid(outputs[i]);
    }
    return found;
  }

  private static float[] sigmoid(float[] values) {
    final float[] p = new float[values.length];
    for (int i = 0; i < p.length; i++) p[i] = (float) (1 / (1 + Math.exp(-values[i])));
    return p;
  }

  @Override
  public void close() {
    network.close();
  }
}
