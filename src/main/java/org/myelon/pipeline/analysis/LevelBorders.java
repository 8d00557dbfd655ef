package org.myelon.pipeline.analysis;

import java.util.ArrayList;
import java.util.List;
import org.myelon.centerline.Centerline;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.SliceLevels;
import org.myelon.step.InputException;

/** The discs of a level map: where one level follows another along the cord. */
final class LevelBorders {

  private LevelBorders() {}

  /**
   * @param map level map
   * @param line the centreline of its cord, on the RPI-oriented grid of the map
   * @return one voxel for each border, on the centreline in the uppermost slice of the lower level,
   *     with the number of that level
   * @throws InputException if there is no border
   */
  static Volume run(Volume map, Centerline line) {
    final SliceLevels levels = SliceLevels.of(map, false);
    final List<PointLabel> discs = new ArrayList<>();
    for (int z = line.firstSlice(); z < line.lastSlice(); z++) {
      final int here = levels.level(z), above = levels.level(z + 1);
      if (above > 0 && here == above + 1)
        discs.add(
            new PointLabel(here, new double[] {Math.rint(line.x(z)), Math.rint(line.y(z)), z}));
    }
    if (discs.isEmpty())
      throw new InputException(
          map
              + " has no border between two vertebral levels, so it cannot be brought to the"
              + " template: give discs= instead.");
    return new PointLabels(discs, map.grid().reoriented(Orientation.RPI))
        .toVolume("discs")
        .reoriented(map.orientation());
  }
}
