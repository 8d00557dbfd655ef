package org.myelon.label;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.myelon.centerline.Centerline;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * Where the intervertebral discs lie along a centreline, from the uppermost down.
 *
 * @param places slice number with a fraction for each disc value; beyond the ends of the line where
 *     the disc lies beyond them
 * @param interpolated discs that had no label and were put in
 */
public record DiscPlaces(SortedMap<Integer, Double> places, List<Integer> interpolated) {

  /** Voxels of one disc label may lie at most this far from their mean. */
  private static final double LARGEST_LABEL_MM = 15;

  /** A disc may lie at most this far from the cord, measured across it. */
  private static final double FARTHEST_DISC_MM = 60;

  public DiscPlaces {
    places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    interpolated = List.copyOf(interpolated);
  }

  /**
   * @param discs label image on any grid; values that are no vertebrae are left out
   * @throws InputException if there is no disc, one is labelled twice or lies far from the line, or
   *     they are out of order
   */
  public static DiscPlaces of(Volume discs, Centerline line) {
    final PointLabels labels = PointLabels.of(discs).filtered(p -> Vertebra.isVertebra(p.value()));
    if (labels.points().isEmpty())
      throw new InputException(
          discs + " holds no disc label: discs are numbered 1 to " + Vertebra.LAST + ".");
    final SortedMap<Integer, List<PointLabel>> groups = labels.byValue();
    final PointLabels means = labels.meanPerValue();
    final SortedMap<Integer, Double> places = new TreeMap<>();
    for (PointLabel disc : means.points()) {
      final double[] world = means.world(disc);
      for (PointLabel p : groups.get(disc.value()))
        if (distance(labels.world(p), world) > LARGEST_LABEL_MM)
          throw new InputException(
              String.format(
                  "%s has disc %d in places far from each other, one of them at %s (x,y,z,value):"
                      + " remove or renumber it.",
                  discs, disc.value(), p));
      places.put(disc.value(), place(world, disc.value(), line, discs));
    }
    requireOrder(places, discs);
    return new DiscPlaces(places, List.of());
  }

  private static double place(double[] world, int value, Centerline line, Volume discs) {
    final double place = line.nearestPlace(world);
    final double[] on = line.pointAt(place), t = line.tangentAt(place);
    double along = 0;
    for (int a = 0; a < 3; a++) along += (world[a] - on[a]) * t[a];
    final double away = distance(world, on);
    if (away * away - along * along > FARTHEST_DISC_MM * FARTHEST_DISC_MM)
      throw new InputException(
          String.format(
              Locale.ROOT,
              "Disc %d of %s lies %.0f mm from the cord: are both images of the same subject?",
              value,
              discs,
              away));
    final boolean above = place > line.lastSlice() - 1e-6 && along > 0;
    final boolean below = place < line.firstSlice() + 1e-6 && along < 0;
    return above || below ? line.extendedPlaceAt(line.arcLengthAt(place) + along) : place;
  }

  private static void requireOrder(SortedMap<Integer, Double> places, Volume discs) {
    final List<Double> down = List.copyOf(places.values());
    if (down.size() > 2
        && IntStream.range(1, down.size()).allMatch(i -> down.get(i) > down.get(i - 1)))
      throw new InputException(
          discs
              + " has all its discs in the opposite order: number them from the head down, or, if the"
              + " image is upside down, mend its header with Set Orientation.");
    Map.Entry<Integer, Double> above = null;
    for (Map.Entry<Integer, Double> disc : places.entrySet()) {
      if (above != null && disc.getValue() >= above.getValue())
        throw new InputException(
            String.format(
                "%s has its discs out of order: disc %d does not lie below disc %d. Correct the"
                    + " labels.",
                discs, disc.getKey(), above.getKey()));
      above = disc;
    }
  }

  /** Each disc at the slice of the line that is nearest, so that none lies beyond its ends. */
  DiscPlaces atSlices(Centerline line) {
    final SortedMap<Integer, Double> kept = new TreeMap<>();
    places.forEach(
        (disc, place) ->
            kept.put(
                disc,
                (double)
                    Math.max(line.firstSlice(), Math.min(line.lastSlice(), Math.round(place)))));
    return new DiscPlaces(kept, interpolated);
  }

  /** These and the discs missing between them, in the ratio of the mean vertebral lengths. */
  DiscPlaces completed(Centerline line) {
    final SortedMap<Integer, Double> all = new TreeMap<>(places);
    final List<Integer> added = new ArrayList<>();
    final List<Integer> present = new ArrayList<>(places.keySet());
    for (int i = 1; i < present.size(); i++) {
      final int upper = present.get(i - 1), lower = present.get(i);
      final double from = arc(upper, line), to = arc(lower, line);
      for (int k = upper + 1; k < lower; k++) {
        final double part = meanLength(upper, k) / meanLength(upper, lower);
        all.put(k, line.extendedPlaceAt(from + (to - from) * part));
        added.add(k);
      }
    }
    return new DiscPlaces(all, added);
  }

  int top() {
    return places.firstKey();
  }

  int bottom() {
    return places.lastKey();
  }

  /** Length along the line at a disc, in mm. */
  public double arc(int disc, Centerline line) {
    return line.extendedArcLength(places.get(disc));
  }

  /** How long the subject's vertebrae are compared with the mean; 1 if there is only one disc. */
  double scale(Centerline line) {
    if (top() == bottom()) return 1;
    return (arc(top(), line) - arc(bottom(), line)) / meanLength(top(), bottom());
  }

  /** The value of the lowest disc that lies in a slice or above it, 0 if there is none. */
  int lowestAtOrAbove(int slice) {
    for (int value = bottom(); value >= top(); value--)
      if (places.containsKey(value) && slice <= Math.round(places.get(value))) return value;
    return 0;
  }

  private static double meanLength(int upperDisc, int lowerDisc) {
    double sum = 0;
    for (int k = upperDisc; k < lowerDisc; k++) sum += Vertebra.meanLength(k);
    return sum;
  }

  private static double distance(double[] p, double[] q) {
    return Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]);
  }
}
