package org.myelon.morphology;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The shape of the cord slice by slice, from the inferior end, with the vertebral levels where they
 * are known. Immutable.
 *
 * @param shapes the slices that were measured, ascending
 * @param levels the level of each slice of the image, 0 for none; empty if levels are not known
 * @param sliceCount number of slices of the image
 */
public record CordProfile(List<SliceShape> shapes, List<Integer> levels, int sliceCount)
    implements Regions.Slices {

  public CordProfile {
    shapes = List.copyOf(shapes);
    levels = List.copyOf(levels);
    if (!levels.isEmpty() && levels.size() != sliceCount)
      throw new IllegalArgumentException(levels.size() + " levels for " + sliceCount + " slices");
  }

  @Override
  public boolean hasLevels() {
    return !levels.isEmpty();
  }

  @Override
  public int level(int slice) {
    return hasLevels() ? levels.get(slice) : 0;
  }

  @Override
  public boolean isMeasured(int slice) {
    return shape(slice) != null;
  }

  /** The shape of a slice, null if it was not measured. */
  public SliceShape shape(int slice) {
    int low = 0, high = shapes.size() - 1;
    while (low <= high) {
      final int middle = (low + high) / 2, s = shapes.get(middle).slice();
      if (s == slice) return shapes.get(middle);
      if (s < slice) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }

  /** The same slices with every shape changed. */
  CordProfile map(UnaryOperator<SliceShape> change) {
    return new CordProfile(shapes.stream().map(change).toList(), levels, sliceCount);
  }
}
