package org.myelon.transform;

import java.util.Optional;
import org.myelon.image.Affine;

/**
 * An affine map, valid everywhere.
 *
 * @param map RAS mm to RAS mm
 */
public record AffineTransform(Affine map) implements Transform {

  /** A transform as one affine map, if it is one or a chain of such. */
  public static Optional<AffineTransform> of(Transform transform) {
    if (transform instanceof AffineTransform a) return Optional.of(a);
    if (transform instanceof PairedTransform p) return of(p.forward());
    if (!(transform instanceof CompositeTransform chain)) return Optional.empty();
    Affine whole = Affine.IDENTITY;
    for (Transform part : chain.imageOrder()) {
      final Optional<AffineTransform> a = of(part);
      if (a.isEmpty()) return Optional.empty();
      whole = whole.after(a.get().map);
    }
    return Optional.of(new AffineTransform(whole));
  }

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
