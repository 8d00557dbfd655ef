package org.myelon.register.elastix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.myelon.ElastixPrograms;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.register.Algorithm;
import org.myelon.register.Kind;
import org.myelon.register.Metric;
import org.myelon.register.Pair;
import org.myelon.register.StepImages;
import org.myelon.register.StepPhantom;
import org.myelon.register.StepResult;
import org.myelon.register.StepSettings;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Transform;

/** Known deformations, found by the real elastix. */
class ElastixStepTest {

  /** Anisotropic and oblique; 8 slices. */
  private static final Grid GRID =
      Oblique.grid(
          "RPI",
          new long[] {60, 52, 8},
          new double[] {0.7, 0.6, 3},
          new double[] {5, -8, 12},
          new double[] {3, -20, 40});

  private static ElastixEngine engine;

  @BeforeEach
  void find() {
    ElastixPrograms.assumeInstalled();
    if (engine == null)
      engine = new ElastixEngine(Elastix.find("", Progress.NONE), ElastixMaps.builtIn(), 1, null);
  }

  /** Millimetres along the axes of the grid, about its middle. */
  private static double[] inGrid(double[] world) {
    final double[] c = GRID.voxelToWorld().inverse().apply(world);
    return new double[] {(c[0] - 29.5) * 0.7, (c[1] - 25.5) * 0.6, (c[2] - 3.5) * 3};
  }

  private static double[] toWorld(double... mm) {
    return GRID.voxelToWorld().apply(mm[0] / 0.7 + 29.5, mm[1] / 0.6 + 25.5, mm[2] / 3 + 3.5);
  }

  /** A cord in fluid with grey matter that changes from slice to slice. */
  private static double anatomy(double x, double y, double z) {
    final double cord = 1 / (1 + Math.exp(3 * (Math.hypot(x / 6.5, y / 4.2) - 1) * 4));
    final double horns = Math.exp(-Math.pow(Math.abs(x) - 2 - 0.1 * z / 3, 2) - y * y / 6);
    final double vessels = Math.exp(-(Math.pow(x - 9, 2) + Math.pow(y + 2 - z / 6, 2)) / 5);
    return 100 * (2 - cord + 0.5 * cord * horns - 0.7 * vessels) + 2 * Math.sin(x + z / 4);
  }

  private static double cord(double x, double y) {
    return Math.hypot(x / 6.5, y / 4.2) < 1 ? 1 : 0;
  }

  interface Map3 {
    double[] at(double[] mm);
  }

  /** In the slices, up to 1.5 mm: from the fixed to the moving image, mm along the grid. */
  private static double[] bend(double[] p) {
    return new double[] {
      p[0] + 0.9 * Math.sin(p[1] / 4 + p[2] / 20), p[1] + 1.2 * Math.cos(p[0] / 5), p[2]
    };
  }

  /** fixed(p) = moving(map(p)). */
  private static StepImages images(Kind kind, Map3 map) {
    final Volume moving =
        Oblique.image(
            GRID,
            p -> {
              final double[] c = inGrid(p);
              return kind == Kind.SEG ? cord(c[0], c[1]) : anatomy(c[0], c[1], c[2]);
            });
    final Volume fixed =
        Oblique.image(
            GRID,
            p -> {
              final double[] c = map.at(inGrid(p));
              return kind == Kind.SEG ? cord(c[0], c[1]) : anatomy(c[0], c[1], c[2]);
            });
    return new StepImages(
        GRID, Map.of(kind, new Pair(fixed.withName("subject"), moving.withName("template"))), null);
  }

  private static StepSettings settings(Kind kind, Algorithm algorithm, Metric metric, int... it) {
    return StepPhantom.settings(
        kind,
        algorithm,
        metric,
        Arrays.stream(it).mapToObj(i -> new StepSettings.Level(i, 1, 0)).toList());
  }

  /**
   * Mean distance in the slices, mm, between what was found and the truth, where there is
   * something; this cord says next to nothing about a shift along it.
   */
  private static double error(Transform found, Map3 truth) {
    double sum = 0;
    int count = 0;
    final double[] q = new double[3];
    for (double x = -6; x <= 6; x++)
      for (double y = -4; y <= 4; y++)
        for (double z = -9; z <= 9; z += 3) {
          assertTrue(found.apply(toWorld(x, y, z), q));
          final double[] a = inGrid(q), b = truth.at(new double[] {x, y, z});
          sum += Math.hypot(a[0] - b[0], a[1] - b[1]);
          count++;
        }
    return sum / count;
  }

