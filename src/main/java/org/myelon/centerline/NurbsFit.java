package org.myelon.centerline;

import org.myelon.step.InputException;

/** A B-spline curve in space. */
record NurbsFit() implements CurveFit {
  @Override
  public Track[] fit(SlicePoints points, int first, int last) {
    throw new InputException("The nurbs fit is not there yet; use bspline.");
  }
}
