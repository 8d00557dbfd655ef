package org.myelon.centerline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.myelon.Cancelled;
import org.myelon.centerline.CurvedView.Mode;
import org.myelon.centerline.CurvedView.Plane;
import org.myelon.centerline.ResliceCurved.Projection;
import org.myelon.centerline.ResliceCurved.Settings;
import org.myelon.image.Affine;
import org.myelon.image.Box;
import org.myelon.image.Crop;
import org.myelon.image.Grid;
import org.myelon.image.Header;
import org.myelon.image.Interpolation;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/** Curved planes along curves that are known, on anisotropic, oblique and flipped grids. */
class ResliceCurvedTest {

  private static final double BEAD_MM = 20;

  static Stream<Grid> grids() {
    return CenterlineTest.grids();
  }

  private static Volume reslice(Volume image, Centerline line, CurvedView view) {
    return ResliceCurved.run(image, line, Settings.of(view), Progress.NONE);
  }

  private static CurvedLink link(Volume planes) {
    return CurvedLink.of(planes).orElseThrow();
  }

  /** Balls on the line, one every 20 mm. */
  private static Volume beads(Grid grid, Centerline line) {
    final int count = (int) (line.length() / BEAD_MM);
    final double[][] centres = new double[count][];
    for (int i = 0; i < count; i++) centres[i] = line.pointAt(line.placeAt(BEAD_MM * (i + 0.5)));
    return Oblique.image(
        grid,
        p -> {
          double sum = 0;
          for (double[] c : centres) {
            final double d = Vector.norm(Vector.minus(p, c));
            sum += Math.exp(-d * d / (2 * 3 * 3));
          }
          return sum;
        });
  }

  /** The first moment of the values about each bead along an axis through the middle, in mm. */
  private static double[] beadPlaces(float[] profile, double start, double step, int count) {
    final double[] places = new double[count];
    for (int b = 0; b < count; b++) {
      double sum = 0, moment = 0;
      for (int i = 0; i < profile.length; i++) {
        final double z = start + i * step;
        if (Math.abs(z - BEAD_MM * (b + 0.5)) > BEAD_MM / 2) continue;
        sum += profile[i];
        moment += profile[i] * z;
      }
      places[b] = moment / sum;
    }
    return places;
  }

  @ParameterizedTest
  @MethodSource("grids")
  void distancesAlongAHelixAreTrue(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Volume beads = beads(grid, line);
    final int count = (int) (line.length() / BEAD_MM);
    for (Plane plane : Plane.values()) {
      final CurvedView view = CurvedView.sagittal(0.5).withPlane(plane).withAngle(25);
      final Volume planes = reslice(beads, line, view);
      final Grid made = planes.grid();
      final int along = made.orientation().axisOf(2);
      final float[] values = planes.toFloats(), profile = new float[made.extent(along)];
      for (int i = 0; i < profile.length; i++) {
        final int[] v = {made.extent(0) / 2, made.extent(1) / 2, made.extent(2) / 2};
        v[along] = i;
        profile[i] = values[(v[2] * made.extent(1) + v[1]) * made.extent(0) + v[0]];
      }
      final double[] first = made.voxelToWorld().apply(0, 0, 0);
      final double step = made.voxelToWorld().get(2, along);
      final double[] places = beadPlaces(profile, first[2], step, count);
      for (int b = 1; b < count; b++)
        assertEquals(BEAD_MM, places[b] - places[b - 1], 0.01 * BEAD_MM, plane + " bead " + b);
    }
  }

  /** Unrolling keeps lengths: the cord's curve in a stretched plane is as long as the cord. */
  @ParameterizedTest
  @MethodSource("grids")
  void stretchedPlanesKeepTheLengthOfTheCord(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    for (double angle : new double[] {0, 30, 90}) {
      final CurvedSpace space = CurvedSpace.stretched(line, angle);
      double length = 0;
      double[] before = null;
      for (double place = line.firstSlice(); place <= line.lastSlice(); place += 0.1) {
        final double[] p = line.pointAt(place);
        assertTrue(space.inverse().apply(p, p));
        final double c = Math.cos(Math.toRadians(angle)), s = Math.sin(Math.toRadians(angle));
        assertEquals(0, c * p[0] + s * p[1], 0.02, "the cord lies in the plane");
        if (before != null) length += Vector.norm(Vector.minus(p, before));
        before = p;
      }
      assertEquals(line.length(), length, 0.01 * line.length());
    }
  }

