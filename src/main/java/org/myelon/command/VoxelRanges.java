package org.myelon.command;

import org.myelon.image.Box;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/** A box in a user's words: first..last voxel of each stored axis, and slices from inferior. */
final class VoxelRanges {

  private VoxelRanges() {}

  /**
   * @param text such as {@code 10..60,,0..51}: an axis left empty is taken whole; empty for all
   * @param zmin lowest slice of the RPI view
   * @param zmax highest slice, -1 for the last
   * @return null if it is the whole image
   * @throws InputException if it cannot be read or leaves the image
   */
  static Box box(String text, int zmin, int zmax, Volume image) {
    if (text.isBlank() && zmin == 0 && zmax == -1) return null;
    final Grid grid = image.grid();
    final long[] min = new long[3], max = Box.of(grid).max();
    if (!text.isBlank()) {
      final String[] axes = text.split(",", -1);
      if (axes.length != 3) throw unreadable(text, null);
      for (int a = 0; a < 3; a++) readAxis(axes[a].strip(), a, min, max, text);
    }
    final int axis = grid.orientation().axisOf(2);
    final long depth = grid.size(axis), top = zmax < 0 ? depth - 1 : zmax;
    final boolean up = grid.orientation().growsPositive(axis);
    min[axis] = Math.max(min[axis], up ? zmin : depth - 1 - top);
    max[axis] = Math.min(max[axis], up ? top : depth - 1 - zmin);
    for (int a = 0; a < 3; a++)
      if (min[a] < 0 || max[a] >= grid.size(a) || min[a] > max[a] || zmin < 0 || top >= depth)
        throw new InputException(
            "The box "
                + text
                + " with slices "
                + zmin
                + " to "
                + top
                + " is empty or not in "
                + image
                + ", which has voxels "
                + Box.of(grid)
                + ".");
    return new Box(min, max);
  }

  private static void readAxis(String range, int axis, long[] min, long[] max, String text) {
    if (range.isEmpty()) return;
    final int dots = range.indexOf("..");
    if (dots < 0) throw unreadable(text, null);
    try {
      min[axis] = Long.parseLong(range.substring(0, dots).strip());
      max[axis] = Long.parseLong(range.substring(dots + 2).strip());
    } catch (NumberFormatException e) {
      throw unreadable(text, e);
    }
  }

  private static InputException unreadable(String text, Exception cause) {
    return new InputException(
        "'"
            + text
            + "' is no box: write first..last voxel of each axis, as in 10..60,20..90,0..51.",
        cause);
  }
}
