package org.myelon.report;

import java.util.ArrayList;
import java.util.List;
import org.myelon.centerline.Centerline;
import org.myelon.image.Grid;
import org.myelon.image.Sampler;

/**
 * The surfaces on which a cord is looked at: from the side, in the surface that follows the
 * centreline from right to left, and across it in axial slices. The patient's right is on the left
 * of axial pictures and anterior on the left of sagittal ones, as radiologists look.
 */
final class CordViews {

  private static final double SAGITTAL_MARGIN_MM = 24, AXIAL_SIZE_MM = 34;

  /** How many axial slices show a whole cord. */
  static final int AXIAL_COUNT = 12;

  private final Grid grid;
  private final Centerline line;

  /**
   * @param grid RPI-oriented
   * @param line on that grid
   */
  CordViews(Grid grid, Centerline line) {
    this.grid = grid;
    this.line = line;
  }

  /** Where a row and a column of a picture lie in the image, in voxels. */
  private interface Places {
    double[] voxel(int row, int column);
  }

  /** One surface, row by row from the upper left; sizes in mm. */
  record View(int rows, int columns, double pixelWidth, double pixelHeight, Places places) {

    /** The values of an image there. */
    Plane of(Sampler image) {
      final float[] values = new float[rows * columns];
      for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++) {
          final double[] v = places.voxel(r, c);
          final boolean inside = image.contains(v[0], v[1], v[2]);
          values[r * columns + c] = inside ? image.at(v[0], v[1], v[2]) : Float.NaN;
        }
      return new Plane(values, columns, pixelWidth, pixelHeight, new double[] {0, 1});
    }
  }

  /** The most anterior column of voxels that is seen from the side. */
  int front() {
    double most = Double.NEGATIVE_INFINITY;
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) most = Math.max(most, line.y(s));
    return (int) Math.min(grid.extent(1) - 1, Math.ceil(most) + margin());
  }

  private int back() {
    double least = Double.POSITIVE_INFINITY;
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) least = Math.min(least, line.y(s));
    return (int) Math.max(0, Math.floor(least) - margin());
  }

  private int margin() {
    return (int) Math.ceil(SAGITTAL_MARGIN_MM / grid.spacing()[1]);
  }

  /** From the side, one row a slice from the superior end down. */
  View sagittal() {
    final double[] spacing = grid.spacing();
    final int rows = grid.extent(2), front = front();
    return new View(
        rows,
        Math.max(1, front - back() + 1),
        spacing[1],
        spacing[2],
        (r, c) -> {
          final int slice = rows - 1 - r;
          final int on = Math.max(line.firstSlice(), Math.min(line.lastSlice(), slice));
          return new double[] {line.x(on), front - c, slice};
        });
  }

  /** Across, about the centreline. */
  View axial(int slice) {
    final double[] spacing = grid.spacing();
    final int columns = (int) Math.ceil(AXIAL_SIZE_MM / spacing[0]);
    final int rows = (int) Math.ceil(AXIAL_SIZE_MM / spacing[1]);
    final long left = Math.round(line.x(slice) - (columns - 1) / 2.0);
    final long front = Math.round(line.y(slice) + (rows - 1) / 2.0);
    return new View(
        rows, columns, spacing[0], spacing[1], (r, c) -> new double[] {left + c, front - r, slice});
  }

  /** Slices spread evenly over the line, from its lower end. */
  List<Integer> slices() {
    final List<Integer> all = new ArrayList<>();
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) all.add(s);
    return spread(all, AXIAL_COUNT);
  }

  /** So many of them at most, spread evenly. */
  static List<Integer> spread(List<Integer> from, int count) {
    final int n = Math.min(count, from.size());
    final List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < n; i++) chosen.add(from.get((int) ((i + 0.5) * from.size() / n)));
    return chosen;
  }
}
