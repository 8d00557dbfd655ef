package org.myelon.image;

import java.util.Locale;

/** How the value between voxel centres is found. */
public enum Interpolation {
  /** The value of the nearest voxel; half way, the one with the lower index. */
  NEAREST,

  /** Trilinear. */
  LINEAR,

  /**
   * Cubic B-spline through the voxel values (recursive prefilter, mirror boundary). M. Unser,
   * Splines: a perfect fit for signal and image processing, IEEE Signal Process Mag 1999.
   */
  CUBIC,

  /**
   * For images whose values are names, such as vertebral levels: every label is interpolated
   * linearly on its own and the one with the largest part of the voxel wins (of two with the same
   * part the one of the nearest voxel). A mask keeps its volume better than with {@link #NEAREST};
   * no new value appears.
   */
  LABEL;

  /** The word for scripts, such as "linear". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the result holds only values of the image itself. */
  public boolean keepsValues() {
    return this == NEAREST || this == LABEL;
  }
}
