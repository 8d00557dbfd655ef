package org.myelon.register;

import java.util.Locale;

/** How the angle of the cord in a slice is found, in SCT's words ("rot_method"). */
public enum RotationMethod {
  /** From the main axes of the mask. */
  PCA,
  /** From the symmetry of the gradients of the image. */
  HOG,
  /** From the mask, and from the image where the mask says nothing. */
  PCAHOG;

  /** SCT's word. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
