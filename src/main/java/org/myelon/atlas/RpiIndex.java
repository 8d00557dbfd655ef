package org.myelon.atlas;

import org.myelon.image.Grid;
import org.myelon.image.Orientation;

/**
 * Where a stored voxel lies in the RPI view of an image (x fastest): linear in its stored indices.
 *
 * @param first index of the first stored voxel
 * @param steps what one step along each stored axis adds
 */
record RpiIndex(int first, int[] steps) {

  static RpiIndex of(Grid stored) {
    final Orientation own = stored.orientation();
    final Grid rpi = stored.reoriented(Orientation.RPI);
    final int[] strides = {1, rpi.extent(0), rpi.extent(0) * rpi.extent(1)};
    final int[] steps = new int[3];
    int first = 0;
    for (int a = 0; a < 3; a++) {
      final int target = Orientation.RPI.axisOf(own.worldAxis(a));
      final boolean same = own.growsPositive(a) == Orientation.RPI.growsPositive(target);
      steps[a] = same ? strides[target] : -strides[target];
      if (!same) first += (stored.extent(a) - 1) * strides[target];
    }
    return new RpiIndex(first, steps);
  }

  /** Index of the first voxel of a stored plane. */
  int ofPlane(int plane) {
    return first + plane * steps[2];
  }
}
