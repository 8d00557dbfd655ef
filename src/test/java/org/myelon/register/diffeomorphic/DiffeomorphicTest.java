package org.myelon.register.diffeomorphic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.Cancelled;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.register.Algorithm;
import org.myelon.register.InverseConsistency;
import org.myelon.register.Kind;
import org.myelon.register.Metric;
import org.myelon.register.Pair;
import org.myelon.register.StepImages;
import org.myelon.register.StepPhantom;
import org.myelon.register.StepResult;
import org.myelon.register.StepSettings;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.DisplacementField;
import org.myelon.transform.SampleTransform;
import org.myelon.transform.Transform;

class DiffeomorphicTest {

  /** Anisotropic and oblique; 6 slices. */
  private static final Grid GRID =
      Oblique.grid(
          "RPI",
          new long[] {60, 52, 6},
          new double[] {0.7, 0.6, 3},
          new double[] {5, -8, 12},
          new double[] {3, -20, 40});

  /** Inside the ellipses of {@link #masks}, in mm of the slices about the middle. */
  private static double ellipse(double x, double y, double rx, double ry) {
    return x * x / (rx * rx) + y * y / (ry * ry) <= 1 ? 1 : 0;
  }

  private static double[] inSlice(double[] world) {
    final double[] c = GRID.voxelToWorld().inverse().apply(world);
    return new double[] {(c[0] - 29.5) * 0.7, (c[1] - 25.5) * 0.6, c[2]};
  }

  /** Two cords of other shape about the same centres, as after a step on the centres of mass. */
  private static StepImages masks() {
    final Volume fixed =
        Oblique.image(
            GRID,
            p -> {
              final double[] c = inSlice(p);
              return ellipse(c[0], c[1], 6.5 + 0.5 * Math.sin(c[2]), 4);
            });
    final Volume moving =
        Oblique.image(
            GRID,
            p -> {
              final double[] c = inSlice(p);
              return ellipse(c[0] - 0.4, c[1] + 0.3 - 0.03 * c[0] * c[0], 5.2, 4.7);
            });
    return images(Kind.SEG, fixed.withName("subject"), moving.withName("template"));
  }

  private static StepImages images(Kind kind, Volume fixed, Volume moving) {
    return new StepImages(GRID, Map.of(kind, new Pair(fixed, moving)), null);
  }

  private static StepSettings onMasks(Algorithm algorithm, boolean slicewise) {
    return StepPhantom.settings(
        Kind.SEG,
        algorithm,
        Metric.MEANSQUARES,
        List.of(new StepSettings.Level(3, 1, 1)),
        List.of(1.0, 1.0, 0.0),
        slicewise);
  }

  @ParameterizedTest
  @CsvSource({"SYN, false", "SYN, true", "BSPLINESYN, false", "BSPLINESYN, true"})
  void bringsMasksTogetherInThreeIterations(Algorithm algorithm, boolean slicewise) {
    final StepImages images = masks();
    final StepResult result =
        new Diffeomorphic().run(images, onMasks(algorithm, slicewise), Progress.NONE);
    final Pair pair = images.pair(Kind.SEG);
    final Volume moved = moved(pair.moving(), result.transform());
    assertTrue(dice(pair.fixed(), pair.moving()) < 0.90);
    assertTrue(dice(pair.fixed(), moved) >= 0.98, () -> "Dice " + dice(pair.fixed(), moved));
    final Volume back = moved(pair.fixed(), result.transform().inverse());
    assertTrue(dice(pair.moving(), back) >= 0.98, () -> "back " + dice(pair.moving(), back));
    staysInSlices(result.transform());
    assertTrue(leastJacobian(result.transform()) > 0.2);
    inverts(result.transform());
    for (int i = 1; i < result.metric().size(); i++)
      assertTrue(result.metric().get(i) <= result.metric().get(i - 1), "gets better");
  }

  /** 0.05 voxels on average, the linear interpolation of two fields; at most a quarter of one. */
  private static void inverts(Transform t) {
    final float[] everywhere = new float[(int) GRID.voxelCount()];
    Arrays.fill(everywhere, 1);
    final InverseConsistency found =
        InverseConsistency.of(t, Volume.ofFloats(everywhere, GRID, "all"), Progress.NONE);
    assertEquals(0, found.lost());
    assertTrue(
        found.meanMm() < 0.05 * 0.6 && found.largestMm() < 0.25 * 0.6, () -> "inverse " + found);
  }

  private static double[] place(int n) {
    final int nx = GRID.extent(0), ny = GRID.extent(1);
    return GRID.voxelToWorld().apply(n % nx, n / nx % ny, n / (nx * ny));
  }

  private static void staysInSlices(Transform t) {
    final Affine toVoxel = GRID.voxelToWorld().inverse();
    final double[] q = new double[3];
    for (int n = 0; n < GRID.voxelCount(); n += 7) {
      final double[] p = place(n);
      t.apply(p, q);
      assertEquals(toVoxel.apply(p)[2], toVoxel.apply(q)[2], 1e-9);
    }
  }

