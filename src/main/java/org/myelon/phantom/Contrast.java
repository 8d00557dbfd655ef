package org.myelon.phantom;

/** How the phantom's tissues appear: like a T1w, T2w or T2*w image, or like a mean of DWI. */
public enum Contrast {
  T1,
  T2,
  T2S,
  DWI
}