  @ParameterizedTest
  @MethodSource("grids")
  void pointsAreLinkedBothWays(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Random random = new Random(1);
    for (CurvedSpace space :
        List.of(
            CurvedSpace.straightened(line),
            CurvedSpace.stretched(line, 0),
            CurvedSpace.stretched(line, -70))) {
      for (int i = 0; i < 2000; i++) {
        final double[] p = {
          30 * random.nextDouble() - 15,
          30 * random.nextDouble() - 15,
          (space.length() + 40) * i / 2000 - 20
        };
        final double[] q = new double[3], back = new double[3];
        assertTrue(space.apply(p, q) && space.inverse().apply(q, back));
        assertEquals(0, Vector.norm(Vector.minus(p, back)), 0.002);
      }
    }
  }

  /** A function that is linear in space is interpolated without error, so each value is known. */
  @ParameterizedTest
  @MethodSource("grids")
  void everyPointShowsThePlaceThatItIsLinkedTo(Grid grid) {
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Volume ramp = Oblique.image(grid, p -> 3 * p[0] - 2 * p[1] + p[2] + 500);
    for (Mode mode : Mode.values())
      for (double thickness : new double[] {0, 4}) {
        final CurvedView view =
            CurvedView.sagittal(1).withMode(mode).withAngle(-20).withSlices(5, thickness);
        final Volume planes = reslice(ramp, line, view);
        final CurvedLink link = link(planes);
        assertTrue(link.isSource(grid) && link.isSource(grid.reoriented(Orientation.RPI)));
        assertEquals(5, planes.grid().extent(2));
        final float[] values = planes.toFloats();
        final Affine toVoxel = grid.voxelToWorld().inverse();
        int seen = 0;
        for (int i = 0; i < values.length; i += 7) {
          final int nx = planes.grid().extent(0), ny = planes.grid().extent(1);
          final double[] voxel = {i % nx, i / nx % ny, i / (nx * ny)};
          final double[] p = link.toSource(planes.voxelToWorld(), voxel).orElseThrow();
          final double[] v = toVoxel.apply(p);
          boolean deep = true; // half of a slice must lie within the voxel centres
          for (int a = 0; a < 3; a++) {
            final double margin = 3 / grid.spacing()[a];
            deep &= v[a] > margin && v[a] < grid.extent(a) - 1 - margin;
          }
          if (!deep) continue;
          assertEquals(3 * p[0] - 2 * p[1] + p[2] + 500, values[i], 0.01);
          final double[] again = link.toCurved(planes.voxelToWorld(), p).orElseThrow();
          assertEquals(0, Vector.norm(Vector.minus(voxel, again)), 0.01, "pixels of 1 mm");
          seen++;
        }
        assertTrue(seen > 1000, seen + " points");
      }
  }

