package org.myelon.segment.network;

import java.util.Arrays;

/**
 * Weights of one layer.
 *
 * @param shape lengths of the axes; none for a single number
 * @param values in the order of the axes, the last one fastest; not copied, not to be changed
 */
public record Tensor(long[] shape, float[] values) {

  /**
   * @throws IllegalArgumentException if there are more or fewer values than the shape says
   */
  public Tensor {
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values.length)
      throw new IllegalArgumentException(
          values.length + " values do not fill " + Arrays.toString(shape));
  }
}
