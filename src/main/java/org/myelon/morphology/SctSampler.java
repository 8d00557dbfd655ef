package org.myelon.morphology;

import java.util.Arrays;

/**
 * The cross-section as SCT computes it: the voxels of the slice are interpolated once on a grid
 * that shrinks both axes by the cosines of the two angles, divided by the largest value of the
 * slice, and interpolated again on pixels of about 0.1 mm, as many as rounding gives.
 */
final class SctSampler implements PatchSampler {

  /** Empty voxels left around the cord. */
  private static final int MARGIN = 3;

  @Override
  public SlicePatch cut(CordSlices cord, int z, double angleAP, double angleRL) {
    final Shrink shrink = Shrink.of(angleAP, angleRL);
    final SliceBox box = SliceBox.of(cord, z), shrunk = shrink.apply(box, cord.grid);
    final double[] values = shrink.apply(box.values(cord, z), box, shrunk);
    final double max = Arrays.stream(values).max().orElseThrow();
    for (int i = 0; i < values.length; i++) values[i] /= max;
    final SliceBox window = shrunk.filled(values).grown(MARGIN, cord.grid);
    final double[] spacing = cord.grid.spacing();
    final int rows = pixels(window.nx() * spacing[0]);
    final int columns = pixels(window.ny() * spacing[1]);
    final double pitchX = (double) window.nx() / rows, pitchY = (double) window.ny() / columns;
    return new LinearZoom(pitchX / 2 - 0.5, pitchX, 0, pitchY / 2 - 0.5, pitchY)
        .apply(shrunk.on(window, values), window.nx(), window.ny(), rows, columns);
  }

  /**
   * Half a pixel is rounded to even. The spacing of an affine in single precision is off by some
   * 1e-8, which must not decide.
   */
  private static int pixels(double mm) {
    return (int) Math.rint(Math.rint(mm / SlicePatch.PIXEL * 1e4) / 1e4);
  }

  @Override
  public double area(CordSlices cord, int z, SlicePatch patch, double angleAP, double angleRL) {
    return patch.sum() * SlicePatch.PIXEL * SlicePatch.PIXEL;
  }

  @Override
  public double length(double thickness, double angleAP, double angleRL) {
    final Shrink shrink = Shrink.of(angleAP, angleRL);
    return thickness / (shrink.cosX() * shrink.cosY());
  }
}
