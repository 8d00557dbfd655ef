package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

/** Cords whose place, angle and size in each slice are known. */
public final class StepPhantom {

  /** Anisotropic and oblique, with more rows than columns. */
  public static final Grid GRID =
      Oblique.grid(
          "RPI",
          new long[] {48, 61, 9},
          new double[] {0.9, 0.7, 4},
          new double[] {9, -6, 14},
          new double[] {4, -31, 60});

  /** Wants everything to stop at once. */
  public static final Progress CANCELLED =
      new Progress() {
        @Override
        public void update(String stage, double fraction) {}

        @Override
        public boolean isCancelled() {
          return true;
        }
      };

  private StepPhantom() {}

  /**
   * A cord in a slice.
   *
   * @param x centre in mm from that of the first voxel
   * @param y likewise
   * @param degrees from the right-left axis to its own in the direction to anterior
   * @param width half of its right-left diameter, mm
   * @param depth half of its anteroposterior diameter, mm
   */
  record Cord(double x, double y, double degrees, double width, double depth) {

    /** The point in the frame of the cord, as parts of its half diameters. */
    private double[] frame(double px, double py) {
      final double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
      return new double[] {
        (c * (px - x) + s * (py - y)) / width, (c * (py - y) - s * (px - x)) / depth
      };
    }

    double inside(double px, double py) {
      final double[] f = frame(px, py);
      return soft((1 - Math.hypot(f[0], f[1])) * Math.min(width, depth));
    }

    /** Grey cord in bright liquid, with darker horns, symmetric about its own plane. */
    double image(double px, double py) {
      final double[] f = frame(px, py);
      final double r = Math.hypot(f[0], f[1]);
      final double horns =
          Math.exp(-0.5 * (sq((Math.abs(f[0]) - 0.35) / 0.15) + sq((f[1] - 0.1) / 0.4)));
      final double liquid = soft((1.9 - r) * width) * (100 + 15 * Math.min(1, Math.max(-1, f[1])));
      return 40 + liquid - inside(px, py) * (60 + 25 * horns);
    }

    private static double sq(double d) {
      return d * d;
    }

    /** 1 inside, 0 outside, over a millimetre. */
    private static double soft(double mm) {
      return Math.max(0, Math.min(1, mm + 0.5));
    }
  }

  private interface Draw {
    double at(Cord cord, double x, double y);
  }

  public static StepSettings settings(
      Kind kind, Algorithm algorithm, Metric metric, List<StepSettings.Level> levels) {
    return settings(kind, algorithm, metric, levels, List.of(1.0, 1.0, 0.0), false);
  }

  public static StepSettings settings(
      Kind kind,
      Algorithm algorithm,
      Metric metric,
      List<StepSettings.Level> levels,
      List<Double> deformation,
      boolean slicewise) {
    final StepSettings d = StepSettings.defaults(1);
    return new StepSettings(
        1,
        kind,
        algorithm,
        metric,
        levels,
        d.gradientStep(),
        deformation,
        d.polynomialDegree(),
        d.angleSmoothing(),
        slicewise,
        d.columnSmoothing(),
        d.rotation(),
        d.dof(),
        d.samplingFraction());
  }

  /** The cords, one a slice; null for none. */
  public static Volume mask(Grid grid, IntFunction<Cord> cords) {
    return draw(grid, cords, Cord::inside).withName("mask");
  }

  public static Volume image(Grid grid, IntFunction<Cord> cords) {
    return draw(grid, cords, Cord::image).withName("image");
  }

  private static Volume draw(Grid grid, IntFunction<Cord> cords, Draw draw) {
    final int nx = grid.extent(0), ny = grid.extent(1);
    final double px = grid.spacing()[0], py = grid.spacing()[1];
    final float[] v = new float[(int) grid.voxelCount()];
    for (int n = 0; n < v.length; n++) {
      final Cord cord = cords.apply(n / (nx * ny));
      if (cord != null) v[n] = (float) draw.at(cord, n % nx * px, n / nx % ny * py);
    }
    return Volume.ofFloats(v, grid, "drawing");
  }

  /**
   * How far in mm, at most, a transform sends the rims and centres of the fixed cords from where
   * those of the moving cords are.
   */
  public static double error(
      Transform found, Grid grid, IntFunction<Cord> fixed, IntFunction<Cord> moving) {
    double worst = 0;
    for (int k = 0; k < grid.extent(2); k++) {
      if (fixed.apply(k) == null || moving.apply(k) == null) continue;
      for (int n = 0; n < 9; n++) {
        final double r = n == 0 ? 0 : 1, a = n * Math.PI / 4;
        final double[] p = world(grid, fixed.apply(k), k, r * Math.cos(a), r * Math.sin(a));
        final double[] q = world(grid, moving.apply(k), k, r * Math.cos(a), r * Math.sin(a));
        assertTrue(found.apply(p, p));
        worst = Math.max(worst, distance(p, q));
      }
    }
    return worst;
  }

  private static double[] world(Grid grid, Cord cord, int k, double across, double ahead) {
    final double c = Math.cos(Math.toRadians(cord.degrees()));
    final double s = Math.sin(Math.toRadians(cord.degrees()));
    final double u = across * cord.width(), v = ahead * cord.depth();
    return grid.voxelToWorld()
        .apply(
            (cord.x() + c * u - s * v) / grid.spacing()[0],
            (cord.y() + s * u + c * v) / grid.spacing()[1],
            k);
  }

  public static double distance(double[] p, double[] q) {
    return Math.sqrt(sq(p[0] - q[0]) + sq(p[1] - q[1]) + sq(p[2] - q[2]));
  }

  private static double sq(double d) {
    return d * d;
  }

  /** The transform leads back to 1e-6 mm, on the grid and far beyond it. */
  public static void assertInvertible(Transform t, Grid grid) {
    final double[] q = new double[3];
    final Transform back = t.inverse();
    for (int n = 0; n < 1000; n++) {
      final double[] p =
          grid.voxelToWorld()
              .apply(
                  (n % 10 - 2) * grid.size(0) / 6.3,
                  (n / 10 % 10 - 2) * grid.size(1) / 6.7,
                  (n / 100 - 2) * grid.size(2) / 6.1);
      assertTrue(t.apply(p, q) && back.apply(q, q));
      assertEquals(0, distance(p, q), 1e-6, "point " + n);
    }
  }

  /** The same bits with one thread and with four. */
  public static void assertSameForAnyThreads(StepImages images, String step) throws Exception {
    final ForkJoinPool one = new ForkJoinPool(1), four = new ForkJoinPool(4);
    final StepResult a = one.submit(() -> SctSteps.run(images, step)).get();
    final StepResult b = four.submit(() -> SctSteps.run(images, step)).get();
    one.shutdown();
    four.shutdown();
    assertEquals(a.metric(), b.metric());
    final double[] p = new double[3], q = new double[3];
    for (int n = 0; n < 1000; n++) {
      final double[] at =
          images
              .grid()
              .voxelToWorld()
              .apply(n % 10 * 4.3, n / 10 % 10 * 5.1, n / 100 * images.grid().size(2) / 9.0);
      a.transform().apply(at, p);
      b.transform().apply(at, q);
      assertEquals(0, distance(p, q), 0);
    }
  }
}
