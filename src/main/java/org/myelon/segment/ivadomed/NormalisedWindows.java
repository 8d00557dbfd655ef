package org.myelon.segment.ivadomed;

import org.myelon.segment.network.PatchNetwork;

/**
 * A network each of whose windows gets the mean 0 and the standard deviation 1 in each channel.
 *
 * @param network that sees them
 */
public record NormalisedWindows(PatchNetwork network) implements PatchNetwork {

  @Override
  public int inputs() {
    return network.inputs();
  }

  @Override
  public int outputs() {
    return network.outputs();
  }

  @Override
  public float[] predict(float[] patch, int... shape) {
    return network.predict(normalised(patch, inputs()), shape);
  }

  @Override
  public void close() {
    network.close();
  }

  /**
   * @param values of channels of one size, one after the other; of one that is the same everywhere
   *     all become 0
   */
  static float[] normalised(float[] values, int channels) {
    final float[] result = new float[values.length];
    final int each = values.length / channels;
    for (int c = 0; c < channels; c++) {
      final int from = c * each;
      double mean = 0, squares = 0;
      for (int i = 0; i < each; i++) mean += values[from + i];
      mean /= each;
      for (int i = 0; i < each; i++) squares += Math.pow(values[from + i] - mean, 2);
      final double deviation = Math.sqrt(squares / each);
      if (deviation > 0)
        for (int i = 0; i < each; i++)
          result[from + i] = (float) ((values[from + i] - mean) / deviation);
    }
    return result;
  }
}
