package org.myelon.register;

/**
 * From where to where a line of mask values is above one half, between the voxels by linear
 * interpolation; holes do not matter.
 *
 * @param from in voxels, the centre of a voxel at whole numbers
 * @param to likewise
 */
record Extent(double from, double to) {

  private static final double HALF = 0.5;

  /** A shorter one, in voxels, tells nothing. */
  private static final double LEAST = 0.25;

  /** Null if no value, or hardly one, is above one half. */
  static Extent of(double[] line) {
    int first = 0, last = line.length - 1;
    while (first <= last && line[first] < HALF) first++;
    while (last >= first && line[last] < HALF) last--;
    if (first > last) return null;
    final Extent extent =
        new Extent(
            first == 0 ? -HALF : first - beyond(line[first], line[first - 1]),
            last == line.length - 1 ? last + HALF : last + beyond(line[last], line[last + 1]));
    return extent.length() < LEAST ? null : extent;
  }

  private static double beyond(double inside, double outside) {
    return (inside - HALF) / (inside - outside);
  }

  /** The stretch that takes this onto another one. */
  ColumnMaps.Stretch onto(Extent other) {
    final double scale = other.length() / length();
    return new ColumnMaps.Stretch(from, to, scale, other.from - scale * from);
  }

  double length() {
    return to - from;
  }
}
