package org.myelon.transform;

import java.util.ArrayList;
import java.util.List;

/**
 * Several transforms as one, without a field in between.
 *
 * @param imageOrder in the order in which they move an image: the first takes the image to where
 *     the second takes it on from. A point goes the other way, through the last one first.
 */
public record CompositeTransform(List<Transform> imageOrder) implements Transform {

  public CompositeTransform {
    imageOrder = List.copyOf(imageOrder);
  }

  /** Valid where each part is valid at the point that reaches it. */
  @Override
  public boolean apply(double[] p, double[] q) {
    System.arraycopy(p, 0, q, 0, 3);
    for (int i = imageOrder.size() - 1; i >= 0; i--)
      if (!imageOrder.get(i).apply(q, q)) return false;
    return true;
  }

  @Override
  public Transform inverse() {
    final List<Transform> back = new ArrayList<>();
    for (Transform t : imageOrder) back.add(0, t.inverse());
    return new CompositeTransform(back);
  }
}
