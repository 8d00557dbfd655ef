package org.myelon.morphology;

/** The smallest rectangle of voxels that holds the cord in one slice. */
record Box(int x0, int y0, int nx, int ny) {

  static Box of(CordSlices cord, int z) {
    final float[] slice = cord.slice(z);
    int xFrom = cord.nx, xTo = -1, yFrom = cord.ny, yTo = -1;
    for (int x = 0; x < cord.nx; x++)
      for (int y = 0; y < cord.ny; y++)
        if (slice[x * cord.ny + y] > 0) {
          xFrom = Math.min(xFrom, x);
          xTo = x;
          yFrom = Math.min(yFrom, y);
          yTo = Math.max(yTo, y);
        }
    return new Box(xFrom, yFrom, xTo - xFrom + 1, yTo - yFrom + 1);
  }

  /** The voxels of the rectangle, y fastest. */
  double[] values(CordSlices cord, int z) {
    final float[] slice = cord.slice(z);
    final double[] values = new double[nx * ny];
    for (int x = 0; x < nx; x++)
      for (int y = 0; y < ny; y++) values[x * ny + y] = slice[(x0 + x) * cord.ny + y0 + y];
    return values;
  }
}
