package org.myelon.pipeline.analysis;

import java.util.Locale;
import org.myelon.centerline.Centerline;
import org.myelon.image.Affine;
import org.myelon.image.Volume;
import org.myelon.label.PointLabels;
import org.myelon.label.Vertebra;

/**
 * On which side of the cord the discs lie. In a body it is the front; where labels that a person
 * has set lie behind the cord, the header has front and back, or head and foot, exchanged.
 */
final class DiscSide {

  /** Labels on the centreline say nothing, and a label may be set carelessly. */
  private static final double LEAST_MM = 3;

  private DiscSide() {}

  /**
   * @param discs label image on any grid
   * @param line centreline of the cord
   * @return one line for the user; empty if nothing is wrong, or there are less than two discs
   */
  static String warning(Volume discs, Centerline line) {
    final PointLabels labels =
        PointLabels.of(discs).filtered(p -> Vertebra.isVertebra(p.value())).meanPerValue();
    if (labels.points().size() < 2) return "";
    final double inFront =
        labels.points().stream()
            .mapToDouble(p -> inFront(labels.world(p), line))
            .average()
            .orElseThrow();
    return inFront > -LEAST_MM
        ? ""
        : String.format(
            Locale.ROOT,
            "The discs lie %.0f mm behind the cord: the header of the image has front and back, or"
                + " head and foot, exchanged; mend it with set-orientation.",
            -inFront);
  }

  /** How far a point lies before the cord, mm along the second axis of its RPI-oriented grid. */
  private static double inFront(double[] point, Centerline line) {
    final double[] on = line.pointAt(line.nearestPlace(point));
    final Affine toVoxel = line.grid().voxelToWorld().inverse();
    return line.grid().spacing()[1] * (toVoxel.apply(point)[1] - toVoxel.apply(on)[1]);
  }
}
