package org.myelon.label;

import java.util.List;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Methods;

/** Puts one label in the middle of each vertebral level of a level map. */
public final class LevelBodies {

  /** The label image and what was done. */
  public record Result(Volume labels, Methods methods) {}

  private LevelBodies() {}

  /**
   * @param levels 3-D level map
   * @param vertebrae which levels; empty for all
   * @return one voxel per level at the mean of its voxels, on the grid of the map
   * @throws org.myelon.step.InputException if the map is empty
   * @implNote op names='myelon.label.levelBodies'
   */
  public static Result run(Volume levels, List<Integer> vertebrae) {
    final PointLabels bodies =
        PointLabels.of(levels.reoriented(Orientation.RPI))
            .meanPerValue()
            .filtered(p -> vertebrae.isEmpty() || vertebrae.contains(p.value()));
    return new Result(
        bodies.toVolume(levels.name() + "_bodies").reoriented(levels.orientation()),
        new Methods("The middle of each vertebral level was labelled."));
  }
}
