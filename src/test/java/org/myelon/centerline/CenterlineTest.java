package org.myelon.centerline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.SpinePhantom;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/** Lengths, directions, angles and frames on curves that are known, on all kinds of grids. */
class CenterlineTest {

  /** A curve over the height h in mm: world x and y, their change with h. */
  interface Curve {
    double[] at(double h);
  }

  private static final double RADIUS = 12, TURN = 2 * Math.PI / 120, ARC_RADIUS = 150;

  /** A helix with a turn in 120 mm. */
  static final Curve HELIX =
      h ->
          new double[] {
            RADIUS * Math.cos(TURN * h),
            RADIUS * Math.sin(TURN * h),
            -RADIUS * TURN * Math.sin(TURN * h),
            RADIUS * TURN * Math.cos(TURN * h)
          };

  private static final double HELIX_SPEED = Math.hypot(1, RADIUS * TURN);

  /** A circle in the sagittal plane. */
  static final Curve CIRCLE =
      h -> {
        final double rest = Math.sqrt(ARC_RADIUS * ARC_RADIUS - h * h);
        return new double[] {0, rest - ARC_RADIUS, 0, -h / rest};
      };

  static Stream<Grid> grids() {
    return Stream.of(
        SpinePhantom.grid(Orientation.RPI, new double[] {1, 1, 1}, 0, 0),
        SpinePhantom.grid(Orientation.parse("AIL"), new double[] {0.5, 0.7, 3}, 0, 0),
        SpinePhantom.grid(Orientation.parse("LAS"), new double[] {0.8, 0.8, 5}, 8, -6),
        SpinePhantom.grid(Orientation.parse("SRP"), new double[] {0.9, 0.5, 2}, -15, 10));
  }

  /** The line whose points are where the curve passes through the slices. */
  static Centerline sampled(Grid stored, Curve curve) {
    final Grid grid = stored.reoriented(Orientation.RPI);
    final Affine inverse = grid.voxelToWorld().inverse();
    final int n = grid.extent(2), first = n / 6, count = 2 * n / 3;
    final double[][] c = new double[4][count];
    for (int i = 0; i < count; i++) {
      final double h = height(grid, curve, first + i);
      final double[] p = curve.at(h);
      final double[] v = inverse.apply(p[0], p[1], h);
      final double[] d = inverse.applyToVector(p[2], p[3], 1);
      c[0][i] = v[0];
      c[1][i] = v[1];
      c[2][i] = d[0] / d[2];
      c[3][i] = d[1] / d[2];
    }
    return Centerline.of(grid, first, c[0], c[1], c[2], c[3]);
  }

  private static double height(Grid grid, Curve curve, double slice) {
    double low = -140, high = 140;
    while (high - low > 1e-11) {
      final double h = (low + high) / 2;
      final double[] p = curve.at(h);
      if (grid.voxelToWorld().inverse().apply(p[0], p[1], h)[2] < slice) low = h;
      else high = h;
    }
    return low;
  }

