package org.myelon.segment.network;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/** Small sums with shapes. */
final class Shapes {

  private Shapes() {}

  static Shape of(List<Integer> lengths) {
    return new Shape(lengths.stream().mapToLong(Integer::longValue).toArray());
  }

  /** All lengths one, for so many axes. */
  static Shape ones(int axes) {
    final long[] ones = new long[axes];
    Arrays.fill(ones, 1);
    return new Shape(ones);
  }
}
