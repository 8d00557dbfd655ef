package org.myelon.centerline;

import java.util.Arrays;
import org.myelon.image.Affine;
import org.myelon.image.Grid;

/** The grid of a straightened image. */
final class StraightGrid {

  private StraightGrid() {}

  /**
   * The column of voxels along which the straight cord runs, on its grid: RPI-oriented, with the
   * axes of the straight line's frame and voxels as large as those of the curved image.
   *
   * @param curved the line in the image
   * @param start lower end of the straight line
   */
  static Centerline axis(Centerline curved, Frame start, Straighten.Settings settings) {
    final double[] mm = curved.grid().spacing();
    final double[] reach = reach(curved, settings.halfWidthMm());
    final int right = (int) (reach[0] / mm[0]), left = (int) (reach[1] / mm[0]);
    final int back = (int) (reach[2] / mm[1]), front = (int) (reach[3] / mm[1]);
    final double length = curved.length() + 2 * settings.beyondMm();
    final int slices = (int) (length / mm[2] + 1e-9) + 1;
    final double first = (curved.length() - (slices - 1) * mm[2]) / 2;
    final double[] origin = start.toWorld(right * mm[0], -back * mm[1], first);
    final double[] m = new double[12];
    for (int a = 0; a < 3; a++) {
      m[4 * a] = -mm[0] * start.right()[a];
      m[4 * a + 1] = mm[1] * start.anterior()[a];
      m[4 * a + 2] = mm[2] * start.up()[a];
      m[4 * a + 3] = origin[a];
    }
    final long[] size = {right + left + 1, back + front + 1, slices};
    return column(new Grid(size, new Affine(m)), right, back);
  }

  private static Centerline column(Grid grid, double x, double y) {
    final double[] xs = new double[grid.extent(2)], ys = new double[xs.length];
    Arrays.fill(xs, x);
    Arrays.fill(ys, y);
    return Centerline.of(grid, 0, xs, ys, new double[xs.length], new double[xs.length]);
  }

  /** How far the image reaches from the line to the right, left, back and front, in mm. */
  private static double[] reach(Centerline line, double atMost) {
    final double[] most = new double[4];
    for (Frame f : Frames.anterior(line)) {
      most[0] = Math.max(most[0], reach(f, f.right(), 1, line.grid()));
      most[1] = Math.max(most[1], reach(f, f.right(), -1, line.grid()));
      most[2] = Math.max(most[2], reach(f, f.anterior(), -1, line.grid()));
      most[3] = Math.max(most[3], reach(f, f.anterior(), 1, line.grid()));
    }
    for (int i = 0; i < 4; i++) most[i] = Math.min(most[i], atMost) + 1e-6;
    return most;
  }

  /** How far it is along a direction to the outer face of the image. */
  private static double reach(Frame f, double[] direction, int sign, Grid grid) {
    final Affine toVoxel = grid.voxelToWorld().inverse();
    final double[] v = toVoxel.apply(f.origin()), d = toVoxel.applyToVector(direction);
    double reach = Double.POSITIVE_INFINITY;
    for (int a = 0; a < 3; a++) {
      final double step = sign * d[a];
      if (step != 0)
        reach = Math.min(reach, ((step > 0 ? grid.size(a) - 0.5 : -0.5) - v[a]) / step);
    }
    return Math.max(0, reach);
  }
}
