package org.myelon.label;

import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.step.Methods;

/** Puts point labels into an image at given voxels. */
public final class CreateLabels {

  /**
   * @param points "x,y,z,value" with colons between them, in voxels of the stored axes
   * @param keep whether the labels that the image holds already are kept
   */
  public record Settings(String points, boolean keep) {}

  /** The label image and what was done. */
  public record Result(Volume labels, Methods methods) {}

  private CreateLabels() {}

  /**
   * @param image gives the grid, and the labels to keep
   * @param settings which points
   * @return labels on the grid of the image
   * @throws org.myelon.step.InputException if the points are no such list, or one lies outside
   * @implNote op names='myelon.label.create'
   */
  public static Result run(Volume image, Settings settings) {
    final PointLabels added = PointLabels.parse(settings.points, image.require3D().grid());
    final List<PointLabel> all = new ArrayList<>();
    if (settings.keep) all.addAll(PointLabels.of(image).points());
    all.addAll(added.points());
    return new Result(
        added.withPoints(all).toVolume(image.name() + "_labels"),
        new Methods("Point labels were placed by hand."));
  }
}