  private static void assertInverts(Transform t) {
    final double[] q = new double[3], back = new double[3];
    for (double x = -12; x <= 12; x += 0.7)
      for (double y = -9; y <= 9; y += 0.9) {
        final double[] p = toWorld(x, y, x / 2);
        assertTrue(t.apply(p, q) && t.inverse().apply(q, back));
        // fields are read linearly between voxels of 0.6 mm
        assertArrayEquals(p, back, 0.1);
      }
  }

  private static StepResult run(ElastixEngine engine, StepImages images, StepSettings settings) {
    return engine.algorithm(settings).run(images, settings, Progress.NONE);
  }

  private static void assertStaysInSlices(Transform t) {
    final double[] q = new double[3];
    for (double x = -12; x <= 12; x += 0.7) {
      assertTrue(t.apply(toWorld(x, x / 2, x / 3), q));
      assertEquals(x / 3, inGrid(q)[2], 1e-9);
    }
  }

  /** A third of the 1 mm: the descent is short, so that the test is. */
  @ParameterizedTest
  @CsvSource({"SYN, MEANSQUARES", "BSPLINESYN, MI", "BSPLINESYN, CC"})
  void aBendInTheSlicesIsFound(Algorithm algorithm, Metric metric) {
    final StepImages images = images(Kind.IM, ElastixStepTest::bend);
    final StepResult result = run(engine, images, settings(Kind.IM, algorithm, metric, 4));
    assertEquals(100, result.metric().size());
    assertTrue(result.metric().get(99) < result.metric().get(0));
    final double error = error(result.transform(), ElastixStepTest::bend);
    assertTrue(error < 0.4, "mean error " + error + " mm");
    assertStaysInSlices(result.transform());
    assertInverts(result.transform());
    // beyond the images as at their border
    final double[] q = new double[3], far = toWorld(400, 300, 200);
    assertTrue(result.transform().apply(far, q) && result.transform().inverse().apply(far, q));
  }

  /** A mask says nothing about what slides along its outline, so its overlap is looked at. */
  @Test
  void masksAreBroughtTogether() {
    final StepImages images =
        images(Kind.SEG, p -> new double[] {1.25 * p[0] + 0.3, 0.8 * p[1] - 0.5, p[2]});
    final StepResult result =
        run(engine, images, settings(Kind.SEG, Algorithm.BSPLINESYN, Metric.MEANSQUARES, 4));
    final Pair pair = images.pair(Kind.SEG);
    final Volume moved =
        ApplyTransform.run(
            pair.moving(), GRID, result.transform(), Interpolation.LINEAR, Progress.NONE);
    assertTrue(dice(pair.fixed(), pair.moving()) < 0.85);
    assertTrue(dice(pair.fixed(), moved) > 0.96, "Dice " + dice(pair.fixed(), moved));
    assertStaysInSlices(result.transform());
  }

  private static double dice(Volume a, Volume b) {
    final float[] x = a.toFloats(), y = b.toFloats();
    double both = 0, sum = 0;
    for (int n = 0; n < x.length; n++) {
      if (x[n] > 0.5) sum++;
      if (y[n] > 0.5) sum++;
      if (x[n] > 0.5 && y[n] > 0.5) both++;
    }
    return 2 * both / sum;
  }

  /** Along the axes of an oblique grid; found within 0.25 mm on average, by a short descent. */
  @ParameterizedTest
  @EnumSource(names = {"TRANSLATION", "RIGID", "AFFINE"})
  void linearMapsAreFound(Algorithm algorithm) {
    final double c = Math.cos(0.12), s = Math.sin(0.12);
    final Map3 truth =
        switch (algorithm) {
          case TRANSLATION -> p -> new double[] {p[0] + 1.3, p[1] - 0.9, p[2]};
          case RIGID ->
              p -> new double[] {c * p[0] - s * p[1] + 0.8, s * p[0] + c * p[1] - 0.5, p[2]};
          default -> p -> new double[] {1.1 * p[0] + 0.1 * p[1] + 0.7, 0.92 * p[1] + 0.4, p[2]};
        };
    final StepImages images = images(Kind.IM, truth);
    final StepResult result =
        run(engine, images, settings(Kind.IM, algorithm, Metric.MEANSQUARES, 8));
    final double error = error(result.transform(), truth);
    assertTrue(error < 0.25, "mean error " + error + " mm");
    if (algorithm == Algorithm.TRANSLATION) {
      final double[] q = new double[3], p = toWorld(0, 0, 0);
      result.transform().apply(p, q);
      assertEquals(0, inGrid(q)[2], 1e-4);
    }
  }

