package org.myelon.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.imglib2.img.array.ArrayImgs;
import org.myelon.centerline.Landmarks;
import org.myelon.image.Grid;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
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

  /** More voxels than this are an image, not labels. */
  private static final int MOST_VOXELS = 2_000_000;

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
   * Reads points as SCT writes them: "x,y,z,value", separated by colons, in voxels of the stored
   * axes.
   *
   * @throws InputException if the text is something else or a point lies outside the grid
   */
  public static PointLabels parse(String text, Grid grid) {
    final List<PointLabel> points = new ArrayList<>();
    for (String part : text.strip().split("[:;]")) {
      final int[] n = NumberTuple.parse(part, 4, text, "20,30,20,4:20,20,20,3");
      if (n[3] == 0)
        throw new InputException("The label '" + part.strip() + "' has the value 0: it is none.");
      points.add(new PointLabel(n[3], new double[] {n[0], n[1], n[2]}));
    }
    final PointLabels labels = new PointLabels(points, grid);
    for (PointLabel p : points) labels.index(p);
    return labels;
  }

  /** Points with the same values elsewhere on the same grid. */
  public PointLabels withPoints(List<PointLabel> other) {
    return new PointLabels(other, grid);
  }

  /** The points that pass a test. */
  public PointLabels filtered(Predicate<PointLabel> keep) {
    return withPoints(points.stream().filter(keep).toList());
  }

  /** The points of each value, in ascending order of the values. */
  public SortedMap<Integer, List<PointLabel>> byValue() {
    return points.stream()
        .collect(Collectors.groupingBy(PointLabel::value, TreeMap::new, Collectors.toList()));
  }

  /** One point per value: the mean of all points that carry it; values ascending. */
  public PointLabels meanPerValue() {
    final List<PointLabel> means = new ArrayList<>();
    byValue().forEach((value, group) -> means.add(new PointLabel(value, mean(group))));
    return withPoints(means);
  }

  private static double[] mean(List<PointLabel> group) {
    return IntStream.range(0, 3)
        .mapToDouble(a -> group.stream().mapToDouble(p -> p.voxel()[a]).sum() / group.size())
        .toArray();
  }

  /** The points numbered 1, 2, 3 … from the superior end down, whatever their values were. */
  public PointLabels numberedFromTop() {
    final Orientation own = grid.orientation();
    final int axis = own.axisOf(2);
    final double sign = own.growsPositive(axis) ? -1 : 1;
    final List<PointLabel> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(p -> sign * p.voxel()[axis]));
    final List<PointLabel> numbered = new ArrayList<>();
    for (PointLabel p : sorted) numbered.add(new PointLabel(numbered.size() + 1, p.voxel()));
    return withPoints(numbered);
  }

  /** Where a point lies in RAS mm. */
  public double[] world(PointLabel point) {
    return grid.voxelToWorld().apply(point.voxel());
  }

  /**
   * The mean point of each value, as landmarks along a cord.
   *
   * @param name of the label image, for messages
   */
  public Landmarks landmarks(String name) {
    final SortedMap<Integer, double[]> world = new TreeMap<>();
    for (PointLabel p : meanPerValue().points) world.put(p.value(), world(p));
    return new Landmarks(name, world);
  }

  /**
   * A label image on this grid: zero but for the voxels nearest to the points, where a later point
   * overwrites an earlier one. 8-bit if all values fit, else 32-bit.
   *
   * @throws InputException if a point lies outside the grid
   */
  public Volume toVolume(String name) {
    final int voxels = Math.toIntExact(grid.voxelCount());
    if (points.stream().allMatch(p -> p.value() >= 0 && p.value() <= 255)) {
      final byte[] values = new byte[voxels];
      for (PointLabel p : points) values[index(p)] = (byte) p.value();
      return Volume.ofBytes(values, grid, name);
    }
    final int[] values = new int[voxels];
    for (PointLabel p : points) values[index(p)] = p.value();
    return Volume.of(ArrayImgs.ints(values, grid.size()), grid.voxelToWorld(), name);
  }

  private int index(PointLabel p) {
    return voxelOf(p)
        .orElseThrow(
            () ->
                new InputException(
                    String.format(
                        "The label %s (x,y,z,value) lies outside the image of %dx%dx%d voxels.",
                        p, grid.size(0), grid.size(1), grid.size(2))));
  }

  /** The number of the voxel nearest to a point, x fastest; none if it lies outside the grid. */
  OptionalInt voxelOf(PointLabel p) {
    long index = 0;
    for (int a = 2; a >= 0; a--) {
      final long i = (long) Math.rint(p.voxel()[a]);
      if (i < 0 || i >= grid.size(a)) return OptionalInt.empty();
      index = index * grid.size(a) + i;
    }
    return OptionalInt.of(Math.toIntExact(index));
  }
}
