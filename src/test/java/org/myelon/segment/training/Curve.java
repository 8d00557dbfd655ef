package org.myelon.segment.training;

import java.util.function.DoubleUnaryOperator;

/** A function of a height, read from a table. */
final class Curve {

  private static final double STEP = 1;

  private final double low;
  private final float[] values;

  /** Beyond the ends of the range it stays as it is there. */
  Curve(double low, double high, DoubleUnaryOperator function) {
    this.low = low;
    values = new float[(int) ((high - low) / STEP) + 2];
    for (int i = 0; i < values.length; i++)
      values[i] = (float) function.applyAsDouble(low + i * STEP);
  }

  double at(double z) {
    final double t = Math.max(0, Math.min(values.length - 1.001, (z - low) / STEP));
    final int i = (int) t;
    return values[i] + (t - i) * (values[i + 1] - values[i]);
  }
}
