package org.myelon.segment.training;

import java.util.List;

/**
 * A spine to be seen along its cord. Places are in mm: x towards Left and y towards Anterior from
 * the line of the slab, z upwards along it from the lowest row of the window.
 */
interface SlabSpecimen {

  /** What an image shows at a place; NaN where it has ended. */
  float at(double x, double y, double z);

  /** y and z of the posterior tips of discs. */
  List<double[]> discs();

  /** y and z of the tip of C2/C3, or null. */
  double[] c2c3();

  /** y and z of the pontomedullary junction, or null. */
  double[] pmj();
}
