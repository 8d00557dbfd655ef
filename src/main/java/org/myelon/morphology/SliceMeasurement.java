package org.myelon.morphology;

import static org.myelon.morphology.Metric.*;

/** Measures the cord in one slice. */
final class SliceMeasurement {

  private final CordSlices cord;
  private final Compatibility compatibility;
  private final PatchSampler sampler;

  SliceMeasurement(CordSlices cord, Compatibility compatibility) {
    this.cord = cord;
    this.compatibility = compatibility;
    this.sampler = compatibility == Compatibility.SCT ? new SctSampler() : new ObliqueSampler();
  }

  /**
   * @param z a slice that is not empty
   * @param objects how many separate objects the mask has there
   * @param angleAP angle of the cord about the anteroposterior axis, degrees
   * @param angleRL angle of the cord about the right-left axis, degrees
   */
  SliceShape measure(int z, int objects, double angleAP, double angleRL) {
    final SlicePatch patch = sampler.cut(cord, z, angleAP, angleRL);
    final double thickness = cord.grid.spacing()[2];
    final SliceShape.Builder shape =
        SliceShape.of(z, objects, sampler.length(thickness, angleAP, angleRL))
            .put(AREA, sampler.area(cord, z, patch, angleAP, angleRL))
            .put(ANGLE_AP, angleAP)
            .put(ANGLE_RL, angleRL);
    final Moments moments = Moments.of(patch);
    if (!moments.isEmpty()) putOutline(shape, patch, moments);
    return shape.build();
  }

  private void putOutline(SliceShape.Builder shape, SlicePatch patch, Moments moments) {
    final boolean sct = compatibility == Compatibility.SCT;
    final double axis = sct ? moments.orientationAsSct() : moments.orientation();
    final boolean wide = Math.abs(axis) < 45;
    final double folded = wide ? axis : axis - Math.copySign(90, axis);
    final double major = moments.majorAxis() * SlicePatch.PIXEL;
    final double minor = moments.minorAxis() * SlicePatch.PIXEL;
    final AnteroposteriorDiameter diameter =
        sct
            ? AnteroposteriorDiameter.measureAsSct(patch, moments)
            : AnteroposteriorDiameter.measure(patch, moments, folded);
    shape
        .put(DIAMETER_AP, diameter.total())
        .put(DIAMETER_AP_ELLIPSE, wide ? minor : major)
        .put(DIAMETER_RL, wide ? major : minor)
        .put(LENGTH_ANTERIOR, diameter.anterior())
        .put(LENGTH_POSTERIOR, diameter.posterior())
        .put(ECCENTRICITY, moments.eccentricity())
        .put(ORIENTATION, sct ? axis : folded)
        .put(SOLIDITY, (double) moments.count() / ConvexHull.area(patch));
  }
}
