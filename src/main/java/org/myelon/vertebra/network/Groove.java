package org.myelon.vertebra.network;

/**
 * The notch at the back of the medulla where the fourth ventricle closes.
 *
 * @param arc mm along the centreline of the cord from its lowest slice, usually beyond its end
 * @param point RAS mm
 * @param depth how far the back of the brain stem lies further in front above it than below it, mm
 */
public record Groove(double arc, double[] point, double depth) {

  public Groove {
    point = point.clone();
  }

  @Override
  public double[] point() {
    return point.clone();
  }
}
