package org.myelon.transform;

/**
 * A transform whose inverse is known and need not be searched.
 *
 * @param forward the map of points
 * @param backward its inverse
 */
public record PairedTransform(Transform forward, Transform backward) implements Transform {

  @Override
  public boolean apply(double[] p, double[] q) {
    return forward.apply(p, q);
  }

  @Override
  public Transform inverse() {
    return new PairedTransform(backward, forward);
  }
}
