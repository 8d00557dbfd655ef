package org.myelon.image;

import org.myelon.step.Progress;

/**
 * Goes once through a 3-D image in the order in which it is stored, whatever its orientation, and
 * shows the voxels that hold something, with their index in another orientation.
 */
public final class NonZeroVoxels {

  /** Sees one voxel. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param x, y, z index in the orientation asked for
     * @param value neither 0 nor NaN
     */
    void see(int x, int y, int z, double value);
  }

  private NonZeroVoxels() {}

  /**
   * Shows all voxels that are neither zero nor NaN.
   *
   * @param orientation what the indices shall count: the image's own for stored indices
   * @throws org.myelon.step.InputException if the image is not a single 3-D volume
   */
  public static void visit(
      Volume image, Orientation orientation, Progress progress, Visitor visitor) {
    final Grid own = image.require3D().grid();
    final int[][] index = new int[3][];
    final int[] target = new int[3];
    for (int a = 0; a < 3; a++) {
      final int world = own.orientation().worldAxis(a);
      target[a] = orientation.axisOf(world);
      final boolean same =
          own.orientation().growsPositive(a) == orientation.growsPositive(target[a]);
      index[a] = new int[own.extent(a)];
      for (int i = 0; i < index[a].length; i++) index[a][i] = same ? i : index[a].length - 1 - i;
    }
    final int[] q = new int[3];
    final PlaneReader planes = new PlaneReader(image.pixels());
    final double[] plane = new double[planes.planeSize()];
    for (int k = 0; k < index[2].length; k++) {
      progress.check("Reading " + image, k / (double) index[2].length);
      planes.read(k, plane);
      q[target[2]] = index[2][k];
      int at = 0;
      for (int j = 0; j < index[1].length; j++) {
        q[target[1]] = index[1][j];
        for (int i = 0; i < index[0].length; i++) {
          final double value = plane[at++];
          if (value == 0 || value != value) continue;
          q[target[0]] = index[0][i];
          visitor.see(q[0], q[1], q[2], value);
        }
      }
    }
  }
}