  /** Only what the mask shows counts: outside of it the images are put out of step. */
  @Test
  void theMaskIsRespected() {
    final Map3 shift = p -> new double[] {p[0] + (p[1] > 8 ? -3 : 0.8), p[1], p[2]};
    final Volume mask =
        Oblique.image(GRID, p -> Math.abs(inGrid(p)[1]) < 7 ? 1 : 0).withName("mask");
    final StepImages images =
        new StepImages(GRID, Map.of(Kind.IM, images(Kind.IM, shift).pair(Kind.IM)), mask);
    final Transform t =
        run(engine, images, settings(Kind.IM, Algorithm.TRANSLATION, Metric.MEANSQUARES, 8))
            .transform();
    final double error = error(t, p -> new double[] {p[0] + 0.8, p[1], p[2]});
    assertTrue(error < 0.1, "mean error " + error + " mm");
  }

  @Test
  void aSingleSliceIsRegisteredToo() {
    final Grid one = new Grid(new long[] {60, 52, 1}, GRID.voxelToWorld());
    final Volume fixed = slice(one, 0.7), moving = slice(one, 0);
    final Transform t =
        run(
                engine,
                new StepImages(one, Map.of(Kind.IM, new Pair(fixed, moving)), null),
                settings(Kind.IM, Algorithm.SYN, Metric.MEANSQUARES, 4))
            .transform();
    final double[] q = new double[3];
    t.apply(toWorld(0, 0, -10.5), q);
    assertArrayEquals(new double[] {0.7, 0, -10.5}, inGrid(q), 0.3);
  }

  private static Volume slice(Grid one, double shift) {
    return Oblique.image(
        one,
        p -> {
          final double[] c = inGrid(p);
          return anatomy(c[0] + shift, c[1], 0);
        });
  }

  @Test
  void aUserMayEditTheMaps(@TempDir Path folder) throws IOException {
    final List<Path> files = ElastixMaps.write(folder.resolve("my maps"));
    assertEquals(5, files.size());
    final Path map = folder.resolve("my maps").resolve("rigid.txt");
    Files.writeString(map, Files.readString(map).replace("${iterations}", "7"));
    final Path log = folder.resolve("elastix.log");
    final ElastixEngine edited =
        new ElastixEngine(engine.elastix(), ElastixMaps.in(map.getParent()), 1, log);
    final StepImages images = images(Kind.IM, p -> p);
    final StepSettings settings = settings(Kind.IM, Algorithm.RIGID, Metric.MEANSQUARES, 4);
    assertEquals(7, run(edited, images, settings).metric().size());
    assertTrue(Files.readString(log).contains("Total time elapsed"));
    // a map that is there is the user's
    ElastixMaps.write(map.getParent());
    assertTrue(Files.readString(map).contains("(MaximumNumberOfIterations 7)"));
    Files.writeString(map, "(Metric \"${measure}\")\n");
    assertTrue(refusal(edited, images, settings).contains("rigid.txt has the word ${measure}"));
    // what elastix says of a map that it does not like is in the message
    Files.writeString(map, "(Transform \"EulerTransform\")\n(Metric \"Nonsense\")\n");
    final String message = refusal(edited, images, settings);
    assertTrue(
        message.startsWith("elastix failed in registration step 1 (rigid) (exit code 1): '"),
        message);
    assertEquals(1, message.lines().count());
    Files.delete(map);
    for (Path file : files) Files.deleteIfExists(file);
    final InputException e =
        assertThrows(InputException.class, () -> ElastixMaps.in(map.getParent()));
    assertTrue(e.getMessage().contains("holds no parameter map"));
  }

  private static String refusal(ElastixEngine engine, StepImages images, StepSettings settings) {
    return assertThrows(InputException.class, () -> run(engine, images, settings)).getMessage();
  }
}