  @ParameterizedTest
  @MethodSource("grids")
  void helixHasItsLengthAndDirections(Grid grid) {
    final Centerline line = sampled(grid, HELIX);
    final double rise = line.point(line.lastSlice())[2] - line.point(line.firstSlice())[2];
    assertEquals(rise * HELIX_SPEED, line.length(), 1e-3 * line.length());
    for (double place = line.firstSlice(); place <= line.lastSlice(); place += 0.3) {
      final double[] on = line.pointAt(place);
      final double[] p = HELIX.at(on[2]);
      assertEquals(0, Math.hypot(p[0] - on[0], p[1] - on[1]), 0.01);
      final double[] t = line.tangentAt(place);
      final double cos = (p[2] * t[0] + p[3] * t[1] + t[2]) / HELIX_SPEED;
      assertTrue(Math.toDegrees(Math.acos(Math.min(1, cos))) < 0.1);
      assertEquals(place, line.placeAt(line.arcLengthAt(place)), 1e-6);
      assertEquals(
          (on[2] - line.point(line.firstSlice())[2]) * HELIX_SPEED,
          line.arcLengthAt(place),
          1e-3 * line.length());
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void circleHasItsLengthAndNearestPoints(Grid grid) {
    final Centerline line = sampled(grid, CIRCLE);
    final double from = angle(line.point(line.firstSlice()));
    final double to = angle(line.point(line.lastSlice()));
    assertEquals(ARC_RADIUS * (to - from), line.length(), 1e-3 * line.length());
    for (double a = from + 0.02; a < to - 0.02; a += 0.05) {
      // a point beside the circle: the nearest one lies on the same radius
      final double[] beside = {5, 145 * Math.cos(a) - ARC_RADIUS, 145 * Math.sin(a)};
      assertEquals(a, angle(line.pointAt(line.nearestPlace(beside))), 1e-4);
    }
  }

  private static double angle(double[] p) {
    return Math.atan2(p[2], p[1] + ARC_RADIUS);
  }

  @Test
  void anglesAreThoseOfALeaningRod() {
    final Grid grid =
        new Grid(new long[] {40, 50, 20}, new Affine(-0.5, 0, 0, 9, 0, 0.8, 0, 0, 0, 0, 4, 0));
    final int n = 20;
    final double[] x = new double[n], y = new double[n], dx = new double[n], dy = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = 5 + 1.2 * i;
      y[i] = 40 - 0.5 * i;
      dx[i] = 1.2;
      dy[i] = -0.5;
    }
    final Centerline line = Centerline.of(grid, 0, x, y, dx, dy);
    assertEquals(Math.toDegrees(Math.atan(1.2 * 0.5 / 4)), line.angleAP(7), 1e-12);
    assertEquals(Math.toDegrees(Math.atan(-0.5 * 0.8 / 4)), line.angleRL(7), 1e-12);
    assertTrue(line.tangent(7)[0] < 0 && line.tangent(7)[2] > 0, "leans to the left going up");
    assertEquals(19 * Math.sqrt(16 + 0.36 + 0.16), line.length(), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void fitFindsAHelicalTube(Grid grid) {
    final float[] tube = new float[(int) grid.voxelCount()];
    for (int i = 0; i < tube.length; i++) {
      final int nx = grid.extent(0), ny = grid.extent(1);
      final double[] p = grid.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny));
      final double[] c = HELIX.at(p[2]);
      tube[i] = Math.abs(p[2]) < 70 && Math.hypot(p[0] - c[0], p[1] - c[1]) < 6 ? 1 : 0;
    }
    final Volume mask = Volume.ofFloats(tube, grid, "tube");
    for (Algorithm a : List.of(Algorithm.BSPLINE, Algorithm.NURBS)) {
      final Centerline line =
          FitCenterline.run(mask, new FitCenterline.Settings(a, 0.1, false), Progress.NONE);
      for (int s = line.firstSlice() + 2; s <= line.lastSlice() - 2; s++) {
        final double[] on = line.point(s);
        if (Math.abs(on[2]) > 40) continue; // the image cuts through the tube further out
        final double[] c = HELIX.at(on[2]);
        assertEquals(0, Math.hypot(c[0] - on[0], c[1] - on[1]), 0.35, a + " slice " + s);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void framesAreUprightAndDoNotTwist(Grid grid) {
    final Centerline line = sampled(grid, HELIX);
    final List<Frame> still = Frames.minimalTwist(line), front = Frames.anterior(line);
    for (int i = 0; i < still.size(); i++)
      for (Frame f : List.of(still.get(i), front.get(i))) {
        assertEquals(1, Vector.dot(f.right(), Vector.cross(f.anterior(), f.up())), 1e-12);
        final double[] p = f.toWorld(1, -2, 3), back = f.toLocal(p);
        assertEquals(0, Vector.norm(Vector.minus(back, new double[] {1, -2, 3})), 1e-9);
        assertTrue(front.get(i).right()[1] < 1e-12 || f != front.get(i));
      }
    // a frame that does not twist moves to the next one by a change along the tangent only
    double twist = 0;
    for (int i = 1; i < still.size(); i++) {
      final double[] change = Vector.minus(still.get(i).anterior(), still.get(i - 1).anterior());
      final double[] right = Vector.plus(still.get(i).right(), 1, still.get(i - 1).right());
      twist += Vector.dot(change, right) / 2;
    }
    // the torsion of this helix would add up to more than half a turn
    assertEquals(0, Math.toDegrees(twist), 1.5);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void imagesHoldOneUnitPerSlice(Grid stored) {
    final Centerline line = sampled(stored, HELIX);
    final Volume soft = CenterlineImage.soft(line, stored.orientation(), "soft");
    final Volume hard = CenterlineImage.discrete(line, stored.orientation(), "hard");
    assertTrue(soft.grid().differenceFrom(stored, 1e-6).isEmpty());
    final Centerline again =
        FitCenterline.run(
            hard, new FitCenterline.Settings(Algorithm.LINEAR, 0, false), Progress.NONE);
    double sum = 0;
    for (float v : soft.toFloats()) sum += v;
    assertEquals(line.lastSlice() - line.firstSlice() + 1, sum, 1e-3);
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++) {
      assertEquals(line.x(s), again.x(s), 0.5);
      assertEquals(line.y(s), again.y(s), 0.5);
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void tableHoldsStoredVoxelsOrMillimetres(Grid stored) {
    final Centerline line = sampled(stored, HELIX);
    final Table voxels = CenterlineTable.inVoxels(line, stored);
    final Table mm = CenterlineTable.inMillimetres(line);
    for (int row = 0; row < voxels.rowCount(); row++) {
      final double[] p =
          stored
              .voxelToWorld()
              .apply(voxels.number(row, "x"), voxels.number(row, "y"), voxels.number(row, "z"));
      assertEquals(mm.number(row, "x"), p[0], 1e-9);
      assertEquals(mm.number(row, "y"), p[1], 1e-9);
      assertEquals(mm.number(row, "z"), p[2], 1e-9);
    }
  }
}
