package org.myelon.transform;

import java.util.ArrayList;
import java.util.List;

/** Several transforms as one, without a field in between. */
public final class CompositeTransform implements Transform {

  private final Transform[] pointOrder;

  /**
   * @param imageOrder in the order in which they move an image: the first takes the image to where
   *     the second takes it on from. A point goes the other way, through the last one first.
   */
  public CompositeTransform(List<Transform> imageOrder) {
    final List<Transform> order = new ArrayList<>();
    for (Transform t : imageOrder) order.add(0, t);
    pointOrder = order.toArray(new Transform[0]);
  }

  /** The parts in the order in which they move an image. */
  public List<Transform> imageOrder() {
    final List<Transform> order = new ArrayList<>();
    for (Transform t : pointOrder) order.add(0, t);
    return order;
  }

  /** Valid where each part is valid at the point that reaches it. */
  @Override
  public boolean apply(double[] p, double[] q) {
    System.arraycopy(p, 0, q, 0, 3);
    for (Transform t : pointOrder) if (!t.apply(q, q)) return false;
    return true;
  }

  @Override
  public Transform inverse() {
    final List<Transform> back = new ArrayList<>();
    for (Transform t : pointOrder) back.add(t.inverse());
    return new CompositeTransform(back);
  }
}
