package org.myelon.centerline;

import org.myelon.transform.Transform;

/**
 * Maps points beside one line to points beside another: as far to the right, as far to the front,
 * and at the place along it that belongs to theirs. Its inverse is of the same kind.
 */
record AlongCord(CordCoordinates from, LengthMap lengths, CordCoordinates to) implements Transform {

  @Override
  public boolean apply(double[] p, double[] q) {
    if (!from.toLocal(p, q)) return false;
    q[2] = lengths.apply(q[2]);
    return to.toWorld(q, q);
  }

  @Override
  public Transform inverse() {
    return new AlongCord(to, lengths.inverse(), from);
  }
}
