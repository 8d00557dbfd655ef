package org.myelon.transform;

/** How the influence of a landmark of a thin-plate spline changes with the distance r from it. */
public enum SplineKernel {
  /** -r: bends least in 3-D. */
  DISTANCE {
    @Override
    double at(double r) {
      return -r;
    }
  },
  /** r&sup2; log r: bends least in 2-D; BigWarp takes it in 3-D, too. */
  R2_LOG_R {
    @Override
    double at(double r) {
      return r > 0 ? r * r * Math.log(r) : 0;
    }
  };

  abstract double at(double r);
}
