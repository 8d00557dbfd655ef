package org.myelon.segment.axial;

import java.util.ArrayList;
import java.util.List;

/**
 * A whole axial slice on the lattice of a model's pixels, seen through windows of the model's size
 * that overlap by half: one window where the slice is smaller. The lattice is centred on the slice.
 */
final class WholeSlice {

  private final AxialModel model;
  private final int width, height;

  /** Place of the lattice's first pixel in mm. */
  private final double x0, y0;

  private final int[] columns, rows;

  WholeSlice(AxialModel model, AxialSlices image) {
    this.model = model;
    final double s = model.spacing();
    width = pixels(image.width() * image.spacing(0));
    height = pixels(image.height() * image.spacing(1));
    x0 = ((image.width() - 1) * image.spacing(0) - (width - 1) * s) / 2;
    y0 = ((image.height() - 1) * image.spacing(1) - (height - 1) * s) / 2;
    columns = starts(width);
    rows = starts(height);
  }

  private int pixels(double mm) {
    return Math.max(model.pixels(), (int) Math.ceil(mm / model.spacing() - 1e-6));
  }

  private int[] starts(int length) {
    final int n = model.pixels(), rest = length - n;
    final int count = 1 + (int) Math.ceil(rest / (n / 2.0));
    final int[] starts = new int[count];
    for (int t = 1; t < count; t++) starts[t] = Math.round(t * rest / (float) (count - 1));
    return starts;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Place of a column in mm, see {@link AxialSlices}. */
  double x(double column) {
    return x0 + column * model.spacing();
  }

  /** Place of a row in mm. */
  double y(double row) {
    return y0 + row * model.spacing();
  }

  /** The nearest column of a place in mm, inside the lattice. */
  int column(double x) {
    return (int) Math.max(0, Math.min(width - 1, Math.round((x - x0) / model.spacing())));
  }

  /** The nearest row of a place in mm, inside the lattice. */
  int row(double y) {
    return (int) Math.max(0, Math.min(height - 1, Math.round((y - y0) / model.spacing())));
  }

  /** Number of windows that cover a slice. */
  int windowCount() {
    return columns.length * rows.length;
  }

  List<AxialWindow> windows(int slice) {
    final double middle = (model.pixels() - 1) / 2.0;
    final List<AxialWindow> windows = new ArrayList<>();
    for (int row : rows)
      for (int column : columns)
        windows.add(AxialWindow.of(model, slice, x(column + middle), y(row + middle)));
    return windows;
  }

  /**
   * What was found in the windows of a slice as one map: their mean, weighted by how far a pixel is
   * from the window's border.
   *
   * @param found windows after one another
   * @param first which is the first of the slice
   */
  float[] join(float[][] found, int first) {
    final int n = model.pixels();
    final float[] map = new float[width * height], weights = new float[width * height];
    for (int w = 0; w < windowCount(); w++) {
      final int left = columns[w % columns.length], low = rows[w / columns.length];
      for (int j = 0; j < n; j++)
        for (int i = 0; i < n; i++) {
          final float weight = Math.min(i + 1, n - i) * (float) Math.min(j + 1, n - j);
          final int at = (low + j) * width + left + i;
          map[at] += weight * found[first + w][j * n + i];
          weights[at] += weight;
        }
    }
    for (int i = 0; i < map.length; i++) map[i] /= weights[i];
    return map;
  }
}
