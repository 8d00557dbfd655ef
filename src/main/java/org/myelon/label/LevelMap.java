package org.myelon.label;

import java.util.List;
import java.util.stream.Collectors;
import org.myelon.centerline.Centerline;
import org.myelon.image.Grid;
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
 * As SCT: both outer levels run to the ends of the cord, a disc beyond the cord counts for its last
 * slice, and a missing disc lets the level above swallow the one below.
 */
public final class LevelMap {

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
    final DiscPlaces labelled = DiscPlaces.of(discs, line);
    final DiscPlaces places = settings.asSct ? labelled.atSlices(line) : labelled.completed(line);
    final int[] levels = levels(places, line, settings.asSct);
    final byte[] values = new byte[Math.toIntExact(cord.grid().voxelCount())];
    final Grid rpi = line.grid();
    final int nx = rpi.extent(0), ny = rpi.extent(1);
    NonZeroVoxels.visit(
        cord,
        Orientation.RPI,
        progress,
        (x, y, z, value) -> values[(z * ny + y) * nx + x] = (byte) levels[z]);
    final Volume map = Volume.ofBytes(values, rpi, cord.name() + "_levels");
    return new Result(
        map.reoriented(cord.orientation()), places.interpolated(), methods(places.interpolated()));
  }

  /** The level of each slice of the image. */
  private static int[] levels(DiscPlaces discs, Centerline line, boolean asSct) {
    final int top = discs.top(), bottom = discs.bottom();
    final double scale = discs.scale(line);
    final double highest = discs.arc(top, line) + scale * Vertebra.meanLength(top - 1);
    final double lowest = discs.arc(bottom, line) - scale * Vertebra.meanLength(bottom);
    final int[] levels = new int[line.grid().extent(2)];
    for (int s = 0; s < levels.length; s++) {
      final double arc = line.extendedArcLength(s);
      if (!asSct && (arc > highest || arc < lowest)) continue;
      final int disc = discs.lowestAtOrAbove(s);
      levels[s] = disc > 0 ? disc : top - 1;
    }
    return levels;
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
}
