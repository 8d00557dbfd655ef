package org.myelon.morphology;

import org.myelon.step.InputException;

/**
 * What the values of a mask mean: the part of each voxel that is cord. A little above 1, as
 * interpolation leaves it, counts as 1. A mask of one single value above 1 is a binary one (ImageJ
 * masks hold 255).
 */
final class MaskValues {

  /** Larger values are no overshoot of an interpolation. */
  private static final float LARGEST = 1.5f;

  private MaskValues() {}

  /**
   * The mask with values from 0 to 1.
   *
   * @throws InputException if it holds several values above 1: a label image or a plain image
   */
  static CordSlices toFractions(CordSlices cord, String name) {
    float least = Float.MAX_VALUE, most = 0;
    for (int z = cord.firstSlice; z <= cord.lastSlice(); z++)
      if (cord.slice(z) != null)
        for (float v : cord.slice(z))
          if (v > 0) {
            least = Math.min(least, v);
            most = Math.max(most, v);
          }
    if (most <= 1) return cord;
    if (least != most && most > LARGEST)
      throw new InputException(
          name
              + " is no mask: its values go up to "
              + most
              + ". Give a mask of 0 and 1, or a soft one from 0 to 1.");
    final float[][] fractions = new float[cord.count][];
    for (int k = 0; k < cord.count; k++) {
      final float[] slice = cord.slice(cord.firstSlice + k);
      if (slice == null) continue;
      fractions[k] = slice.clone();
      for (int i = 0; i < slice.length; i++) fractions[k][i] = Math.min(1, slice[i]);
    }
    return cord.with(fractions);
  }
}
