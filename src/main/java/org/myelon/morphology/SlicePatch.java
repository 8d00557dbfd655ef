package org.myelon.morphology;

/**
 * One cross-section of the cord on square pixels of 0.1 mm, values from 0 to 1 (the part of the
 * pixel that is cord). Rows run right to left, columns posterior to anterior; everything outside is
 * 0.
 */
final class SlicePatch {

  /** Side of a pixel, mm. */
  static final double PIXEL = 0.1;

  private final int rows;
  private final int columns;
  private final double[] values;

  /** First and last pixel above one half of each row; last below first if there is none. */
  private final int[] first, last;

  /**
   * @param values row by row, not copied
   */
  SlicePatch(int rows, int columns, double[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
    this.first = new int[rows];
    this.last = new int[rows];
    for (int r = 0; r < rows; r++) {
      int a = 0, b = columns - 1;
      while (a < columns && !isInside(r, a)) a++;
      while (b > a && !isInside(r, b)) b--;
      first[r] = a;
      last[r] = b;
    }
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  double get(int row, int column) {
    return values[row * columns + column];
  }

  /** Whether more than half of the pixel is cord. */
  boolean isInside(int row, int column) {
    return values[row * columns + column] > 0.5;
  }

  /** First pixel of a row that is inside, beyond {@link #lastIn} if there is none. */
  int firstIn(int row) {
    return first[row];
  }

  int lastIn(int row) {
    return last[row];
  }

  /** Sum of all values, in pixels. */
  double sum() {
    double total = 0;
    for (int r = 0; r < rows; r++) {
      double s = 0;
      for (int c = 0; c < columns; c++) s += values[r * columns + c];
      total += s;
    }
    return total;
  }

  /** Linear interpolation between pixel centres. */
  double sample(double row, double column) {
    final int r = (int) Math.floor(row), c = (int) Math.floor(column);
    final double u = row - r, v = column - c;
    return (1 - u) * ((1 - v) * orZero(r, c) + v * orZero(r, c + 1))
        + u * ((1 - v) * orZero(r + 1, c) + v * orZero(r + 1, c + 1));
  }

  private double orZero(int row, int column) {
    return row < 0 || row >= rows || column < 0 || column >= columns
        ? 0
        : values[row * columns + column];
  }

  /** The patch of the same size turned about a point, as if seen from axes turned by the angle. */
  SlicePatch rotated(double degrees, double row, double column) {
    if (degrees == 0) return this;
    final double cos = Math.cos(Math.toRadians(degrees)), sin = Math.sin(Math.toRadians(degrees));
    final double[] turned = new double[values.length];
    for (int r = 0; r < rows; r++)
      for (int c = 0; c < columns; c++) {
        final double dr = r - row, dc = c - column;
        turned[r * columns + c] = sample(row + cos * dr - sin * dc, column + sin * dr + cos * dc);
      }
    return new SlicePatch(rows, columns, turned);
  }
}
