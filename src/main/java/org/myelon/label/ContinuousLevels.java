package org.myelon.label;

import java.util.SortedMap;
import java.util.TreeMap;
import org.myelon.centerline.Centerline;
import org.myelon.image.Grid;
import org.myelon.image.NonZeroVoxels;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Progress;

/**
 * Turns a level map into a continuous coordinate along the cord: level k runs from k at its upper
 * border to k + 1 at its lower one, in proportion to the length along the centreline.
 *
 * <p>As SCT: from k at the topmost slice of the level to k + 2 at its lowest one, so that the
 * coordinate jumps back at each border.
 */
public final class ContinuousLevels {

  /**
   * @param asSct whether to follow SCT, see the class comment
   */
  public record Settings(boolean asSct) {
    public static Settings defaults() {
      return new Settings(false);
    }
  }

  /** The continuous map, float32, and what was done. */
  public record Result(Volume levels, Methods methods) {}

  private ContinuousLevels() {}

  /**
   * @param levels 3-D level map
   * @param line its centreline
   * @param settings whose rule to follow
   * @param progress hears how far the map has been read
   * @return a map on the same grid, 0 where the level map is 0
   * @throws org.myelon.step.InputException if the map is empty
   * @implNote op names='myelon.label.continuousLevels'
   */
  public static Result run(Volume levels, Centerline line, Settings settings, Progress progress) {
    final Grid rpi = levels.grid().reoriented(Orientation.RPI);
    rpi.requireSame(line.grid(), levels.name(), "the centreline");
    final float[] coordinate =
        settings.asSct ? sctCoordinate(levels, line) : coordinate(levels, line);
    final float[] values = new float[Math.toIntExact(rpi.voxelCount())];
    final int nx = rpi.extent(0), ny = rpi.extent(1);
    NonZeroVoxels.visit(
        levels,
        Orientation.RPI,
        progress,
        (x, y, z, value) -> values[(z * ny + y) * nx + x] = coordinate[z]);
    return new Result(
        Volume.ofFloats(values, rpi, levels.name() + "_continuous")
            .reoriented(levels.orientation()),
        new Methods(
            "Vertebral levels were turned into a continuous coordinate along the centreline."));
  }

  private static float[] coordinate(Volume levels, Centerline line) {
    final SliceLevels slices = SliceLevels.of(levels, false);
    final float[] coordinate = new float[slices.sliceCount()];
    for (int level : slices.present()) {
      final var own = slices.slicesOf(level);
      final double top = line.extendedArcLength(own.get(own.size() - 1) + 0.5);
      final double whole = top - line.extendedArcLength(own.get(0) - 0.5);
      for (int s : own) coordinate[s] = (float) (level + (top - line.extendedArcLength(s)) / whole);
    }
    return coordinate;
  }

  /** SCT takes the level at the line's own voxel, whose coordinates it cuts down. */
  private static float[] sctCoordinate(Volume levels, Centerline line) {
    final var access = levels.reoriented(Orientation.RPI).pixels().randomAccess();
    final SortedMap<Integer, Integer> top = new TreeMap<>(), bottom = new TreeMap<>();
    final int[] level = new int[line.grid().extent(2)];
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) {
      access.setPosition(new long[] {(long) line.x(s), (long) line.y(s), s});
      level[s] = (int) Math.rint(access.get().getRealDouble());
      bottom.putIfAbsent(level[s], s);
      top.put(level[s], s);
    }
    final float[] coordinate = new float[level.length];
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) {
      final double above = line.arcLength(top.get(level[s]));
      final double whole = above - line.arcLength(bottom.get(level[s]));
      coordinate[s] =
          (float) (level[s] + (whole == 0 ? 0 : 2 * (above - line.arcLength(s)) / whole));
    }
    return coordinate;
  }
}
