package org.myelon.morphology;

/** Cuts the cord of one axial slice out as a {@link SlicePatch}, seen along the cord. */
interface PatchSampler {

  /**
   * @param z slice, not an empty one
   * @param angleAP angle of the cord about the anteroposterior axis, degrees
   * @param angleRL angle of the cord about the right-left axis, degrees
   */
  SlicePatch cut(CordSlices cord, int z, double angleAP, double angleRL);

  /** Area of the cross-section, mm². */
  double area(CordSlices cord, int z, SlicePatch patch, double angleAP, double angleRL);

  /** Length of the cord within a slice of the given thickness, mm. */
  double length(double thickness, double angleAP, double angleRL);
}
