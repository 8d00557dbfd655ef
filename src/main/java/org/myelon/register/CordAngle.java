package org.myelon.register;

import org.myelon.image.Grid;
import org.myelon.morphology.HogAngle;
import org.myelon.register.StepSettings.Rotation;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * The angle of the cord in each slice: from its right-left axis on the grid to its own, in the
 * direction from left to anterior, degrees.
 */
final class CordAngle {

  /** No cord is turned further; a larger angle is a mistake. */
  private static final double LARGEST = 40;

  private final Rotation rotation;
  private final float[] image;
  private final int nx;
  private final int ny;
  private final double px;
  private final double py;

  /**
   * @param image values of the grid, x fastest; not looked at, and may be null, if the method is
   *     PCA
   */
  CordAngle(Rotation rotation, float[] image, Grid grid) {
    this.rotation = rotation;
    this.image = image;
    this.nx = grid.extent(0);
    this.ny = grid.extent(1);
    this.px = grid.spacing()[0];
    this.py = grid.spacing()[1];
  }

  /**
   * @param cords the cord in each slice of the grid
   * @param slices those that are asked for
   */
  double[] of(SliceMoments[] cords, int[] slices, Progress progress) {
    final double[] found = new double[slices.length];
    Parallel.forEach(
        slices.length,
        "finding the angles of the cord",
        progress,
        n -> found[n] = of(cords[slices[n]], slices[n]));
    return found;
  }

  private double of(SliceMoments cord, int slice) {
    if (rotation.method() == RotationMethod.HOG) return fromImage(cord, slice);
    final double angle = cord.angle();
    if (cord.eigenvalueRatio() >= rotation.leastEigenvalueRatio() && Math.abs(angle) <= LARGEST)
      return angle;
    return rotation.method() == RotationMethod.PCA ? 0 : fromImage(cord, slice);
  }

  private double fromImage(SliceMoments cord, int slice) {
    final double[] values = new double[nx * ny];
    for (int j = 0, v = slice * nx * ny; j < ny; j++)
      for (int i = 0; i < nx; i++, v++) values[i * ny + j] = image[v];
    return -HogAngle.of(values, nx, ny, cord.x() / px, cord.y() / py, px, py);
  }
}
