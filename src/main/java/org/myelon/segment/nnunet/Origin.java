package org.myelon.segment.nnunet;

import org.myelon.image.Volume;

/**
 * Where a network's array comes from: what is needed to bring the network's outputs back to the
 * image. Immutable.
 */
public final class Origin {

  /** For place and name only. */
  private final Volume image;

  private final NetworkAxes whole;
  private final NetworkAxes cropped;
  private final int[] shape;
  private final double[] spacing;

  /**
   * @param image first channel
   * @param whole the image with the network's axes
   * @param cropped the part of it that was looked at
   * @param shape of that part after resampling
   * @param spacing of that part after resampling, in mm
   */
  Origin(Volume image, NetworkAxes whole, NetworkAxes cropped, int[] shape, double[] spacing) {
    this.image = image;
    this.whole = whole;
    this.cropped = cropped;
    this.shape = shape.clone();
    this.spacing = spacing.clone();
  }

  /** Lengths of the network's array along its three axes. */
  public int[] shape() {
    return shape.clone();
  }

  /** Voxel size of the network's array in mm along its three axes. */
  public double[] spacing() {
    return spacing.clone();
  }

  Volume image() {
    return image;
  }

  NetworkAxes cropped() {
    return cropped;
  }

  boolean isCropped() {
    return cropped.size() < whole.size();
  }
}
