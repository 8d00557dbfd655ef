package org.myelon.morphology;

import static org.myelon.morphology.Metric.*;

import java.util.Optional;

/** Measures the cord in one slice. */
final class SliceMeasurement {

  private final CordSlices cord;
  private final Compatibility compatibility;
  private final PatchSampler sampler;
  private final CordAngles angles;
  private final Optional<SliceSymmetry> symmetry;

  SliceMeasurement(
      CordSlices cord,
      Compatibility compatibility,
      CordAngles angles,
      Optional<SliceSymmetry> symmetry) {
    this.cord = cord;
    this.compatibility = compatibility;
    this.sampler = compatibility == Compatibility.SCT ? new SctSampler() : new ObliqueSampler();
    this.angles = angles;
    this.symmetry = symmetry;
  }

  /**
   * @param z a slice that is not empty
   * @param objects how many separate objects the mask has there
   */
  SliceShape measure(int z, int objects) {
    final double ap = angles.ap(z), rl = angles.rl(z);
    final SlicePatch patch = sampler.cut(cord, z, ap, rl);
    final SliceShape.Builder shape =
        SliceShape.of(z, objects, sampler.length(cord.grid.spacing()[2], ap, rl))
            .put(AREA, sampler.area(cord, z, patch, ap, rl))
            .put(ANGLE_AP, ap)
            .put(ANGLE_RL, rl);
    final Moments moments = Moments.of(patch);
    if (!moments.isEmpty()) {
      putOutline(shape, patch, moments);
      symmetry.ifPresent(s -> s.put(shape, patch, moments, z));
    }
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
