package org.myelon.vertebra;

/**
 * A place that may be an intervertebral disc, not yet numbered.
 *
 * @param arc mm along the centreline of the cord, from its lowest slice upwards ({@link
 *     org.myelon.centerline.Centerline#arcLength})
 * @param point the posterior tip of the disc, RAS mm
 * @param confidence that it is a disc, 0 to 1
 * @param c2c3 how much it looks like disc C2/C3, 0 to 1; NaN if not known
 */
public record DiscCandidate(double arc, double[] point, double confidence, double c2c3) {

  public DiscCandidate {
    if (point.length != 3) throw new IllegalArgumentException("A point has three coordinates");
    if (!(confidence >= 0 && confidence <= 1))
      throw new IllegalArgumentException("A confidence lies between 0 and 1, not " + confidence);
    point = point.clone();
  }

  @Override
  public double[] point() {
    return point.clone();
  }
}
