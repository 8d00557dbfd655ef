package org.myelon.register;

import org.myelon.image.Box;
import org.myelon.image.ConnectedComponents;
import org.myelon.image.Connectivity;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Takes a mask of the cord as registration needs it: one object, from slice to slice. */
final class CordMask {

  /** A second object smaller than this share of the largest one is a speck. */
  private static final double SPECK = 0.02;

  private CordMask() {}

  /**
   * Cuts a mask at one half.
   *
   * @param mask 3-D, from 0 to 1
   * @return 0 and 1, RPI-oriented
   * @throws InputException if it is empty, has a slice without cord between others or two objects,
   *     or is cut off at a side of the image
   */
  static Volume of(Volume mask) {
    final Volume rpi = mask.require3D().reoriented(Orientation.RPI);
    final float[] values = rpi.toFloats();
    final byte[] on = new byte[values.length];
    boolean any = false;
    for (int i = 0; i < on.length; i++) {
      on[i] = (byte) (values[i] > 0.5 ? 1 : 0);
      any |= on[i] == 1;
    }
    if (!any)
      throw new InputException(
          mask + " is empty: no voxel is above 0.5. Give a mask of the cord, 1 inside.");
    final Volume cord = Volume.ofBytes(on, rpi.grid(), mask.name());
    final Box box = Box.around(cord);
    requireNoGap(on, box, cord);
    requireOneObject(cord);
    requireWhole(box, cord);
    return cord;
  }

  /**
   * Refuses a mask of another image.
   *
   * @throws InputException if one is no single volume, or they do not have the same voxels
   */
  static void requireOn(Volume image, Volume mask) {
    image
        .require3D()
        .grid()
        .reoriented(Orientation.RPI)
        .requireSame(
            mask.require3D().grid().reoriented(Orientation.RPI), image.name(), mask.name());
  }

  private static void requireNoGap(byte[] on, Box box, Volume cord) {
    final int plane = Math.toIntExact(cord.grid().size(0) * cord.grid().size(1));
    for (int z = (int) box.min()[2]; z <= box.max()[2]; z++) {
      boolean any = false;
      for (int i = z * plane; i < (z + 1) * plane && !any; i++) any = on[i] == 1;
      if (!any)
        throw new InputException(
            cord
                + " has a hole: slice "
                + z
                + ", counted from below, has no cord. Fill it, or crop the mask to one piece.");
    }
  }

  private static void requireOneObject(Volume cord) {
    final ConnectedComponents objects =
        ConnectedComponents.of(cord, Connectivity.CORNERS, Progress.NONE);
    if (objects.count() > 1 && objects.voxels(2) > SPECK * objects.voxels(1))
      throw new InputException(
          String.format(
              "%s has %d separate objects, the largest of %d and %d voxels: keep the cord alone.",
              cord, objects.count(), objects.voxels(1), objects.voxels(2)));
  }

  private static void requireWhole(Box box, Volume cord) {
    final Grid grid = cord.grid();
    final String[] sides = {"right", "posterior", "left", "anterior"};
    for (int a = 0; a < 2; a++)
      if (box.min()[a] == 0 || box.max()[a] == grid.size(a) - 1)
        throw new InputException(
            cord
                + " touches the "
                + sides[box.min()[a] == 0 ? a : a + 2]
                + " side of the image, so part of the cord is missing: take a larger image, or"
                + " clear the slices where it does.");
  }
}
