package org.myelon.centerline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.centerline.CenterlineTest.Curve;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Transform;

/** Straightening of curves that are known, on oblique, flipped and anisotropic grids. */
class StraightenTest {

  private static final Straighten.Settings WIDE = Straighten.Settings.defaults();

  static Stream<Grid> grids() {
    return CenterlineTest.grids();
  }

  private static Straightening straighten(Centerline line) {
    return Straighten.run(line, WIDE, Progress.NONE);
  }

  private static double distance(double[] p, double[] q) {
    return Vector.norm(Vector.minus(p, q));
  }

  /** A straight line up the middle of the helix, as a template's cord. */
  private static final Curve LEANING = h -> new double[] {0.05 * h, 3 - 0.1 * h, 0.05, -0.1};

  @ParameterizedTest
  @MethodSource("grids")
  void theMapBackIsTheInverseInTheCordAndAroundIt(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Transform there = straighten(line).transform();
    assertInverse(line, there.inverse(), 15);
    final Centerline template = CenterlineTest.sampled(grid, CenterlineTest.CIRCLE);
    final Transform matched =
        Straighten.match(line, landmarks(line, 3), template, landmarks(template, 4), Progress.NONE)
            .transform();
    assertInverse(template, matched, 15);
  }

  /** Two-thirds of the points at least are said something about; those come back. */
  static void assertInverse(Centerline line, Transform from, double radius) {
    final Transform back = from.inverse();
    final Random random = new Random(7);
    final double[] q = new double[3], r = new double[3];
    int found = 0;
    for (int i = 0; i < 3000; i++) {
      final double place =
          line.firstSlice() + random.nextDouble() * (line.lastSlice() - line.firstSlice());
      final Frame f = Frames.anterior(line, place);
      final double angle = 2 * Math.PI * random.nextDouble(), away = radius * random.nextDouble();
      final double[] p = f.toWorld(away * Math.cos(angle), away * Math.sin(angle), 0);
      if (!from.apply(p, q)) continue;
      found++;
      assertTrue(back.apply(q, r), "no way back");
      assertArrayEquals(p, r, 1e-3);
    }
    assertTrue(found > 2000, found + " of 3000 points");
  }

  @ParameterizedTest
  @MethodSource("grids")
  void lengthsAndSidesStay(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Straightening s = straighten(line);
    final Affine toVoxel = s.grid().voxelToWorld().inverse();
    final double[] q = new double[3];
    double[] axis = null;
    for (double arc = 0; arc < line.length(); arc += 0.7) {
      final double place = line.placeAt(arc);
      final Frame f = Frames.anterior(line, place);
      assertTrue(s.transform().inverse().apply(f.origin(), q));
      final double[] v = toVoxel.apply(q);
      if (axis == null) axis = v;
      assertEquals(axis[0], v[0], 1e-3);
      assertEquals(axis[1], v[1], 1e-3);
      assertEquals(arc, (v[2] - axis[2]) * s.grid().spacing()[2], 2e-3);
      // 3 mm to the right and 4 in front stay so; the grid is RPI
      assertTrue(s.transform().inverse().apply(f.toWorld(3, 4, 0), q));
      final double[] w = toVoxel.apply(q);
      assertEquals(-3, (w[0] - v[0]) * s.grid().spacing()[0], 0.01);
      assertEquals(4, (w[1] - v[1]) * s.grid().spacing()[1], 0.01);
      assertEquals(v[2], w[2], 0.01);
    }
    assertEquals(Math.rint(axis[0]), axis[0], 1e-3, "the axis runs through voxel centres");
    assertEquals(Math.rint(axis[1]), axis[1], 1e-3);
    assertEquals(Orientation.RPI, s.grid().orientation());
    final double[] mid = line.pointAt(line.placeAt(line.length() / 2));
    assertTrue(s.transform().apply(mid, q));
    assertArrayEquals(mid, q, 1e-3);
  }

