package org.myelon.morphology;

import org.myelon.image.Grid;

/**
 * SCT's correction of the angle between cord and slice: indices of voxels are multiplied by the
 * cosines of the two angles, so that the picture shrinks about voxel (0, 0); linear interpolation.
 */
record Shrink(double cosX, double cosY) {

  /** Angles in degrees. */
  static Shrink of(double angleAP, double angleRL) {
    return new Shrink(Math.cos(Math.toRadians(angleAP)), Math.cos(Math.toRadians(angleRL)));
  }

  /** Where the voxels of a rectangle land. */
  SliceBox apply(SliceBox box, Grid image) {
    final int x = (int) Math.floor(box.x0() * cosX), y = (int) Math.floor(box.y0() * cosY);
    final int xTo = (int) Math.ceil((box.x0() + box.nx() - 1) * cosX);
    final int yTo = (int) Math.ceil((box.y0() + box.ny() - 1) * cosY);
    return new SliceBox(x, y, xTo - x + 1, yTo - y + 1).grown(1, image);
  }

  /** Values of one rectangle, 0 around it, shrunk on another one. */
  double[] apply(double[] values, SliceBox from, SliceBox to) {
    final double[] out = new double[to.nx() * to.ny()];
    for (int i = 0; i < to.nx(); i++)
      for (int j = 0; j < to.ny(); j++)
        out[i * to.ny() + j] =
            bilinear(
                values,
                from,
                (to.x0() + i) * (1 / cosX) - from.x0(),
                (to.y0() + j) * (1 / cosY) - from.y0());
    return out;
  }

  private static double bilinear(double[] in, SliceBox box, double x, double y) {
    final int i = (int) Math.floor(x), j = (int) Math.floor(y);
    final double u = x - i, v = y - j;
    return (1 - u) * ((1 - v) * at(in, box, i, j) + v * at(in, box, i, j + 1))
        + u * ((1 - v) * at(in, box, i + 1, j) + v * at(in, box, i + 1, j + 1));
  }

  private static double at(double[] in, SliceBox box, int i, int j) {
    return i < 0 || j < 0 || i >= box.nx() || j >= box.ny() ? 0 : in[i * box.ny() + j];
  }
}
