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
    for (int a = 0; a < rows; a++) fillRow(a, fine, nx, columns, out);
    return new SlicePatch(rows, columns, out);
  }

  private void fillRow(int a, double[] fine, int nx, int columns, double[] out) {
    final double start = originRow + a * pitchRow;
    for (int b = 0; b < columns; b++) {
      final double x = Math.max(-1, Math.min(nx, start + b * shear));
      final int i = (int) (x + 1) - 1;
      final double u = x - i;
      final int k = (i + 1) * columns + b;
      out[a * columns + b] = (1 - u) * fine[k] + u * fine[k + columns];
    }
  }

  /** The array interpolated along the columns, with an empty row before and two after it. */
  private double[] fineColumns(double[] array, int nx, int ny, int columns) {
    final double[] fine = new double[(nx + 3) * columns];
    for (int b = 0; b < columns; b++) {
      final double y = originColumn + b * pitchColumn;
      final int j = (int) Math.floor(y);
      final double u = y - j;
      final boolean here = j >= 0 && j < ny, next = j >= -1 && j < ny - 1;
      for (int i = 0; i < nx; i++) {
        double v = 0;
        if (here) v = (1 - u) * array[i * ny + j];
        if (next) v += u * array[i * ny + j + 1];
        fine[(i + 1) * columns + b] = v;
      }
    }
    return fine;
  }
}
