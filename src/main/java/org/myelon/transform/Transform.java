package org.myelon.transform;

/**
 * Maps points to points, RAS mm. To move an image, each voxel of the output grid is mapped to the
 * place in the input image where its value is read (pull-back, as in ITK). Immutable, for any
 * number of threads.
 */
public interface Transform {

  /**
   * Maps a point.
   *
   * @param p the point, RAS mm; not changed unless it is {@code q}
   * @param q receives the image of the point; undefined if there is none
   * @return whether the transform says anything about this point
   */
  boolean apply(double[] p, double[] q);

  /** The map back; where it has to be found by iteration, see {@link InverseTransform}. */
  Transform inverse();
}
