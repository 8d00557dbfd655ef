package org.myelon.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.myelon.image.Grid;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Labelled points on a grid. Immutable.
 *
 * @param points in the order in which they were given or, read from an image, lie in it
 * @param grid the grid whose stored voxels the coordinates count
 */
public record PointLabels(List<PointLabel> points, Grid grid) {

  /** More voxels than this are a segmentation, not labels. */
  private static final int MOST_VOXELS = 5_000_000;

  public PointLabels {
    points = List.copyOf(points);
  }

  /**
   * The voxels of a label image that are not zero, each as one point.
   *
   * @throws InputException if it is no single volume, is empty, or holds fractions
   */
  public static PointLabels of(Volume labels) {
    final List<PointLabel> found = new ArrayList<>();
    NonZeroVoxels.visit(
        labels,
        labels.orientation(),
        Progress.NONE,
        (x, y, z, value) -> {
          if (found.size() == MOST_VOXELS)
            throw new InputException(labels + " has too many voxels for a label image.");
          found.add(new PointLabel(whole(value, labels), new double[] {x, y, z}));
        });
    if (found.isEmpty()) throw new InputException(labels + " holds no label: all voxels are zero.");
    return new PointLabels(found, labels.grid());
  }

  private static int whole(double value, Volume labels) {
    final long whole = Math.round(value);
    if (Math.abs(value - whole) > 1e-3 || Math.abs(whole) > Integer.MAX_VALUE)
      throw new InputException(
          labels + " holds the value " + value + ": labels must be whole numbers.");
    return (int) whole;
  }

  /**
   * One point per value: the mean of all points that carry it; in ascending order of the values.
   */
  public PointLabels meanPerValue() {
    final List<PointLabel> means = new ArrayList<>();
    byValue().forEach((value, group) -> means.add(new PointLabel(value, mean(group))));
    return new PointLabels(means, grid);
  }

  /** The points of each value, in ascending order of the values. */
  public SortedMap<Integer, List<PointLabel>> byValue() {
    return points.stream()
        .collect(Collectors.groupingBy(PointLabel::value, TreeMap::new, Collectors.toList()));
  }

  private static double[] mean(List<PointLabel> group) {
    final double[] sum = new double[3];
    for (PointLabel p : group) for (int a = 0; a < 3; a++) sum[a] += p.voxel()[a] / group.size();
    return sum;
  }

  /** The same points sorted by value. */
  public PointLabels sortedByValue() {
    final List<PointLabel> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingInt(PointLabel::value));
    return new PointLabels(sorted, grid);
  }

  /** The points that pass a test. */
  public PointLabels filtered(Predicate<PointLabel> keep) {
    return new PointLabels(points.stream().filter(keep).toList(), grid);
  }

  /** Where a point lies in RAS mm. */
  public double[] world(PointLabel point) {
    return grid.voxelToWorld().apply(point.voxel());
  }

  /**
   * A label image on this grid, zero but for the voxels nearest to the points; a later point
   * overwrites an earlier one.
   *
   * @throws InputException if a point lies outside the grid
   */
  public Volume toVolume(String name) {
    final float[] values = new float[Math.toIntExact(grid.voxelCount())];
    for (PointLabel p : points) values[index(p)] = p.value();
    return Volume.ofFloats(values, grid, name);
  }

  private int index(PointLabel p) {
    long index = 0;
    for (int a = 2; a >= 0; a--) {
      final long i = (long) Math.rint(p.voxel()[a]);
      if (i < 0 || i >= grid.size(a))
        throw new InputException(
            "The label "
                + p
                + " (x,y,z,value) lies outside the image of "
                + grid.size(0)
                + "x"
                + grid.size(1)
                + "x"
                + grid.size(2)
                + " voxels.");
      index = index * grid.size(a) + i;
    }
    return (int) index;
  }
}
