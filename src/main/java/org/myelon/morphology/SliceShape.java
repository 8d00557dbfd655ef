package org.myelon.morphology;

import java.util.Arrays;

/** The shape of the cord in one slice. Immutable. */
public final class SliceShape {

  private final int slice;
  private final int objects;
  private final double length;
  private final double[] values;

  private SliceShape(int slice, int objects, double length, double[] values) {
    this.slice = slice;
    this.objects = objects;
    this.length = length;
    this.values = values;
  }

  /**
   * @param slice its number, from the inferior end of the image
   * @param objects how many separate objects the mask has in this slice
   * @param length length of the cord within the slice in mm, NaN if it has no meaning
   */
  static Builder of(int slice, int objects, double length) {
    return new Builder(slice, objects, length);
  }

  public int slice() {
    return slice;
  }

  public int objects() {
    return objects;
  }

  public double length() {
    return length;
  }

  /** NaN if it was not measured. */
  public double get(Metric metric) {
    return values[metric.ordinal()];
  }

  /** The same shape with one number replaced. */
  SliceShape with(Metric metric, double value) {
    final double[] v = values.clone();
    v[metric.ordinal()] = value;
    return new SliceShape(slice, objects, length, v);
  }

  /** Collects the numbers. */
  static final class Builder {

    private final int slice;
    private final int objects;
    private final double length;
    private final double[] values = new double[Metric.values().length];

    private Builder(int slice, int objects, double length) {
      this.slice = slice;
      this.objects = objects;
      this.length = length;
      Arrays.fill(values, Double.NaN);
    }

    Builder put(Metric metric, double value) {
      values[metric.ordinal()] = value;
      return this;
    }

    SliceShape build() {
      return new SliceShape(slice, objects, length, values.clone());
    }
  }
}
