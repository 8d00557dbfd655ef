package org.myelon.transform;

import org.myelon.image.Affine;

/**
 * An affine map, valid everywhere.
 *
 * @param map RAS mm to RAS mm
 */
public record AffineTransform(Affine map) implements Transform {

  @Override
  public boolean apply(double[] p, double[] q) {
    map.apply(p, q);
    return true;
  }

  /**
   * The exact inverse.
   *
   * @throws ArithmeticException if the matrix is singular
   */
  @Override
  public Transform inverse() {
    return new AffineTransform(map.inverse());
  }
}