  @Test
  void beyondTheEndsItGoesOnForTenMillimetres() {
    final Grid grid = SpinePhantom.grid(Orientation.RPI, new double[] {1, 1, 1}, 0, 0);
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.CIRCLE);
    final Transform back = straighten(line).transform().inverse();
    final Frame top = Frames.anterior(line, line.lastSlice());
    final double[] q = new double[3], end = new double[3];
    assertTrue(back.apply(top.origin(), end));
    assertTrue(back.apply(top.toWorld(2, -3, 9.5), q));
    assertEquals(9.5, q[2] - end[2], 1e-3);
    assertFalse(back.apply(top.toWorld(2, -3, 10.5), q));
    assertFalse(back.apply(Frames.anterior(line, line.firstSlice()).toWorld(0, 0, -10.5), q));
  }

  /** On the inner side of a bend the planes meet: nothing is said there, in both directions. */
  @Test
  void whereThePlanesOfABendMeetNothingIsSaid() {
    final double radius = 40;
    final Curve bend =
        h -> {
          final double rest = Math.sqrt(Math.max(1, radius * radius - h * h));
          return new double[] {rest, 0, -h / rest, 0};
        };
    final Grid all =
        new Grid(new long[] {160, 41, 90}, new Affine(-1, 0, 0, 90, 0, 1, 0, -20, 0, 0, 1, -45));
    final Centerline line = CenterlineTest.sampled(all, bend);
    final Transform there = straighten(line).transform();
    final double[] mid = line.pointAt(line.placeAt(line.length() / 2)), q = new double[3];
    final double[] inside = {mid[0] - 0.8 * radius, mid[1], mid[2]};
    final double[] outside = {mid[0] - 0.95 * radius, mid[1], mid[2]};
    assertTrue(there.apply(inside, q) && there.inverse().apply(inside, q));
    assertFalse(there.apply(outside, q) || there.inverse().apply(outside, q));
  }

  private static Landmarks landmarks(Centerline line, int every) {
    final TreeMap<Integer, double[]> points = new TreeMap<>();
    for (int i = 0; i < every + 2; i++) {
      final double arc = line.length() * (0.1 + 0.8 * (i + 0.1 * (i % 2)) / (every + 1));
      points.put(20 - i, Frames.anterior(line, line.placeAt(arc)).toWorld(2, 12, 0));
    }
    return new Landmarks("discs", points);
  }

  @ParameterizedTest
  @MethodSource("grids")
  void discsLandOnThoseOfTheTemplate(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Centerline template = CenterlineTest.sampled(grid, LEANING);
    final Landmarks discs = landmarks(line, 3), templateDiscs = landmarks(template, 5);
    final Straightening s = Straighten.match(line, discs, template, templateDiscs, Progress.NONE);
    final double[] q = new double[3];
    for (int value : discs.points().keySet()) {
      assertTrue(s.transform().inverse().apply(discs.points().get(value), q));
      assertEquals(0, distance(templateDiscs.points().get(value), q), 0.05, "disc " + value);
    }
    assertEquals(template.grid(), s.grid());
    // beyond the lowest common disc a millimetre is a millimetre
    final double lowest = line.arcLengthAt(line.nearestPlace(discs.points().get(20)));
    final double[] below = line.pointAt(line.placeAt(lowest - 5));
    assertTrue(s.transform().inverse().apply(below, q));
    final double on = template.arcLengthAt(template.nearestPlace(templateDiscs.points().get(20)));
    assertEquals(on - 5, template.arcLengthAt(template.nearestPlace(q)), 0.05);
  }

  /** With two landmarks alone, their scale goes on beyond them. */
  @Test
  void twoDiscsSetTheScale() {
    final Grid grid = grids().findFirst().orElseThrow();
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Centerline template = CenterlineTest.sampled(grid, LEANING);
    final Landmarks discs = onLine(line), templateDiscs = onLine(template);
    final double[] own = lengths(line, discs), theirs = lengths(template, templateDiscs);
    final Straightening s = Straighten.match(line, discs, template, templateDiscs, Progress.NONE);
    final double[] q = new double[3];
    assertTrue(s.transform().inverse().apply(line.pointAt(line.placeAt(own[0] / 2)), q));
    final double scale = (theirs[1] - theirs[0]) / (own[1] - own[0]);
    assertEquals(
        theirs[0] - own[0] / 2 * scale, template.arcLengthAt(template.nearestPlace(q)), 0.05);
  }

  private static Landmarks onLine(Centerline line) {
    final TreeMap<Integer, double[]> points = new TreeMap<>();
    landmarks(line, 0)
        .points()
        .forEach((value, p) -> points.put(value, line.pointAt(line.nearestPlace(p))));
    return new Landmarks("discs", points);
  }

  private static double[] lengths(Centerline line, Landmarks discs) {
    return discs.points().values().stream()
        .mapToDouble(p -> line.arcLengthAt(line.nearestPlace(p)))
        .sorted()
        .toArray();
  }

  @Test
  void aMissingSecondDiscLiesHalfWay() {
    final TreeMap<Integer, double[]> points = new TreeMap<>();
    points.put(1, new double[] {0, 4, 50});
    points.put(3, new double[] {2, 0, 20});
    final Landmarks all = new Landmarks("discs", points).withSecondDisc();
    assertArrayEquals(new double[] {1, 2, 35}, all.points().get(2), 1e-12);
  }

  /** Drawn, straightened and found again: the cord stands on the axis, as long as before. */
  @Test
  void theCordOfThePhantomStandsStraight() {
    final Grid grid = SpinePhantom.grid(Orientation.parse("AIL"), new double[] {1, 1, 2}, 8, -6);
    final Subject subject =
        SpinePhantom.draw(
            SpinePhantom.Settings.defaults().withGrid(grid).withNoise(0), Progress.NONE);
    final FitCenterline.Settings nurbs =
        new FitCenterline.Settings(FitCenterline.Algorithm.NURBS, 0, false);
    final Centerline line = FitCenterline.run(subject.cord(), nurbs, Progress.NONE);
    final Straightening s = straighten(line);
    final Volume straight =
        ApplyTransform.run(
            subject.cordFraction(), s.grid(), s.transform(), Interpolation.LINEAR, Progress.NONE);
    final Centerline again = FitCenterline.run(half(straight), nurbs, Progress.NONE);
    final double x = again.x(again.firstSlice() + 5), y = again.y(again.firstSlice() + 5);
    for (int slice = again.firstSlice() + 2; slice <= again.lastSlice() - 2; slice++) {
      assertEquals(x, again.x(slice), 0.4);
      assertEquals(y, again.y(slice), 0.4);
    }
    assertEquals(line.length(), again.length(), 0.02 * line.length());
  }

  private static Volume half(Volume fraction) {
    final float[] values = fraction.toFloats();
    final byte[] mask = new byte[values.length];
    for (int i = 0; i < mask.length; i++) mask[i] = (byte) (values[i] >= 0.5f ? 1 : 0);
    return Volume.ofBytes(mask, fraction.grid(), fraction.name());
  }

  @Test
  void refusesWhatHasNoStraightSpace() {
    final Grid grid = SpinePhantom.grid(Orientation.RPI, new double[] {1, 1, 1}, 0, 0);
    final Centerline two =
        Centerline.of(grid, 4, new double[2], new double[2], new double[2], new double[2]);
    refused("2 slices", () -> straighten(two));
    final Centerline lying =
        Centerline.of(
            grid,
            4,
            new double[4],
            new double[] {0, 9, 18, 27},
            new double[4],
            new double[] {9, 9, 9, 9});
    refused("from back to front", () -> straighten(lying));
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.CIRCLE);
    final Landmarks discs = landmarks(line, 3);
    final TreeMap<Integer, double[]> other = new TreeMap<>();
    other.put(7, new double[] {0, 0, 0});
    refused("[7]", () -> match(line, new Landmarks("t2_discs", other)));
    final TreeMap<Integer, double[]> crossed = new TreeMap<>(discs.points());
    crossed.put(19, discs.points().get(18));
    crossed.put(18, discs.points().get(19));
    refused("order", () -> match(line, new Landmarks("t2_discs", crossed)));
    final TreeMap<Integer, double[]> far = new TreeMap<>();
    far.put(20, new double[] {0, 99, 0});
    refused("mm from the cord", () -> match(line, new Landmarks("t2_discs", far)));
  }

  private static void match(Centerline line, Landmarks discs) {
    Straighten.match(line, discs, line, landmarks(line, 3), Progress.NONE);
  }

  private static void refused(String because, Runnable step) {
    final String message = assertThrows(InputException.class, step::run).getMessage();
    assertTrue(message.contains(because), message);
  }
}
