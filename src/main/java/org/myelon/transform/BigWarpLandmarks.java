package org.myelon.transform;

import java.util.ArrayList;
import java.util.List;
import org.myelon.image.Affine;
import org.myelon.image.Grid;

/**
 * Landmarks as BigWarp has them: places in the windows of two images, in mm along the axes of their
 * pixels from the centre of the first one (pixel times voxel size), wherever the images lie in the
 * body.
 *
 * @param kind what BigWarp made of them
 * @param points also those that do not count
 */
public record BigWarpLandmarks(BigWarpKind kind, List<Point> points) {

  /**
   * A landmark in both images.
   *
   * @param active whether it counts
   * @param moving in the window of the moving image, mm; infinite if it is not set
   * @param fixed in the window of the fixed image, mm
   */
  public record Point(String name, boolean active, double[] moving, double[] fixed) {

    boolean counts() {
      for (int a = 0; a < 3; a++)
        if (!Double.isFinite(moving[a]) || !Double.isFinite(fixed[a])) return false;
      return active;
    }
  }

  public BigWarpLandmarks {
    points = List.copyOf(points);
  }

  /**
   * Landmarks for BigWarp.
   *
   * @param names of the pairs
   * @param pairs from points of the fixed to points of the moving image, RAS mm
   * @param moving the grid of the moving image
   * @param fixed the grid of the fixed image
   */
  public static BigWarpLandmarks of(
      List<String> names, LandmarkPairs pairs, Grid moving, Grid fixed) {
    final Affine toMoving = toWorld(moving).inverse(), toFixed = toWorld(fixed).inverse();
    final double[][] from = pairs.from(), to = pairs.to();
    final List<Point> points = new ArrayList<>();
    for (int i = 0; i < from.length; i++)
      points.add(new Point(names.get(i), true, toMoving.apply(to[i]), toFixed.apply(from[i])));
    return new BigWarpLandmarks(BigWarpKind.SPLINE, points);
  }

  /** From a place in the window of an image to RAS mm. */
  private static Affine toWorld(Grid grid) {
    final double[] mm = grid.spacing();
    return grid.voxelToWorld().after(Affine.scale(1 / mm[0], 1 / mm[1], 1 / mm[2]));
  }

  /**
   * Those that count, from points of the fixed to points of the moving image, RAS mm.
   *
   * @param moving the grid of the moving image
   * @param fixed the grid of the fixed image
   */
  public LandmarkPairs between(Grid moving, Grid fixed) {
    final Affine fromMoving = toWorld(moving), fromFixed = toWorld(fixed);
    final List<Point> used = points.stream().filter(Point::counts).toList();
    return new LandmarkPairs(
        used.stream().map(p -> fromFixed.apply(p.fixed())).toArray(double[][]::new),
        used.stream().map(p -> fromMoving.apply(p.moving())).toArray(double[][]::new));
  }

  /**
   * The transform that moves the moving onto the fixed image.
   *
   * @throws org.myelon.step.InputException if there are too few landmarks for its kind, or they lie
   *     in a plane
   */
  public Transform transform(Grid moving, Grid fixed) {
    return kind.fit(between(moving, fixed));
  }

  public BigWarpLandmarks withKind(BigWarpKind other) {
    return new BigWarpLandmarks(other, points);
  }
}
