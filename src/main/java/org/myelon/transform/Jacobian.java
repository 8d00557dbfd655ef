package org.myelon.transform;

import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;

/**
 * How much a transform stretches space: the determinant of its derivative in mm. 1 keeps volumes, 2
 * doubles them on the way from the output grid to the image that is moved; where it is 0 or less,
 * the transform folds.
 */
public final class Jacobian {

  private Jacobian() {}

  /**
   * Central differences between the neighbours of a voxel, one-sided where one of them lies outside
   * the grid or the transform says nothing there.
   *
   * @param transform any
   * @param grid where the determinant is taken
   * @param progress listens, and may cancel
   * @return the determinant at each voxel, float32; NaN where the transform says nothing
   * @throws org.myelon.step.InputException if the grid is too large for one array, or the transform
   *     says nothing anywhere
   * @implNote op names='myelon.transform.jacobian'
   */
  public static Volume run(Transform transform, Grid grid, Progress progress) {
    final DisplacementField field = SampleTransform.run(transform, grid, progress.part(0, 0.7));
    final int plane = grid.extent(0) * grid.extent(1);
    final float[] out = new float[(int) grid.voxelCount()];
    Parallel.forEach(
        grid.extent(2),
        "determinants",
        progress.part(0.7, 1),
        k -> {
          final Stretch stretch = new Stretch(transform, field);
          for (int n = k * plane; n < (k + 1) * plane; n++) out[n] = (float) stretch.at(n);
        });
    return Volume.ofFloats(out, grid, "jacobian");
  }

  /**
   * The voxels at which a transform folds.
   *
   * @param determinants what {@link #run} gave
   * @return how many are 0 or less
   */
  public static long countFolds(Volume determinants) {
    long folds = 0;
    for (float v : determinants.toFloats()) if (v <= 0) folds++;
    return folds;
  }

  /** What was done. */
  public static Methods methods() {
    return new Methods(
        "The determinant of the Jacobian of the transform was computed by central differences.");
  }

  /** The determinant at single voxels; for one thread. */
  private static final class Stretch {
    private final Transform transform;
    private final DisplacementField field;
    private final Affine world;
    private final int[] size;
    private final int[] stride;
    private final double[][] column = new double[3][3];
    private final int[] at = new int[3];

    Stretch(Transform transform, DisplacementField field) {
      this.transform = transform;
      this.field = field;
      this.world = field.grid().voxelToWorld();
      this.size =
          new int[] {field.grid().extent(0), field.grid().extent(1), field.grid().extent(2)};
      this.stride = new int[] {1, size[0], size[0] * size[1]};
    }

    double at(int voxel) {
      if (!field.isValid(voxel)) return Double.NaN;
      at[0] = voxel % size[0];
      at[1] = voxel / stride[1] % size[1];
      at[2] = voxel / stride[2];
      for (int a = 0; a < 3; a++) if (!derive(voxel, a)) return Double.NaN;
      return determinant() / world.determinant();
    }

    /** Change of the mapped place with a step of one voxel along an axis. */
    private boolean derive(int voxel, int axis) {
      final int before = at[axis] > 0 && field.isValid(voxel - stride[axis]) ? stride[axis] : 0;
      final int after =
          at[axis] < size[axis] - 1 && field.isValid(voxel + stride[axis]) ? stride[axis] : 0;
      if (before + after == 0) return deriveWithin(axis);
      final double steps = (before + after) / (double) stride[axis];
      for (int c = 0; c < 3; c++)
        column[c][axis] =
            world.get(c, axis)
                + (field.displacement(c, voxel + after) - field.displacement(c, voxel - before))
                    / steps;
      return true;
    }

    /** The same for a voxel without neighbours, within the voxel. */
    private boolean deriveWithin(int axis) {
      final double[] p = {at[0], at[1], at[2]}, low = new double[3], high = new double[3];
      p[axis] -= 0.25;
      world.apply(p, low);
      p[axis] += 0.5;
      world.apply(p, high);
      if (!transform.apply(low, low) || !transform.apply(high, high)) return false;
      for (int c = 0; c < 3; c++) column[c][axis] = 2 * (high[c] - low[c]);
      return true;
    }

    private double determinant() {
      final double[][] m = column;
      return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
          - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
          + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
  }
}