  @Test
  void pictureSidesAreThoseOfRadiologists() {
    final Grid grid = grids().toList().get(2);
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.CIRCLE);
    final Volume image = Oblique.image(grid, p -> 1);
    final CurvedView view = CurvedView.sagittal(1).withSlices(3, 2);
    assertDirections(reslice(image, line, view), new int[] {1, 2, 0}, "ASR");
    assertDirections(
        reslice(image, line, view.withPlane(Plane.CORONAL)), new int[] {0, 2, 1}, "RSA");
    assertDirections(
        reslice(image, line, view.withPlane(Plane.ORTHOGONAL)), new int[] {0, 1, 2}, "RAI");
    // turned by 90 degrees, what looked to the front looks to the left
    assertDirections(reslice(image, line, view.withAngle(90)), new int[] {0, 2, 1}, "LSA");
    assertDirections(
        reslice(image, line, view.withMode(Mode.STRETCHED)), new int[] {1, 2, 0}, "ASR");
  }

  /** The letters of where each axis starts, for the affine and for the places in the body. */
  private static void assertDirections(Volume planes, int[] worldAxes, String letters) {
    assertEquals(letters, planes.orientation().toString());
    final double[] middle = new double[3];
    for (int a = 0; a < 3; a++) middle[a] = (planes.grid().extent(a) - 1) / 2.0;
    for (int a = 0; a < 3; a++) {
      final double[] on = middle.clone();
      on[a] += 1;
      final CurvedLink link = link(planes);
      final double[] from = link.toSource(planes.voxelToWorld(), middle).orElseThrow();
      final double[] to = link.toSource(planes.voxelToWorld(), on).orElseThrow();
      final double rise = to[worldAxes[a]] - from[worldAxes[a]];
      assertEquals("RAS".indexOf(letters.charAt(a)) >= 0 ? -1 : 1, Math.signum(rise), letters);
    }
  }

  @Test
  void aStraightCordLosesNothing() {
    final Grid grid = upright("RAI");
    final Volume image = Oblique.randomImage(grid, 3);
    final double[] x = new double[20], zero = new double[20];
    java.util.Arrays.fill(x, 15);
    final Centerline line = Centerline.of(grid.reoriented(Orientation.RPI), 0, x, x, zero, zero);
    final CurvedView view =
        new CurvedView(Plane.ORTHOGONAL, Mode.STRAIGHTENED, 0, 31, 1, 3, 1, 1.5);
    final Volume planes =
        ResliceCurved.run(
            image, line, new Settings(view, Projection.MAX, Interpolation.NEAREST), Progress.NONE);
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        image.toFloats(), planes.toFloats(), "the same voxels in the same order");
  }

  /** An upright grid of 31x31x20 voxels of 1x1x3 mm. */
  private static Grid upright(String code) {
    return Oblique.grid(
        code, new long[] {31, 31, 20}, new double[] {1, 1, 3}, new double[3], new double[3]);
  }

  @Test
  void slabsShowMeanMaximumOrMinimum() {
    final Grid grid = upright("RAI");
    final Volume ramp = Oblique.image(grid, p -> p[0]);
    final double[] x = new double[20], zero = new double[20];
    java.util.Arrays.fill(x, 15);
    final Centerline line = Centerline.of(grid.reoriented(Orientation.RPI), 0, x, x, zero, zero);
    final CurvedView view = CurvedView.sagittal(0.5).withSlices(1, 6);
    final double[] expected = {0, 2.75, -2.75}; // twelve layers, 0.5 mm apart
    for (Projection p : Projection.values()) {
      final Volume slab =
          ResliceCurved.run(ramp, line, new Settings(view, p, Interpolation.LINEAR), Progress.NONE);
      final int middle = slab.grid().extent(1) / 2 * slab.grid().extent(0) + 60;
      assertEquals(expected[p.ordinal()], slab.toFloats()[middle], 1e-4, p.name());
    }
  }

  @Test
  void theLinkSurvivesAFileAndACut(@TempDir Path temp) {
    final Grid grid = grids().toList().get(3);
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Volume planes =
        reslice(Oblique.image(grid, p -> p[2]), line, CurvedView.sagittal(1).withSlices(3, 1));
    Nifti.write(planes, temp.resolve("planes.nii.gz"));
    final Volume read = Nifti.read(temp.resolve("planes.nii.gz"));
    final Volume cut = Crop.to(read, new Box(new long[] {5, 20, 1}, new long[] {30, 60, 1}));
    final double[] p =
        link(planes).toSource(planes.voxelToWorld(), new double[] {12, 40, 1}).orElseThrow();
    final double[] q =
        link(cut).toSource(cut.voxelToWorld(), new double[] {7, 20, 0}).orElseThrow();
    assertEquals(0, Vector.norm(Vector.minus(p, q)), 0.001);
    assertTrue(link(cut).isSource(grid));
    assertEquals(1, link(planes).attach(planes).header().extensions().size());
  }

  @Test
  void pointsAreFoundOnBothSidesAsATable() {
    final Grid grid = grids().toList().get(1);
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Volume planes = reslice(Oblique.image(grid, p -> 1), line, CurvedView.sagittal(1));
    final Table there = LinkCurved.run(planes, "30,20,0:22.5,60,0", LinkCurved.Side.CURVED);
    final String found =
        there.number(1, "source x")
            + ","
            + there.number(1, "source y")
            + ","
            + there.number(1, "source z");
    final Table back = LinkCurved.run(planes, found, LinkCurved.Side.SOURCE);
    assertEquals(22.5, back.number(0, "curved x"), 0.01);
    assertEquals(60, back.number(0, "curved y"), 0.01);
    assertEquals(0, back.number(0, "curved z"), 0.01);
    assertEquals(there.number(1, "R [mm]"), back.number(0, "R [mm]"), 0.01);
    assertEquals(there.number(1, "along [mm]"), back.number(0, "along [mm]"), 0.01);
    assertEquals(
        grid.voxelToWorld()
            .inverse()
            .apply(there.number(0, "R [mm]"), there.number(0, "A [mm]"), there.number(0, "S [mm]"))[
            2],
        there.number(0, "source z"),
        1e-9);
    for (String wrong : List.of("", "1,2", "1,2,x", "1,2,3:", "1,2,NaN"))
      assertRefused(
          "no list of points", () -> LinkCurved.run(planes, wrong, LinkCurved.Side.CURVED));
    assertRefused(
        "no curved planes",
        () -> LinkCurved.run(Oblique.image(grid, p -> 1), "1,2,3", LinkCurved.Side.CURVED));
  }

  @Test
  void aTextThatWasChangedIsNoLink() {
    final Grid grid = grids().toList().get(0);
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.HELIX);
    final Volume image = Oblique.image(grid, p -> 1);
    final byte[] text =
        new CurvedLink(CurvedSpace.straightened(line), grid)
            .attach(image)
            .header()
            .extensions()
            .get(0)
            .content();
    for (int length : new int[] {21, 30, 200, 401}) {
      final byte[] part = java.util.Arrays.copyOf(text, length);
      part[length - 1] = 'x';
      final Volume other =
          image.withHeader(Header.NONE.withExtensions(List.of(new Header.Extension(6, part))));
      assertTrue(CurvedLink.of(other).isEmpty(), new String(part, StandardCharsets.UTF_8));
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    final Grid grid = grids().toList().get(0);
    final Centerline line = CenterlineTest.sampled(grid, CenterlineTest.CIRCLE);
    final Volume image = Oblique.image(grid, p -> 1);
    final CurvedView view = CurvedView.sagittal(1);
    assertRefused("spacing", () -> CurvedView.sagittal(0));
    assertRefused("slices", () -> view.withSlices(0, 1));
    assertRefused("angle", () -> view.withAngle(Double.NaN));
    assertRefused(
        "mode=straightened", () -> view.withPlane(Plane.ORTHOGONAL).withMode(Mode.STRETCHED));
    assertRefused(
        "thickness=0",
        () -> new Settings(view.withSlices(1, 3), Projection.MEAN, Interpolation.LABEL));
    final Volume elsewhere =
        image.withVoxelToWorld(Affine.translation(900, 0, 0).after(grid.voxelToWorld()));
    assertRefused("same body", () -> reslice(elsewhere, line, view));
    assertRefused("memory", () -> reslice(image, line, CurvedView.sagittal(0.001)));
    final Centerline point =
        Centerline.of(
            grid.reoriented(Orientation.RPI),
            9,
            new double[1],
            new double[1],
            new double[1],
            new double[1]);
    assertRefused("single point", () -> reslice(image, point, view));
    assertThrows(
        CancelledException.class,
        () -> ResliceCurved.run(image, line, Settings.of(view), new Cancelled()));
  }

  private static void assertRefused(String named, org.junit.jupiter.api.function.Executable what) {
    final InputException e = assertThrows(InputException.class, what);
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }
}
