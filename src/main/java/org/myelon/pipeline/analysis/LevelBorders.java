package org.myelon.pipeline.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.myelon.centerline.Centerline;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.SliceLevels;

/** The discs of a level map: where one level follows another along the cord. */
final class LevelBorders {

  private LevelBorders() {}

  /**
   * @param map level map
   * @param line the centreline of its cord, on the RPI-oriented grid of the map
   * @return one voxel for each border, on the centreline in the uppermost slice of the lower level,
   *     with the number of that level; empty if there is no border
   */
  static Optional<Volume> run(Volume map, Centerline line) {
    final SliceLevels levels = SliceLevels.of(map, false);
    final List<PointLabel> discs = new ArrayList<>();
    for (int z = line.firstSlice(); z < line.lastSlice(); z++) {
      final int here = levels.level(z), above = levels.level(z + 1);
      if (above > 0 && here == above + 1)
        discs.add(
            new PointLabel(here, new double[] {Math.rint(line.x(z)), Math.rint(line.y(z)), z}));
    }
    if (discs.isEmpty()) return Optional.empty();
    return Optional.of(
        new PointLabels(discs, map.grid().reoriented(Orientation.RPI))
            .toVolume("discs")
            .reoriented(map.orientation()));
  }
}
