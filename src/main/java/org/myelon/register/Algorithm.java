package org.myelon.register;

import java.util.Locale;

/** The ways to register, in SCT's words ("algo"). */
public enum Algorithm {
  /** Nothing but the positions in the files. */
  IDENTITY,
  TRANSLATION,
  RIGID,
  AFFINE,
  /** Slice by slice, the centre of mass onto the centre of mass. */
  CENTERMASS,
  /** Slice by slice, centre of mass and angle. */
  CENTERMASSROT,
  /** Slice by slice, right-left extent and the front and back of each column. */
  COLUMNWISE,
  /** A translation in each slice, a polynomial along the cord. */
  SLICEREG,
  /** Diffeomorphic with Gaussian regularisation. */
  SYN,
  /** Diffeomorphic with B-spline regularisation. */
  BSPLINESYN;

  /** SCT's word. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
