package org.myelon.pipeline.analysis;

import org.myelon.image.Orientation;
import org.myelon.image.Volume;

/**
 * An image to which the template is brought: the anatomical one or a further scan.
 *
 * @param prefix of its files; empty for the anatomical image
 * @param image the image
 */
record Space(String prefix, Volume image) {

  boolean holds(Volume metric) {
    return image
        .grid()
        .reoriented(Orientation.RPI)
        .differenceFrom(
            metric.grid().reoriented(Orientation.RPI), org.myelon.image.Grid.TOLERANCE_MM)
        .isEmpty();
  }
}
