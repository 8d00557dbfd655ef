package org.myelon.label;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * The vertebral level of each axial slice of a level map. A slice that two levels share belongs to
 * the one with more voxels (if they are equal, to the upper one). SCT instead rounds the mean of
 * the values, half to even, which for a slice between 50 and 1 gives a level that is in neither.
 * Immutable.
 */
public final class SliceLevels {

  private final int[] levels;

  private SliceLevels(int[] levels) {
    this.levels = levels;
  }

  /**
   * @param levels 3-D level map, any orientation; 0 is no level
   * @param asSct whether to take the rounded mean as SCT does
   * @throws InputException if the map is no single volume or is empty
   */
  public static SliceLevels of(Volume levels, boolean asSct) {
    final int slices = levels.require3D().grid().reoriented(Orientation.RPI).extent(2);
    final List<Map<Double, Integer>> counts = new ArrayList<>();
    for (int s = 0; s < slices; s++) counts.add(new HashMap<>());
    NonZeroVoxels.visit(
        levels,
        Orientation.RPI,
        Progress.NONE,
        (x, y, z, value) -> {
          if (!Double.isInfinite(value)) counts.get(z).merge(value, 1, Integer::sum);
        });
    if (counts.stream().allMatch(Map::isEmpty))
      throw new InputException(levels + " holds no level: all voxels are zero.");
    return new SliceLevels(
        counts.stream().mapToInt(c -> asSct ? roundedMean(c) : mostFrequent(c)).toArray());
  }

  private static int roundedMean(Map<Double, Integer> counts) {
    double sum = 0;
    long n = 0;
    for (Map.Entry<Double, Integer> e : counts.entrySet()) {
      sum += e.getKey() * e.getValue();
      n += e.getValue();
    }
    return n == 0 ? 0 : (int) Math.rint(sum / n);
  }

  private static int mostFrequent(Map<Double, Integer> counts) {
    double best = 0;
    int most = 0;
    for (Map.Entry<Double, Integer> e : counts.entrySet())
      if (e.getValue() > most || e.getValue() == most && e.getKey() < best) {
        best = e.getKey();
        most = e.getValue();
      }
    return (int) Math.rint(best);
  }

  /** Number of axial slices of the image. */
  public int sliceCount() {
    return levels.length;
  }

  /** The level of a slice counted from the inferior end, 0 if it has none. */
  public int level(int rpiSlice) {
    return levels[rpiSlice];
  }

  /** The slices of a level, ascending; empty if there are none. */
  public List<Integer> slicesOf(int level) {
    final List<Integer> slices = new ArrayList<>();
    for (int s = 0; s < levels.length; s++) if (levels[s] == level && level != 0) slices.add(s);
    return slices;
  }

  /** All levels that some slice has, ascending. */
  public SortedSet<Integer> present() {
    final SortedSet<Integer> present = new TreeSet<>();
    for (int level : levels) if (level != 0) present.add(level);
    return present;
  }
}
