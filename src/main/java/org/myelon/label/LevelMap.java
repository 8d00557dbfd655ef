package org.myelon.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.myelon.centerline.Centerline;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Gives every voxel of a cord mask the vertebral level of its slice, from disc labels.
 *
 * <p>Each disc is put at the nearest point of the centreline. The slice of disc k and the slices
 * below it, down to the next disc, have level k; those above the top disc have its value - 1.
 *
 * <ul>
 *   <li>The level below the lowest disc and the one above the top disc end after the mean length of
 *       that vertebra, scaled to the subject; beyond it the cord has no level (0).
 *   <li>A disc that is missing between two others is put between them along the cord, in the ratio
 *       of the mean lengths of the vertebrae ({@link Vertebra#meanLength}).
 *   <li>Values that are no vertebrae (49, 50, 60) are left out.
 * </ul>
 *
 * As SCT: both outer levels run to the ends of the cord, and a missing disc lets the level above
 * swallow the one below.
 */
public final class LevelMap {

  /** Voxels of one disc label may lie at most this far from their mean. */
  private static final double LARGEST_LABEL_MM = 15;

  /** A disc may lie at most this far from the centre of the cord. */
  private static final double FARTHEST_DISC_MM = 60;

  /**
   * @param asSct whether to follow SCT where it differs, see the class comment
   */
  public record Settings(boolean asSct) {
    public static Settings defaults() {
      return new Settings(false);
    }
  }

  /**
   * @param levels on the grid of the cord, 8-bit; 0 outside the cord and where no level is known
   * @param interpolated discs that were missing between others and were put in
   * @param methods what was done
   */
  public record Result(Volume levels, List<Integer> interpolated, Methods methods) {}

  private LevelMap() {}

  /** The level map by our own rules. */
  public static Volume fromDiscs(Volume cord, Volume discs, Centerline line, Progress progress) {
    return run(cord, discs, line, Settings.defaults(), progress).levels();
  }

  /**
   * @param cord 3-D mask, any orientation; what is not zero is cord
   * @param discs 3-D label image, on any grid that covers the same body; 3 is disc C2/C3
   * @param line the centreline of the cord, on the RPI-oriented grid of the cord image
   * @param settings whose rules to follow
   * @param progress hears how far the cord has been read
   * @return the level map and the discs that had to be put in
   * @throws InputException if there is no disc, a disc is labelled twice, lies far from the cord,
   *     or the discs are out of order
   * @implNote op names='myelon.label.levelMap'
   */
  public static Result run(
      Volume cord, Volume discs, Centerline line, Settings settings, Progress progress) {
    cord.grid().reoriented(Orientation.RPI).requireSame(line.grid(), cord.name(), "the centreline");
    final SortedMap<Integer, Double> places = places(discs, line);
    requireOrder(places, discs);
    final List<Integer> added = settings.asSct ? List.of() : interpolate(places, line);
    final int[] levels = levels(places, line, settings.asSct);
    final byte[] values = new byte[Math.toIntExact(cord.grid().voxelCount())];
    final Orientation own = cord.orientation();
    final int sliceAxis = sliceAxis(own);
    final boolean up = own.growsPositive(sliceAxis);
    final int nx = cord.grid().extent(0), ny = cord.grid().extent(1);
    final int slices = cord.grid().extent(sliceAxis);
    NonZeroVoxels.visit(
        cord,
        own,
        progress,
        (x, y, z, value) -> {
          final int i = sliceAxis == 0 ? x : sliceAxis == 1 ? y : z;
          values[(z * ny + y) * nx + x] = (byte) levels[up ? i : slices - 1 - i];
        });
    return new Result(
        Volume.ofBytes(values, cord.grid(), cord.name() + "_levels"), added, methods(added));
  }

  private static int sliceAxis(Orientation own) {
    for (int a = 0; a < 3; a++) if (own.worldAxis(a) == 2) return a;
    throw new AssertionError();
  }

  /** Where each disc lies on the line; a little beyond its ends if it lies beyond them. */
  private static SortedMap<Integer, Double> places(Volume discs, Centerline line) {
    final PointLabels labels = PointLabels.of(discs).filtered(p -> Vertebra.isVertebra(p.value()));
    if (labels.points().isEmpty())
      throw new InputException(
          discs + " holds no disc label: discs are numbered 1 to " + Vertebra.LAST + ".");
    final SortedMap<Integer, Double> places = new TreeMap<>();
    final PointLabels means = labels.meanPerValue();
    for (PointLabel disc : means.points()) {
      requireOnePlace(disc, labels, discs);
      places.put(disc.value(), place(means.world(disc), disc, line, discs));
    }
    return places;
  }

  private static void requireOnePlace(PointLabel mean, PointLabels all, Volume discs) {
    for (PointLabel p : all.byValue().get(mean.value()))
      if (distance(all.world(p), all.world(mean)) > LARGEST_LABEL_MM)
        throw new InputException(
            discs
                + " has disc "
                + mean.value()
                + " in places far from each other, such as "
                + p
                + ": remove or renumber one of them.");
  }

  private static double place(double[] world, PointLabel disc, Centerline line, Volume discs) {
    final double place = line.nearestPlace(world);
    final double[] on = line.pointAt(place), t = line.tangentAt(place);
    final double along =
        (world[0] - on[0]) * t[0] + (world[1] - on[1]) * t[1] + (world[2] - on[2]) * t[2];
    final double away = distance(world, on);
    if (Math.sqrt(Math.max(0, away * away - along * along)) > FARTHEST_DISC_MM)
      throw new InputException(
          String.format(
              java.util.Locale.ROOT,
              "Disc %d of %s lies %.0f mm from the cord: are both images of the same subject?",
              disc.value(),
              discs,
              away));
    final double beyond = along / line.grid().voxelToWorld().spacing(2);
    if (place >= line.lastSlice() - 1e-6 && beyond > 0) return line.lastSlice() + beyond;
    return place <= line.firstSlice() + 1e-6 && beyond < 0 ? line.firstSlice() + beyond : place;
  }

  private static void requireOrder(SortedMap<Integer, Double> places, Volume discs) {
    Map.Entry<Integer, Double> above = null;
    for (Map.Entry<Integer, Double> disc : places.entrySet()) {
      if (above != null && disc.getValue() >= above.getValue())
        throw new InputException(
            discs
                + " has its discs out of order: disc "
                + disc.getKey()
                + " does not lie below disc "
                + above.getKey()
                + ". Correct the labels.");
      above = disc;
    }
  }

  private static List<Integer> interpolate(SortedMap<Integer, Double> places, Centerline line) {
    final List<Integer> added = new ArrayList<>();
    final List<Integer> present = new ArrayList<>(places.keySet());
    for (int i = 1; i < present.size(); i++) {
      final int upper = present.get(i - 1), lower = present.get(i);
      final double from = arc(places.get(upper), line), to = arc(places.get(lower), line);
      final double whole = meanLength(upper, lower);
      for (int k = upper + 1; k < lower; k++) {
        places.put(k, place(from + (to - from) * meanLength(upper, k) / whole, line));
        added.add(k);
      }
    }
    return added;
  }

  private static double meanLength(int upperDisc, int lowerDisc) {
    double sum = 0;
    for (int k = upperDisc; k < lowerDisc; k++) sum += Vertebra.meanLength(k);
    return sum;
  }

  /** Length along the line at a place, continued straight beyond its ends. */
  private static double arc(double place, Centerline line) {
    final double inside = Math.max(line.firstSlice(), Math.min(line.lastSlice(), place));
    return line.arcLengthAt(inside) + (place - inside) * line.grid().voxelToWorld().spacing(2);
  }

  private static double place(double arc, Centerline line) {
    final double inside = Math.max(0, Math.min(line.length(), arc));
    return line.placeAt(inside) + (arc - inside) / line.grid().voxelToWorld().spacing(2);
  }

  /** The level of each slice of the image. */
  private static int[] levels(SortedMap<Integer, Double> places, Centerline line, boolean asSct) {
    final List<Map.Entry<Integer, Double>> upwards = new ArrayList<>(places.entrySet());
    upwards.sort(Comparator.comparingDouble(Map.Entry::getValue));
    final double scale = scale(places, line);
    final int top = places.firstKey(), bottom = places.lastKey();
    final double highest = arc(places.get(top), line) + scale * Vertebra.meanLength(top - 1);
    final double lowest = arc(places.get(bottom), line) - scale * Vertebra.meanLength(bottom);
    final int[] levels = new int[line.grid().extent(2)];
    for (int s = 0; s < levels.length; s++) {
      final double arc = arc(s, line);
      if (!asSct && (arc > highest || arc < lowest)) continue;
      levels[s] = top - 1;
      for (Map.Entry<Integer, Double> disc : upwards)
        if (s <= Math.round(disc.getValue())) {
          levels[s] = disc.getKey();
          break;
        }
    }
    return levels;
  }

  /** How long the subject's vertebrae are compared with the mean, between the outer discs. */
  private static double scale(SortedMap<Integer, Double> places, Centerline line) {
    final int top = places.firstKey(), bottom = places.lastKey();
    if (top == bottom) return 1;
    return (arc(places.get(top), line) - arc(places.get(bottom), line)) / meanLength(top, bottom);
  }

  private static Methods methods(List<Integer> added) {
    final String put =
        added.isEmpty()
            ? ""
            : " Missing discs ("
                + added.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ") were placed between their neighbours in the ratio of mean vertebral lengths.";
    return new Methods(
        "Vertebral levels were assigned to the cord by the nearest points of its centreline to the"
            + " intervertebral discs."
            + put);
  }

  private static double distance(double[] p, double[] q) {
    return Math.sqrt(
        Math.pow(p[0] - q[0], 2) + Math.pow(p[1] - q[1], 2) + Math.pow(p[2] - q[2], 2));
  }
}
