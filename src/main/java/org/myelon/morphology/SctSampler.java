package org.myelon.morphology;

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
    final Shrunk s =
        Shrunk.of(cord, z, Math.cos(Math.toRadians(angleAP)), Math.cos(Math.toRadians(angleRL)));
    final double[] spacing = cord.grid.spacing();
    final int rows = pixels(s.nx * spacing[0]), columns = pixels(s.ny * spacing[1]);
    final double pitchX = (double) s.nx / rows, pitchY = (double) s.ny / columns;
    return new LinearZoom(pitchX / 2 - 0.5, pitchX, 0, pitchY / 2 - 0.5, pitchY)
        .apply(s.values, s.nx, s.ny, rows, columns);
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
    return thickness / (Math.cos(Math.toRadians(angleAP)) * Math.cos(Math.toRadians(angleRL)));
  }

  /** The slice after the first interpolation, divided by its maximum, with its margin. */
  private record Shrunk(double[] values, int nx, int ny) {

    static Shrunk of(CordSlices cord, int z, double cosX, double cosY) {
      final Box box = Box.of(cord, z);
      final Span x = Span.of(cord.x0 + box.x0(), box.nx(), cosX, cord.grid.extent(0));
      final Span y = Span.of(cord.y0 + box.y0(), box.ny(), cosY, cord.grid.extent(1));
      final double[] in = box.values(cord, z);
      final double[] out = new double[x.size() * y.size()];
      double max = 0;
      for (int i = 0; i < x.size(); i++)
        for (int j = 0; j < y.size(); j++) {
          final double v =
              bilinear(
                  in,
                  box,
                  (x.from + i) * (1 / cosX) - (cord.x0 + box.x0()),
                  (y.from + j) * (1 / cosY) - (cord.y0 + box.y0()));
          out[i * y.size() + j] = v;
          max = Math.max(max, v);
        }
      for (int i = 0; i < out.length; i++) out[i] /= max;
      return cropped(out, x, y, cord);
    }

    private static double bilinear(double[] in, Box box, double x, double y) {
      final int i = (int) Math.floor(x), j = (int) Math.floor(y);
      final double u = x - i, v = y - j;
      return (1 - u) * ((1 - v) * at(in, box, i, j) + v * at(in, box, i, j + 1))
          + u * ((1 - v) * at(in, box, i + 1, j) + v * at(in, box, i + 1, j + 1));
    }

    private static double at(double[] in, Box box, int i, int j) {
      return i < 0 || j < 0 || i >= box.nx() || j >= box.ny() ? 0 : in[i * box.ny() + j];
    }

    /** Cut to what is not empty, with the margin as far as the image reaches. */
    private static Shrunk cropped(double[] values, Span x, Span y, CordSlices cord) {
      int xFrom = Integer.MAX_VALUE, xTo = -1, yFrom = Integer.MAX_VALUE, yTo = -1;
      for (int i = 0; i < x.size(); i++)
        for (int j = 0; j < y.size(); j++)
          if (values[i * y.size() + j] > CordSlices.NEAR_ZERO) {
            xFrom = Math.min(xFrom, i);
            xTo = i;
            yFrom = Math.min(yFrom, j);
            yTo = Math.max(yTo, j);
          }
      final Span cx = x.within(xFrom, xTo, cord.grid.extent(0));
      final Span cy = y.within(yFrom, yTo, cord.grid.extent(1));
      final double[] out = new double[cx.size() * cy.size()];
      for (int i = 0; i < cx.size(); i++)
        for (int j = 0; j < cy.size(); j++) {
          final int a = i + cx.from - x.from, b = j + cy.from - y.from;
          if (a >= 0 && a < x.size() && b >= 0 && b < y.size())
            out[i * cy.size() + j] = values[a * y.size() + b];
        }
      return new Shrunk(out, cx.size(), cy.size());
    }
  }

  /** A range of voxel indices of the image, both ends included. */
  private record Span(int from, int to) {

    /** Where the voxels of a box land when their index is multiplied by the cosine. */
    static Span of(int start, int size, double cos, int extent) {
      return new Span(
          Math.max(0, (int) Math.floor((start - 1) * cos)),
          Math.min(extent - 1, (int) Math.ceil((start + size) * cos)));
    }

    int size() {
      return to - from + 1;
    }

    Span within(int first, int last, int extent) {
      return new Span(
          Math.max(0, from + first - MARGIN), Math.min(extent - 1, from + last + MARGIN));
    }
  }
}
