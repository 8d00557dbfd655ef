package org.myelon.morphology;

/**
 * Linear interpolation of a small array on a finer grid, first along the columns, then along the
 * rows; outside the array is 0.
 *
 * @param originRow row of the first pixel, in samples of the array
 * @param pitchRow distance of two rows of pixels, in samples
 * @param shear how much the row grows from one column of pixels to the next, in samples
 * @param originColumn column of the first pixel
 * @param pitchColumn distance of two columns of pixels
 */
record LinearZoom(
    double originRow, double pitchRow, double shear, double originColumn, double pitchColumn) {

  /**
   * @param array {@code ny} fastest
   */
  SlicePatch apply(double[] array, int nx, int ny, int rows, int columns) {
    final double[] fine = fineColumns(array, nx, ny, columns);
    final double[] out = new double[rows * columns];
    for (int a = 0; a < rows; a++)
      for (int b = 0; b < columns; b++) {
        final double x = originRow + a * pitchRow + b * shear;
        final int i = (int) Math.floor(x);
        final double u = x - i;
        double v = 0;
        if (i >= 0 && i < nx) v = (1 - u) * fine[i * columns + b];
        if (i >= -1 && i < nx - 1) v += u * fine[(i + 1) * columns + b];
        out[a * columns + b] = v;
      }
    return new SlicePatch(rows, columns, out);
  }

  private double[] fineColumns(double[] array, int nx, int ny, int columns) {
    final double[] fine = new double[nx * columns];
    for (int b = 0; b < columns; b++) {
      final double y = originColumn + b * pitchColumn;
      final int j = (int) Math.floor(y);
      final double u = y - j;
      for (int i = 0; i < nx; i++) {
        double v = 0;
        if (j >= 0 && j < ny) v = (1 - u) * array[i * ny + j];
        if (j >= -1 && j < ny - 1) v += u * array[i * ny + j + 1];
        fine[i * columns + b] = v;
      }
    }
    return fine;
  }
}
