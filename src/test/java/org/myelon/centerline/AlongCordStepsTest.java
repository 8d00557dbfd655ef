package org.myelon.centerline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.centerline.FitCenterline.Algorithm;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.SpinePhantom;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Smoothing along the cord, flattening, and what is no cord, on all kinds of grids. */
class AlongCordStepsTest {

  static Stream<Grid> grids() {
    return Stream.of(
        SpinePhantom.grid(Orientation.parse("AIL"), new double[] {1.5, 1.5, 2}, 0, 0),
        SpinePhantom.grid(Orientation.parse("SRP"), new double[] {1.8, 1.4, 3}, -12, 9));
  }

  private interface Value {
    double at(double away, double[] world);
  }

  /** An image of the distance from the helix in its plane. */
  private static Volume round(Centerline line, Grid grid, Value value) {
    final float[] v = new float[(int) grid.voxelCount()];
    final CordCoordinates cord = CordCoordinates.of(line);
    final int nx = grid.extent(0), ny = grid.extent(1);
    for (int i = 0; i < v.length; i++) {
      final double[] p = grid.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny));
      final double[] local = new double[3];
      final boolean beside = cord.toLocal(p, local);
      v[i] = (float) value.at(beside ? Math.hypot(local[0], local[1]) : 99, p);
    }
    return Volume.ofFloats(v, grid, "image");
  }

  private static double cord(double away) {
    return 100 + 200 / (1 + Math.exp(away - 5));
  }

  /** The border of the cord stays where it is and what it is; the noise goes. */
  @ParameterizedTest
  @MethodSource("grids")
  void smoothingTakesNoiseAndKeepsTheBorder(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Random random = new Random(3);
    final Volume clean = round(line, grid, (away, p) -> cord(away));
    final Volume noisy = round(line, grid, (away, p) -> cord(away) + 20 * random.nextGaussian());
    final Volume smooth =
        SmoothAlongCord.run(
            noisy, line, SmoothAlongCord.Settings.defaults().withSigmaMm(0, 0, 5), Progress.NONE);
    final double[] error = new double[1];
    final int[] count = new int[1];
    final float[] truth = clean.toFloats(), found = smooth.toFloats(), before = noisy.toFloats();
    final float[] away = round(line, grid, (a, p) -> a).toFloats();
    for (int i = 0; i < truth.length; i++) {
      if (away[i] > 8) continue;
      error[0] += Math.pow(found[i] - truth[i], 2);
      count[0]++;
    }
    // a Gaussian of 5 mm leaves about sqrt(spacing / (2 sqrt(pi) 5)) of the noise: 0.34 or 0.41
    assertEquals(0, Math.sqrt(error[0] / count[0]), 10, "of noise 20");
    int kept = 0;
    for (int i = 0; i < truth.length; i++) if (found[i] == before[i]) kept++;
    assertTrue(kept > truth.length / 40, "nothing outside the straight space is left alone");
  }

  @ParameterizedTest
  @MethodSource("grids")
  void smoothingKeepsAConstantToTheBorderOfTheImage(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Volume flat = round(line, grid, (away, p) -> 100);
    final SmoothAlongCord.Settings wide = SmoothAlongCord.Settings.defaults().withSigmaMm(2, 2, 6);
    for (float v : SmoothAlongCord.run(flat, line, wide, Progress.NONE).toFloats())
      assertEquals(100, v, 0.01);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void flatteningPutsTheCordIntoTheMiddlePlane(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.CIRCLE);
    final Volume tube = tube(grid, 0);
    final Volume flat = FlattenSagittal.run(tube, line, Interpolation.LINEAR, Progress.NONE);
    assertEquals(grid, flat.grid());
    final Grid rpi = line.grid();
    final int nx = rpi.extent(0), ny = rpi.extent(1);
    final float[] v = flat.reoriented(Orientation.RPI).toFloats();
    for (int k = line.firstSlice(); k <= line.lastSlice(); k++) {
      double sum = 0, weight = 0;
      for (int n = 0; n < nx * ny; n++) {
        sum += v[k * nx * ny + n] * (n % nx);
        weight += v[k * nx * ny + n];
      }
      assertEquals(nx / 2, sum / weight, 0.25, "slice " + k);
    }
    final Volume labels = FlattenSagittal.run(tube, line, Interpolation.LABEL, Progress.NONE);
    for (float value : labels.toFloats()) assertTrue(value == 0 || value == 1);
  }

  /** A tube of 6 mm along the circle, and another one beside it. */
  private static Volume tube(Grid grid, double besideMm) {
    final float[] v = new float[(int) grid.voxelCount()];
    final int nx = grid.extent(0), ny = grid.extent(1);
    for (int i = 0; i < v.length; i++) {
      final double[] p = grid.voxelToWorld().apply(i % nx, i / nx % ny, i / (nx * ny));
      final double[] c = CenterlineTest.CIRCLE.at(p[2]);
      final boolean in = Math.hypot(p[0] - c[0], p[1] - c[1]) < 6;
      final boolean other = besideMm > 0 && Math.hypot(p[0] - c[0] - besideMm, p[1] - c[1]) < 6;
      v[i] = in || other ? 1 : 0;
    }
    return Volume.ofFloats(v, grid, "tubes");
  }

  @Test
  void refusesAnImageOnAnotherGrid() {
    final Grid grid = grids().findFirst().orElseThrow();
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.CIRCLE);
    final Volume other =
        tube(new Grid(grid.size(), Affine.translation(3, 0, 0).after(grid.voxelToWorld())), 0);
    refused(
        "different grids",
        () -> FlattenSagittal.run(other, line, Interpolation.LINEAR, Progress.NONE));
  }

  /** Two objects side by side and two slices are refused, a mask with gaps is not. */
  @Test
  void refusesWhatIsNoCord() {
    final Grid grid = grids().findFirst().orElseThrow();
    final FitCenterline.Settings nurbs = new FitCenterline.Settings(Algorithm.NURBS, 0, false);
    refused("several objects", () -> FitCenterline.ofCord(tube(grid, 20), nurbs, Progress.NONE));
    final Volume whole = tube(grid, 0).reoriented(Orientation.RPI);
    final float[] holed = whole.toFloats(), thin = whole.toFloats();
    final int plane = whole.grid().extent(0) * whole.grid().extent(1);
    for (int i = 0; i < thin.length; i++) if (i / plane / 2 != 10) thin[i] = 0;
    refused(
        "only 2 slices",
        () ->
            FitCenterline.ofCord(
                Volume.ofFloats(thin, whole.grid(), "thin"), nurbs, Progress.NONE));
    for (int i = 0; i < holed.length; i++) if (i / plane % 10 < 4) holed[i] = 0;
    final Centerline line =
        FitCenterline.ofCord(Volume.ofFloats(holed, whole.grid(), "holes"), nurbs, Progress.NONE);
    final Centerline all = FitCenterline.ofCord(whole, nurbs, Progress.NONE);
    for (int s = line.firstSlice(); s <= line.lastSlice(); s++)
      assertEquals(0, Vector.norm(Vector.minus(line.point(s), all.point(s))), 0.3);
  }

  @Test
  void straightnessOfALineThatIsNot() {
    final Grid grid = grids().findFirst().orElseThrow();
    final FitCenterline.Settings nurbs = new FitCenterline.Settings(Algorithm.NURBS, 0, false);
    final Volume tube = tube(grid, 0);
    final Centerline line = FitCenterline.ofCord(tube, nurbs, Progress.NONE);
    final Straightening s = Straighten.run(line, Straighten.Settings.defaults(), Progress.NONE);
    final MeasureStraightness.Result good = MeasureStraightness.run(tube, s, nurbs, Progress.NONE);
    assertTrue(good.rmsMm() < 0.2 && good.largestMm() < 0.5, good.toString());
    assertEquals(line.length(), good.lengthMm(), 0.02 * line.length());
    // a line three voxels beside the cord makes an axis that far beside it
    final double[] x = new double[line.grid().extent(2)], zero = new double[x.length];
    final double[] y = new double[x.length], dx = new double[x.length], dy = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      final int on = Math.max(line.firstSlice(), Math.min(line.lastSlice(), i));
      x[i] = line.x(on) + 3;
      y[i] = line.y(on);
      dy[i] = i == on ? line.dy(on) : zero[i];
    }
    final Straightening beside =
        Straighten.run(
            Centerline.of(line.grid(), 0, x, y, dx, dy),
            Straighten.Settings.defaults(),
            Progress.NONE);
    final MeasureStraightness.Result bad =
        MeasureStraightness.run(tube, beside, nurbs, Progress.NONE);
    assertEquals(3 * line.grid().spacing()[0], bad.rmsMm(), 0.3);
  }

  private static void refused(String because, Runnable step) {
    final String message = assertThrows(InputException.class, step::run).getMessage();
    assertTrue(message.contains(because), message);
  }
}
