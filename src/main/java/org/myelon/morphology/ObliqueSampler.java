package org.myelon.morphology;

/**
 * Projects the slice along the cord onto the plane perpendicular to it and samples that plane. The
 * first axis of the plane is the projected right-left axis of the image.
 *
 * <p>With the unit tangent t (to the left, to anterior, to superior) a point (u, v) of the slice in
 * mm lands on (n u - t0 t1 v / n, t2 v / n), n² = 1 - t0²; areas shrink by t2, the cosine of the
 * angle between the cord and the normal of the slice.
 */
final class ObliqueSampler implements PatchSampler {

  @Override
  public SlicePatch cut(CordSlices cord, int z, double angleAP, double angleRL) {
    final double[] t = tangent(angleAP, angleRL);
    final double n = Math.sqrt(1 - t[0] * t[0]);
    final double px = cord.grid.spacing()[0], py = cord.grid.spacing()[1];
    final SliceBox box = SliceBox.of(cord, z);
    // one voxel of margin; the plane's window holds the projected corners of the box
    final double uTo = (box.nx() + 2) * px, vTo = (box.ny() + 2) * py;
    final double lean = -t[0] * t[1] / n * vTo;
    final double aFrom = Math.min(0, lean), aTo = n * uTo + Math.max(0, lean);
    final int rows = (int) Math.ceil((aTo - aFrom) / SlicePatch.PIXEL);
    final int columns = (int) Math.ceil(t[2] / n * vTo / SlicePatch.PIXEL);
    final double half = SlicePatch.PIXEL / 2;
    // back from the plane: v = b n / t2, u = (a + t0 t1 v / n) / n; 0 mm is the outer edge of the
    // margin, voxel -1.5
    final double vPerColumn = SlicePatch.PIXEL * n / t[2];
    final double uPerColumn = t[0] * t[1] / (n * n) * vPerColumn;
    final LinearZoom zoom =
        new LinearZoom(
            ((aFrom + half) / n + uPerColumn / 2) / px - 1.5,
            SlicePatch.PIXEL / n / px,
            uPerColumn / px,
            vPerColumn / 2 / py - 1.5,
            vPerColumn / py);
    return zoom.apply(box.values(cord, z), box.nx(), box.ny(), rows, columns);
  }

  @Override
  public double area(CordSlices cord, int z, SlicePatch patch, double angleAP, double angleRL) {
    double sum = 0;
    for (float v : cord.slice(z)) sum += v;
    final double[] spacing = cord.grid.spacing();
    return sum * spacing[0] * spacing[1] * tangent(angleAP, angleRL)[2];
  }

  @Override
  public double length(double thickness, double angleAP, double angleRL) {
    return thickness / tangent(angleAP, angleRL)[2];
  }

  private static double[] tangent(double angleAP, double angleRL) {
    final double x = Math.tan(Math.toRadians(angleAP)), y = Math.tan(Math.toRadians(angleRL));
    final double n = Math.sqrt(1 + x * x + y * y);
    return new double[] {x / n, y / n, 1 / n};
  }
}
