package org.myelon.label.byhand;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.label.PointLabel;

/**
 * Labels that were set so far. Immutable.
 *
 * @param points the voxel of each label that is set, by its number
 * @param next the number that the next click sets, 0 if all are set
 * @param selected the number that is marked, 0 if none
 */
record PlacedLabels(SortedMap<Integer, PointLabel> points, int next, int selected) {

  PlacedLabels {
    points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
  }

  static PlacedLabels of(SortedMap<Integer, PointLabel> points, List<Integer> wanted) {
    return new PlacedLabels(points, 0, 0).withNextAfter(0, wanted);
  }

  /** With one more label, or one that moved; what follows it in the list comes next. */
  PlacedLabels with(PointLabel point, List<Integer> wanted) {
    final SortedMap<Integer, PointLabel> more = new TreeMap<>(points);
    more.put(point.value(), point);
    final PlacedLabels made = new PlacedLabels(more, next, point.value());
    return point.value() == next ? made.withNextAfter(next, wanted) : made;
  }

  /** Without a label, which then comes next. */
  PlacedLabels without(int value) {
    final SortedMap<Integer, PointLabel> less = new TreeMap<>(points);
    less.remove(value);
    return new PlacedLabels(less, value, 0);
  }

  /** A label of the list is chosen: one that is set is marked, another one comes next. */
  PlacedLabels choosing(int value) {
    return points.containsKey(value)
        ? new PlacedLabels(points, next, value)
        : new PlacedLabels(points, value, 0);
  }

  /** The label before or after the next one, of those that are not set, comes next. */
  PlacedLabels stepped(int direction, List<Integer> wanted) {
    final int at = wanted.indexOf(next), start = at < 0 && direction < 0 ? wanted.size() : at;
    for (int i = start + direction; i >= 0 && i < wanted.size(); i += direction)
      if (!points.containsKey(wanted.get(i)))
        return new PlacedLabels(points, wanted.get(i), selected);
    return this;
  }

  private PlacedLabels withNextAfter(int value, List<Integer> wanted) {
    final int at = wanted.indexOf(value);
    final OptionalInt later =
        wanted.stream()
            .skip(at + 1L)
            .filter(v -> !points.containsKey(v))
            .mapToInt(v -> v)
            .findFirst();
    final OptionalInt any =
        wanted.stream().filter(v -> !points.containsKey(v)).mapToInt(v -> v).findFirst();
    return new PlacedLabels(points, later.orElse(at < 0 ? any.orElse(0) : 0), selected);
  }
}
