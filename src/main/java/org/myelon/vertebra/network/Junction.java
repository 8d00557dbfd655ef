package org.myelon.vertebra.network;

/**
 * The pontomedullary junction: the notch between pons and medulla at the front.
 *
 * @param arc mm along the centreline of the cord from its lowest slice, usually beyond its end
 * @param point RAS mm
 * @param confidence 0 to 1
 */
public record Junction(double arc, double[] point, double confidence) {

  public Junction {
    point = point.clone();
  }

  @Override
  public double[] point() {
    return point.clone();
  }
}
