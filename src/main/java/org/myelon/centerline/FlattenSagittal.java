package org.myelon.centerline;

import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Transform;

/**
 * Shifts each axial slice from right to left so that the cord lies in one sagittal plane, the
 * middle one of the image, and can be seen in a single picture. Slices above and below the line are
 * shifted as its ends.
 */
public final class FlattenSagittal {

  private FlattenSagittal() {}

  /**
   * @param image 3-D or series, any orientation
   * @param line of the cord on the RPI-oriented grid of the image
   * @param how how values between voxels are found
   * @param progress listens, and may cancel
   * @return on the grid of the image; 0 where the shift brings in nothing
   * @throws org.myelon.step.InputException if the grids differ
   * @implNote op names='myelon.centerline.flattenSagittal'
   */
  public static Volume run(Volume image, Centerline line, Interpolation how, Progress progress) {
    image
        .grid()
        .reoriented(Orientation.RPI)
        .requireSame(line.grid(), image.name(), "the cord's image");
    return ApplyTransform.run(image, image.grid(), Shift.of(line), how, progress);
  }

  /** What was done. */
  public static Methods methods() {
    return new Methods(
        "Each axial slice was shifted from right to left so that the cord lies in one sagittal"
            + " plane.");
  }

  /**
   * @param toVoxel of the RPI-oriented grid
   * @param toWorld its inverse
   * @param voxels how far the cord of each slice lies to the left of the plane, straight between
   *     the slices
   */
  private record Shift(Affine toVoxel, Affine toWorld, double[] voxels) implements Transform {

    static Shift of(Centerline line) {
      final Grid grid = line.grid();
      final double[] voxels = new double[grid.extent(2)];
      for (int s = 0; s < voxels.length; s++) {
        final int on = Math.max(line.firstSlice(), Math.min(line.lastSlice(), s));
        voxels[s] = line.x(on) - grid.extent(0) / 2;
      }
      return new Shift(grid.voxelToWorld().inverse(), grid.voxelToWorld(), voxels);
    }

    @Override
    public boolean apply(double[] p, double[] q) {
      toVoxel.apply(p, q);
      final double slice = Math.max(0, Math.min(voxels.length - 1, q[2]));
      final int below = Math.max(0, Math.min(voxels.length - 2, (int) slice));
      final double part = slice - below;
      final double above = part == 0 ? 0 : part * (voxels[below + 1] - voxels[below]);
      q[0] += voxels[below] + above;
      toWorld.apply(q, q);
      return true;
    }

    @Override
    public Transform inverse() {
      final double[] other = new double[voxels.length];
      for (int s = 0; s < other.length; s++) other[s] = -voxels[s];
      return new Shift(toVoxel, toWorld, other);
    }
  }
}
