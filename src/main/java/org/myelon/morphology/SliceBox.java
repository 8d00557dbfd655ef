package org.myelon.morphology;

import org.myelon.image.Grid;

/** A rectangle of voxels of a slice, in the RPI order of the whole image. */
record SliceBox(int x0, int y0, int nx, int ny) {

  /** The smallest one that holds the cord in one slice. */
  static SliceBox of(CordSlices cord, int z) {
    final SliceBox all = new SliceBox(cord.x0, cord.y0, cord.nx, cord.ny);
    return all.filled(all.values(cord, z));
  }

  /** The mask in the rectangle, y fastest. */
  double[] values(CordSlices cord, int z) {
    final float[] slice = cord.slice(z);
    final double[] values = new double[nx * ny];
    for (int x = 0; x < nx; x++)
      for (int y = 0; y < ny; y++)
        values[x * ny + y] = slice[(x0 + x - cord.x0) * cord.ny + y0 + y - cord.y0];
    return values;
  }

  /** The smallest rectangle within this one that holds all values above zero. */
  SliceBox filled(double[] values) {
    int xFrom = nx, xTo = -1, yFrom = ny, yTo = -1;
    for (int x = 0; x < nx; x++)
      for (int y = 0; y < ny; y++)
        if (values[x * ny + y] > CordSlices.NEAR_ZERO) {
          xFrom = Math.min(xFrom, x);
          xTo = x;
          yFrom = Math.min(yFrom, y);
          yTo = Math.max(yTo, y);
        }
    return new SliceBox(x0 + xFrom, y0 + yFrom, xTo - xFrom + 1, yTo - yFrom + 1);
  }

  /** Wider by a margin, as far as the image reaches. */
  SliceBox grown(int margin, Grid image) {
    final int x = Math.max(0, x0 - margin), y = Math.max(0, y0 - margin);
    return new SliceBox(
        x,
        y,
        Math.min(image.extent(0), x0 + nx + margin) - x,
        Math.min(image.extent(1), y0 + ny + margin) - y);
  }

  /** Values of this rectangle on another one, 0 where they do not overlap. */
  double[] on(SliceBox other, double[] values) {
    final double[] out = new double[other.nx * other.ny];
    for (int x = Math.max(x0, other.x0); x < Math.min(x0 + nx, other.x0 + other.nx); x++)
      for (int y = Math.max(y0, other.y0); y < Math.min(y0 + ny, other.y0 + other.ny); y++)
        out[(x - other.x0) * other.ny + y - other.y0] = values[(x - x0) * ny + y - y0];
    return out;
  }
}
