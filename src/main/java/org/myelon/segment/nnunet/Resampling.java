package org.myelon.segment.nnunet;

/**
 * How nnU-Net resamples an array.
 *
 * @param order of the spline: 0 nearest, 1 linear, 3 cubic
 * @param orderZ of the spline along the axis that is treated apart
 * @param separateZ whether the axis of the thickest slices is treated apart
 * @param anisotropy from which ratio of the largest to the smallest spacing on it is, if automatic
 */
public record Resampling(int order, int orderZ, SeparateZ separateZ, double anisotropy) {

  /** When the axis of the thickest slices is treated apart. */
  public enum SeparateZ {
    AUTOMATIC,
    ALWAYS,
    NEVER
  }

  private static final double ANISOTROPY = 3;

  /** nnU-Net's own choice for images. */
  public static Resampling ofImages() {
    return new Resampling(3, 0, SeparateZ.AUTOMATIC, ANISOTROPY);
  }

  /** nnU-Net's own choice for what a network gives. */
  public static Resampling ofProbabilities() {
    return new Resampling(1, 0, SeparateZ.AUTOMATIC, ANISOTROPY);
  }
}
