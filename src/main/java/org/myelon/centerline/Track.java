package org.myelon.centerline;

import java.util.function.DoubleUnaryOperator;

/**
 * One coordinate of a centreline for consecutive slices.
 *
 * @param position in voxels
 * @param slope change per slice, in voxels
 */
record Track(double[] position, double[] slope) {

  /** Samples a curve and its derivative at the slices first … last. */
  static Track of(DoubleUnaryOperator curve, DoubleUnaryOperator derivative, int first, int last) {
    final double[] position = new double[last - first + 1], slope = new double[last - first + 1];
    for (int i = 0; i < position.length; i++) {
      position[i] = curve.applyAsDouble(first + i);
      slope[i] = derivative.applyAsDouble(first + i);
    }
    return new Track(position, slope);
  }
}
