package org.myelon.segment.ivadomed;

import java.util.List;
import org.myelon.image.Orientation;

/** Which slices a package looks at, and with it the order of its axes. */
public enum SliceAxis {
  SAGITTAL(2, 1, 0),
  CORONAL(2, 0, 1),
  AXIAL(0, 1, 2);

  /** Index 0 of its images lies left, posterior, inferior: nibabel's "closest canonical". */
  public static final Orientation ORIENTATION = Orientation.parse("LPI");

  /** The world axis (0 left-right, 1 back-front, 2 down-up) of height, width and depth. */
  private final List<Integer> order;

  SliceAxis(Integer... order) {
    this.order = List.of(order);
  }

  /**
   * The world axes of a block: height, width, depth for a network that sees volumes; depth, height,
   * width for one that sees slices, which lie across the depth.
   */
  int[] worldAxes(boolean volumes) {
    return volumes
        ? new int[] {order.get(0), order.get(1), order.get(2)}
        : new int[] {order.get(2), order.get(0), order.get(1)};
  }
}
