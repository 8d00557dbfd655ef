package org.myelon.segment.axial;

import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.InputException;

/**
 * An image as its axial slices, ready for windows to be cut: float values of the RPI view. A place
 * in a slice is given in mm along the two axes of the slice (towards Left, towards Anterior) from
 * the centre of the slice's first voxel. Immutable, for any number of threads.
 */
public final class AxialSlices {

  private final Grid grid;
  private final float[] values;
  private final double[] spacing;

  private AxialSlices(Grid rpi, float[] values) {
    this.grid = rpi;
    this.values = values;
    this.spacing = rpi.spacing();
  }

  /**
   * @param image 3-D, any orientation and spacing; values that are not finite count as 0
   */
  public static AxialSlices of(Volume image) {
    final Volume rpi = image.reoriented(Orientation.RPI);
    final float[] values = rpi.toFloats();
    for (int i = 0; i < values.length; i++) if (!Float.isFinite(values[i])) values[i] = 0;
    return new AxialSlices(rpi.grid(), values);
  }

  /**
   * The same of an image in which something is to be found.
   *
   * @throws InputException if it is a series or shows nothing
   */
  static AxialSlices toSearch(Volume image) {
    if (image.numDimensions() == 4)
      throw new InputException(
          image
              + " is a series of "
              + image.volumeCount()
              + " volumes; take their mean (or one of them) and segment that.");
    final AxialSlices slices = of(image.require3D());
    for (float v : slices.values) if (v != slices.values[0]) return slices;
    throw new InputException(
        image + " has the same value everywhere (or none that is a number): nothing to segment.");
  }

  /** The RPI view's grid: slices are planes of its third axis, the lowest first. */
  public Grid grid() {
    return grid;
  }

  public int width() {
    return grid.extent(0);
  }

  public int height() {
    return grid.extent(1);
  }

  /** Number of slices. */
  public int depth() {
    return grid.extent(2);
  }

  /** Voxel size in mm along an axis of the RPI view. */
  public double spacing(int axis) {
    return spacing[axis];
  }

  /**
   * Adds a row of a slice, times a weight, to an array of its length; between slices by linear
   * interpolation, above the highest and below the lowest the outermost slice.
   *
   * @param slice may lie between two
   */
  void addRow(double slice, int y, double weight, double[] sum) {
    final double z = Math.max(0, Math.min(depth() - 1.0, slice));
    final int below = (int) z;
    final double u = z - below;
    addRow(below, y, weight * (1 - u), sum, width());
    if (u > 0) addRow(below + 1, y, weight * u, sum, width());
  }

  private void addRow(int slice, int y, double weight, double[] sum, int nx) {
    final int start = (slice * height() + y) * nx;
    for (int x = 0; x < nx; x++) sum[x] += weight * values[start + x];
  }
}
