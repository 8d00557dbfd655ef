package org.myelon.segment.nnunet;

/**
 * An image as a network of nnU-Net takes it.
 *
 * @param channels values of each channel on the whole array, last axis fastest; not copied
 * @param origin the shape of the array, and the way back to the image
 */
public record Preprocessed(float[][] channels, Origin origin) {

  /** Lengths of the array along its three axes; a 2-D network sees slices across the first. */
  public int[] shape() {
    return origin.shape();
  }
}
