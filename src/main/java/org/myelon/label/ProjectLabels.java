package org.myelon.label;

import java.util.ArrayList;
import java.util.List;
import org.myelon.centerline.Centerline;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Methods;

/** Moves labels to the nearest points of a centreline. */
public final class ProjectLabels {

  /** The moved labels on the grid of the line in its image's orientation, and what was done. */
  public record Result(Volume labels, Methods methods) {}

  private ProjectLabels() {}

  /**
   * @param labels 3-D label image on any grid; each voxel is a label of its own
   * @param line where to; the nearest of its points, one per slice, is taken, measured in mm
   * @param stored the orientation that the result shall have
   * @return the labels at the voxels of those points
   * @throws org.myelon.step.InputException if there is no label
   * @implNote op names='myelon.label.project'
   */
  public static Result run(Volume labels, Centerline line, Orientation stored) {
    final PointLabels from = PointLabels.of(labels);
    final List<PointLabel> moved = new ArrayList<>();
    for (PointLabel p : from.points()) {
      final int slice = line.nearestSlice(from.world(p));
      moved.add(new PointLabel(p.value(), new double[] {line.x(slice), line.y(slice), slice}));
    }
    return new Result(
        new PointLabels(moved, line.grid()).toVolume(labels.name()).reoriented(stored),
        new Methods("Labels were moved to the nearest points of the centreline of the cord."));
  }
}