  /** The least determinant of the map within the slices, from one voxel to the next. */
  private static double leastJacobian(Transform t) {
    final Affine toVoxel = GRID.voxelToWorld().inverse();
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < GRID.voxelCount(); n++) {
      final double[] c = toVoxel.apply(place(n));
      final double[] o = image(t, toVoxel, c[0], c[1], c[2]);
      final double[] x = image(t, toVoxel, c[0] + 1, c[1], c[2]);
      final double[] y = image(t, toVoxel, c[0], c[1] + 1, c[2]);
      least = Math.min(least, (x[0] - o[0]) * (y[1] - o[1]) - (x[1] - o[1]) * (y[0] - o[0]));
    }
    return least;
  }

  private static double[] image(Transform t, Affine toVoxel, double x, double y, double z) {
    final double[] q = new double[3];
    t.apply(toVoxel.inverse().apply(x, y, z), q);
    return toVoxel.apply(q);
  }

  private static Volume moved(Volume image, Transform t) {
    return ApplyTransform.run(image, GRID, t, Interpolation.LINEAR, Progress.NONE);
  }

  private static double dice(Volume a, Volume b) {
    final float[] x = a.toFloats(), y = b.toFloats();
    long both = 0, sum = 0;
    for (int n = 0; n < x.length; n++) {
      if (x[n] > 0.5f) sum++;
      if (y[n] > 0.5f) sum++;
      if (x[n] > 0.5f && y[n] > 0.5f) both++;
    }
    return 2.0 * both / sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"MEANSQUARES", "CC", "MI"})
  void leavesEqualImagesAsTheyAre(Metric metric) {
    final Volume fixed = masks().pair(Kind.SEG).fixed();
    final StepResult result =
        new Diffeomorphic()
            .run(
                images(Kind.IM, fixed, fixed),
                StepPhantom.settings(
                    Kind.IM, Algorithm.SYN, metric, List.of(new StepSettings.Level(3, 1, 1))),
                Progress.NONE);
    final double[] q = new double[3];
    for (int n = 0; n < GRID.voxelCount(); n++) {
      final double[] p = place(n);
      result.transform().apply(p, q);
      assertArrayEquals(p, q, 1e-3);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void givesTheSameBitsForAnyNumberOfThreads(boolean slicewise) throws Exception {
    final StepImages images = masks();
    final StepSettings settings = onMasks(Algorithm.SYN, slicewise);
    float[][] first = null;
    for (int threads : new int[] {1, 2, 4}) {
      final ForkJoinPool pool = new ForkJoinPool(threads);
      final Transform t =
          pool.submit(() -> new Diffeomorphic().run(images, settings, Progress.NONE))
              .get()
              .transform();
      pool.shutdown();
      final DisplacementField field = SampleTransform.run(t, GRID, Progress.NONE);
      final float[][] mm = new float[3][(int) GRID.voxelCount()];
      for (int a = 0; a < 3; a++)
        for (int n = 0; n < mm[a].length; n++) mm[a][n] = field.displacement(a, n);
      if (first == null) first = mm;
      for (int a = 0; a < 3; a++) assertArrayEquals(first[a], mm[a], 0);
    }
  }

  @Test
  void doesNothingWhereOneMaskIsEmpty() {
    final Pair pair = masks().pair(Kind.SEG);
    final float[] half = pair.moving().toFloats();
    Arrays.fill(half, 0, half.length / 2, 0);
    final Volume moving = Volume.ofFloats(half, GRID, "half");
    final Transform t =
        new Diffeomorphic()
            .run(
                images(Kind.SEG, pair.fixed(), moving), onMasks(Algorithm.SYN, true), Progress.NONE)
            .transform();
    final double[] q = new double[3];
    for (int n = 0; n < half.length / 2; n++) {
      final double[] p = place(n);
      t.apply(p, q);
      assertArrayEquals(p, q, 1e-9);
    }
  }

  @Test
  void saysSomethingEverywhere() {
    final Transform t =
        new Diffeomorphic()
            .run(masks(), onMasks(Algorithm.BSPLINESYN, false), Progress.NONE)
            .transform();
    final Affine world = GRID.voxelToWorld();
    final double[] middle = world.apply(24, 20, 5), above = world.apply(24, 20, 9);
    final double[] q = new double[3], r = new double[3];
    assertTrue(t.apply(middle, q));
    assertTrue(t.apply(above, r));
    for (int a = 0; a < 3; a++) assertEquals(q[a] - middle[a], r[a] - above[a], 1e-5);
    final double[] far = {900, 900, 900};
    assertTrue(t.apply(far, q));
    assertArrayEquals(far, q, 1e-9);
  }

  @Test
  void refusesWhatItCannotDo() {
    final Volume empty = Volume.ofFloats(new float[(int) GRID.voxelCount()], GRID, "empty");
    final Volume fixed = masks().pair(Kind.SEG).fixed();
    says(
        "fixed and empty have no slice",
        () ->
            new Diffeomorphic()
                .run(
                    images(Kind.SEG, fixed.withName("fixed"), empty),
                    onMasks(Algorithm.SYN, false),
                    Progress.NONE));
    says(
        "moves nothing",
        () ->
            new Diffeomorphic()
                .run(
                    masks(),
                    StepPhantom.settings(
                        Kind.SEG,
                        Algorithm.SYN,
                        Metric.MEANSQUARES,
                        List.of(new StepSettings.Level(3, 1, 1)),
                        List.of(0.0, 0.0, 1.0),
                        true),
                    Progress.NONE));
    final float[] nan = fixed.toFloats();
    Arrays.fill(nan, Float.NaN);
    says(
        "holes holds NaN",
        () ->
            new Diffeomorphic()
                .run(
                    images(Kind.SEG, fixed, Volume.ofFloats(nan, GRID, "holes")),
                    onMasks(Algorithm.SYN, false),
                    Progress.NONE));
    says(
        "segmentations, but they were not given",
        () ->
            new Diffeomorphic()
                .run(images(Kind.IM, fixed, fixed), onMasks(Algorithm.SYN, false), Progress.NONE));
  }

  private static void says(String part, Runnable run) {
    final String message = assertThrows(InputException.class, run::run).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(!message.contains("\n"));
  }

  @Test
  void stopsWhenCancelled() {
    assertThrows(
        CancelledException.class,
        () -> new Diffeomorphic().run(masks(), onMasks(Algorithm.SYN, false), new Cancelled()));
  }
}
