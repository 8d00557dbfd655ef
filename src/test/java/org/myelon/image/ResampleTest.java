package org.myelon.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.SharedData;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class ResampleTest {

  private static final double[] CENTRE = {12, -30, 80};

  /** Where a wide blob lies well inside: sagittal, anisotropic, oblique. */
  private static final Grid FROM =
      Oblique.grid(
          "AIL",
          new long[] {60, 50, 44},
          new double[] {.7, .9, 1.1},
          new double[] {18, -11, 25},
          CENTRE);

  private static final Grid TO =
      Oblique.grid(
          "RPI",
          new long[] {72, 64, 40},
          new double[] {.6, .8, 1.3},
          new double[] {-9, 20, 4},
          CENTRE);

  private static Volume resample(Volume v, Grid g, Interpolation how) {
    return Resample.toGrid(v, g, how, Progress.NONE);
  }

  private static double distance2(double[] p) {
    double d = 0;
    for (int a = 0; a < 3; a++) d += (p[a] - CENTRE[a] - .37) * (p[a] - CENTRE[a] - .37);
    return d;
  }

  /** {x, y, z} of the centre of mass in mm, and the sum times the voxel volume. */
  private static double[] moments(Volume v) {
    final Grid g = v.grid();
    final float[] f = v.toFloats();
    final double[] m = new double[4];
    for (int i = 0; i < f.length; i++) {
      final double[] p =
          g.voxelToWorld()
              .apply(i % g.size(0), i / g.size(0) % g.size(1), i / (g.size(0) * g.size(1)));
      for (int a = 0; a < 3; a++) m[a] += f[i] * p[a];
      m[3] += f[i];
    }
    for (int a = 0; a < 3; a++) m[a] /= m[3];
    m[3] *= Math.abs(g.voxelToWorld().determinant());
    return m;
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "CUBIC"})
  void aBlobKeepsItsPlaceAndVolumeBetweenObliqueGrids(Interpolation how) {
    final Volume blob = Oblique.image(FROM, p -> Math.exp(-distance2(p) / (2 * 4 * 4)));
    final double[] m = moments(resample(blob, TO, how));
    for (int a = 0; a < 3; a++) assertEquals(CENTRE[a] + .37, m[a], .01);
    assertEquals(Math.pow(2 * Math.PI, 1.5) * 64, m[3], .01 * m[3]);
  }

  @ParameterizedTest
  @EnumSource(names = {"NEAREST", "LABEL"})
  void aBallKeepsItsPlaceAndVolumeBetweenObliqueGrids(Interpolation how) {
    final Volume ball = Oblique.image(FROM, p -> distance2(p) <= 100 ? 3 : 0);
    final double[] m = moments(resample(ball, TO, how));
    for (int a = 0; a < 3; a++) assertEquals(CENTRE[a] + .37, m[a], .05);
    assertEquals(3 * 4. / 3 * Math.PI * 1000, m[3], .01 * m[3]);
  }

  @Test
  void cubicIsCloserToTheTruthThanLinear() {
    final Volume blob = Oblique.image(FROM, p -> Math.exp(-distance2(p) / (2 * 2 * 2)));
    final float[] truth = Oblique.image(TO, p -> Math.exp(-distance2(p) / (2 * 2 * 2))).toFloats();
    final double linear = worst(truth, resample(blob, TO, Interpolation.LINEAR).toFloats());
    final double cubic = worst(truth, resample(blob, TO, Interpolation.CUBIC).toFloats());
    assertTrue(cubic < .002 && cubic < linear / 10, cubic + " against " + linear);
  }

  private static double worst(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void theSameGridGivesTheSameBits(Interpolation how) {
    final Volume image = Oblique.randomImage(FROM, 3);
    final Volume same = resample(image, FROM, how);
    assertArrayEquals(image.toFloats(), same.toFloats(), how == Interpolation.CUBIC ? 1e-6f : 0);
    final Volume turned = resample(image, FROM.reoriented(Orientation.RPI), how);
    assertArrayEquals(
        image.reoriented(Orientation.RPI).toFloats(),
        turned.toFloats(),
        how == Interpolation.CUBIC ? 1e-6f : 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void splineReproducesPolynomialsInside(int degree) {
    final Grid grid = Oblique.plain(40, 44, 48, .5, 1, 2);
    final Volume image =
        Oblique.image(
            grid, p -> Math.pow(p[0] / 10, degree) - Math.pow(p[1] / 20, degree) * p[2] / 50);
    final Sampler s = Sampler.of(image, Interpolation.CUBIC, Progress.NONE);
    final Random random = new Random(11);
    for (int n = 0; n < 500; n++) {
      // 14 voxels from the border the mirror has died out (0.27^14 = 1e-8)
      final double x = 14 + 12 * random.nextDouble(), y = 14 + 16 * random.nextDouble();
      final double z = 14 + 20 * random.nextDouble();
      final double truth = Math.pow(x * .5 / 10, degree) - Math.pow(y / 20, degree) * z * 2 / 50;
      assertEquals(truth, s.at(x, y, z), 1e-5);
    }
  }

  @Test
  void splineMirrorsAtTheOutermostVoxels() {
    for (int n : new int[] {1, 2, 3, 7, 31, 50}) {
      final Volume image = Oblique.randomImage(Oblique.plain(n, 3, 2, 1, 1, 1), n);
      final Sampler s = Sampler.of(image, Interpolation.CUBIC, Progress.NONE);
      for (int i = 0; i < n; i++) assertEquals(image.toFloats()[i], s.at(i, 0, 0), 1e-6);
      assertEquals(s.at(.4, 1, .5), s.at(-.4, 1, .5), 1e-6);
      assertEquals(s.at(n - 1.3, 1, .5), s.at(n - 1 + .3, 1, .5), n == 1 ? 1 : 1e-6);
    }
  }

  @Test
  void labelsAreNeverInvented() {
    final Random random = new Random(5);
    final byte[] b = new byte[(int) FROM.voxelCount()];
    for (int i = 0; i < b.length; i++) b[i] = (byte) (new int[] {0, 3, 7, 50})[random.nextInt(4)];
    final Volume out = resample(Volume.ofBytes(b, FROM, "levels"), TO, Interpolation.LABEL);
    for (float v : out.toFloats())
      assertTrue(v == 0 || v == 3 || v == 7 || v == 50, "new value " + v);
    assertInstanceOf(UnsignedByteType.class, out.pixels().randomAccess().get());
  }

  @Test
  void theLargestPartOfALabelWinsNotTheMean() {
    final Grid grid = Oblique.plain(2, 2, 1, 1, 1, 1);
    final Volume levels = Volume.ofBytes(new byte[] {2, 9, 9, 4}, grid, "levels");
    final Sampler s = Sampler.of(levels, Interpolation.LABEL, Progress.NONE);
    assertEquals(9, s.at(.5, .5, 0));
    assertEquals(2, s.at(.2, .2, 0));
    assertEquals(2, s.at(.5, 0, 0), "of two equal parts the nearest, half way the lower index");
    assertEquals(9, s.at(.6, 0, 0));
    assertEquals(4, s.at(.9, .8, 0));
  }

  @Test
  void finerVoxelsKeepTheVolumeOfAMaskAlsoWhereTheyTie() {
    final Grid grid = Oblique.plain(40, 40, 40, 1, 1, 1);
    final Volume ball =
        Oblique.image(
            grid, p -> Math.hypot(Math.hypot(p[0] - 19, p[1] - 20), p[2] - 18.5) < 9.2 ? 1 : 0);
    double coarse = 0, fine = 0;
    for (float v : ball.toFloats()) coarse += v;
    // every fifth centre lies half way between two old ones
    final double[] mm = {.4, .4, .4};
    for (float v : Resample.toSpacing(ball, mm, Interpolation.LABEL, Progress.NONE).toFloats())
      fine += v * .064;
    assertEquals(coarse, fine, .01 * coarse);
  }

  @Test
  void finerVoxelsKeepTheFieldOfViewAndTheSum() {
    final Volume image = Oblique.randomImage(Oblique.plain(6, 5, 4, 1, 2, 3), 1);
    final Volume fine =
        Resample.toSpacing(image, new double[] {.5, 1, 1}, Interpolation.LABEL, Progress.NONE);
    assertArrayEquals(new long[] {12, 10, 12}, fine.grid().size());
    assertArrayEquals(
        new double[] {-.5, -1, -1.5}, fine.voxelToWorld().apply(-.5, -.5, -.5), 1e-12);
    final Volume nearest =
        Resample.toSpacing(image, new double[] {.5, 1, 1}, Interpolation.NEAREST, Progress.NONE);
    for (int i = 0; i < 12; i++) // voxels of one third or half: each old voxel is met exactly
    assertEquals(image.toFloats()[i / 2], nearest.toFloats()[i]);
  }

  @Test
  void outsideTheFieldOfViewIsZeroAndItsOuterHalfVoxelIsNot() {
    final Grid grid = Oblique.plain(4, 4, 4, 1, 1, 1);
    final Volume ones = Oblique.image(grid, p -> 1);
    for (Interpolation how : Interpolation.values()) {
      final Volume out =
          resample(
              ones,
              new Grid(new long[] {60, 1, 1}, new Affine(.1, 0, 0, -.95, 0, 1, 0, 1, 0, 0, 1, 1)),
              how);
      final float[] v = out.toFloats();
      for (int i = 0; i < 60; i++) {
        final double x = -.95 + .1 * i;
        assertEquals(x > -.5 && x < 3.5 ? 1 : 0, v[i], 1e-6, how + " at " + x);
      }
    }
  }

  @Test
  void nanReachesOnlyItsNeighboursAndCubicRefusesIt() {
    final Grid grid = Oblique.plain(5, 5, 5, 1, 1, 1);
    final float[] v = new float[125];
    v[62] = Float.NaN;
    final Volume image = Volume.ofFloats(v, grid, "mtr");
    final float[] out = resample(image, grid, Interpolation.LINEAR).toFloats();
    assertEquals(1, IntStream.range(0, 125).filter(i -> Float.isNaN(out[i])).count());
    final String message =
        assertThrows(InputException.class, () -> resample(image, grid, Interpolation.CUBIC))
            .getMessage();
    assertTrue(message.startsWith("mtr holds NaN"), message);
  }

  @Test
  void seriesAndVectorFieldsAreDonePartByPart() {
    final Grid grid = Oblique.plain(6, 5, 4, 1, 2, 3), target = grid.withSize(new long[] {9, 4, 7});
    final float[] values = Oblique.randomImage(Oblique.plain(6, 5, 24, 1, 1, 1), 9).toFloats();
    final Volume series =
        Volume.of(ArrayImgs.floats(values, 6, 5, 4, 6), grid.voxelToWorld(), "series");
    final Volume field =
        Volume.of(ArrayImgs.floats(values, 6, 5, 4, 2, 3), grid.voxelToWorld(), "field");
    final Volume s = resample(series, target, Interpolation.CUBIC);
    final Volume f = resample(field, target, Interpolation.CUBIC);
    assertArrayEquals(new long[] {9, 4, 7, 6}, s.pixels().dimensionsAsLongArray());
    assertArrayEquals(new long[] {9, 4, 7, 2, 3}, f.pixels().dimensionsAsLongArray());
    for (int t = 0; t < 6; t++) {
      final float[] alone = resample(series.volume(t), target, Interpolation.CUBIC).toFloats();
      assertArrayEquals(alone, s.volume(t).toFloats());
      final var component = Views.hyperSlice(Views.hyperSlice(f.pixels(), 4, t / 2), 3, t % 2);
      assertArrayEquals(alone, f.withPixels(component).toFloats());
    }
  }

  @Test
  void aGridThatDoesNotFitIntoMemoryIsRefused() {
    final Volume image = Oblique.randomImage(Oblique.plain(4, 4, 4, 1, 1, 1), 1);
    for (double mm : new double[] {1e-3, 1e-12, 1e-300})
      assertThrows(
          InputException.class,
          () ->
              Resample.toSpacing(
                  image, new double[] {mm, mm, mm}, Interpolation.LINEAR, Progress.NONE));
  }

  @Test
  void sameBitsForAnyNumberOfThreads() throws Exception {
    final Volume image = Oblique.randomImage(FROM, 2);
    final ForkJoinPool one = new ForkJoinPool(1), five = new ForkJoinPool(5);
    final Volume a = one.submit(() -> resample(image, TO, Interpolation.CUBIC)).get();
    final Volume b = five.submit(() -> resample(image, TO, Interpolation.CUBIC)).get();
    one.shutdown();
    five.shutdown();
    assertArrayEquals(a.toFloats(), b.toFloats());
  }

  /** On SCT's own grid: it keeps the centre of the first voxel and changes the voxel size. */
  @ParameterizedTest
  @CsvSource({
    "t2_mm_linear, t2/t2, LINEAR, 1e-3",
    "fmri_f, fmri/fmri, LINEAR, 1e-3",
    "mt1_ref_nn, mt/mt1_seg, NEAREST, 0"
  })
  void agreesWithSct(String name, String input, Interpolation how, double tolerance) {
    final Volume sct = sct(name);
    final Volume ours = resample(input(input), sct.grid(), how);
    for (int t = 0; t < sct.volumeCount(); t++)
      assertEquals(0, worst(sct.volume(t).toFloats(), ours.volume(t).toFloats()), tolerance);
  }

  /** SCT's "spline" is of degree 2, ours of degree 3: values go up to 1257. */
  @Test
  void cubicIsCloseToSctsQuadraticSpline() {
    final Volume sct = sct("t2_mm_spline");
    final float[] a = sct.toFloats();
    final float[] b = resample(input("t2/t2"), sct.grid(), Interpolation.CUBIC).toFloats();
    final double mean =
        IntStream.range(0, a.length)
            .mapToDouble(i -> Math.abs(a[i] - b[i]))
            .average()
            .orElseThrow();
    assertEquals(0, mean, 3);
  }

  private static Volume sct(String name) {
    return Nifti.read(SharedData.path("reference/sct/sct_resample/" + name + "/r.nii.gz"));
  }

  private static Volume input(String name) {
    return Nifti.read(SharedData.path("data/sct-testing/" + name + ".nii.gz"));
  }
}
