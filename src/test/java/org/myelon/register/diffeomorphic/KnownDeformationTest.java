package org.myelon.register.diffeomorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.register.Algorithm;
import org.myelon.register.Kind;
import org.myelon.register.Metric;
import org.myelon.register.Pair;
import org.myelon.register.StepImages;
import org.myelon.register.StepPhantom;
import org.myelon.register.StepSettings;
import org.myelon.register.lattice.Lattice;
import org.myelon.step.Progress;
import org.myelon.transform.Transform;

/** Deformations that were put in are found again. */
class KnownDeformationTest {

  private static final Grid GRID =
      Oblique.grid(
          "RPI",
          new long[] {64, 70, 5},
          new double[] {0.8, 0.7, 3},
          new double[] {-7, 9, 11},
          new double[] {10, -30, 70});

  private static final Affine TO_VOXEL = GRID.voxelToWorld().inverse();

  /** In the slices in mm about the middle, z in slices. */
  private static double[] place(double[] world) {
    final double[] c = TO_VOXEL.apply(world);
    return new double[] {(c[0] - 31.5) * 0.8, (c[1] - 34.5) * 0.7, c[2]};
  }

  /** Up to 1.5 mm, two voxels, another in each slice; its derivatives stay below 0.3. */
  private static double[] deformed(double[] s) {
    final double bump = Math.exp(-(s[0] * s[0] + s[1] * s[1]) / (2 * 8 * 8));
    return new double[] {
      s[0] + bump * 1.5 * Math.cos(0.2 * s[2] + s[1] / 9), s[1] + bump * Math.sin(1 + s[0] / 7)
    };
  }

  private static double texture(double x, double y) {
    return 100
        + 20 * (Math.sin(1.1 * x + 0.3 * y) + Math.sin(0.9 * y - 0.4 * x) + Math.sin(0.5 * (x + y)))
        + 8 * Math.sin(2 * x) * Math.cos(1.7 * y);
  }

  private static StepImages images(boolean inverted) {
    final Volume fixed =
        Oblique.image(
            GRID,
            p -> {
              final double[] q = deformed(place(p));
              return texture(q[0], q[1]);
            });
    final Volume moving =
        Oblique.image(
            GRID,
            p -> {
              final double[] s = place(p);
              final double value = texture(s[0], s[1]);
              return inverted ? 500 - 2 * value : value;
            });
    return new StepImages(GRID, Map.of(Kind.IM, new Pair(fixed, moving)), null);
  }

  /**
   * 0.1 voxel on average and 0.35 at worst, where all of the texture is inside the image: 12 mm and
   * less from the middle, in which the deformation is strongest.
   */
  @ParameterizedTest
  @CsvSource({
    "SYN, MEANSQUARES, false, false",
    "SYN, MEANSQUARES, false, true",
    "BSPLINESYN, MEANSQUARES, false, false",
    "SYN, CC, false, false",
    "SYN, CC, true, true",
    "BSPLINESYN, CC, false, true",
    "SYN, MI, false, false",
    "SYN, MI, true, false",
    "BSPLINESYN, MI, true, true"
  })
  void findsADeformationOfATexture(
      Algorithm algorithm, Metric metric, boolean inverted, boolean slicewise) {
    final StepSettings settings =
        StepPhantom.settings(
            Kind.IM,
            algorithm,
            metric,
            List.of(new StepSettings.Level(6, 2, 1), new StepSettings.Level(6, 1, 0)),
            List.of(1.0, 1.0, 0.0),
            slicewise);
    final Transform t =
        new Diffeomorphic().run(images(inverted), settings, Progress.NONE).transform();
    double sum = 0, worst = 0, before = 0;
    int count = 0;
    final double[] q = new double[3];
    for (int n = 0; n < GRID.voxelCount(); n++) {
      final double[] p = GRID.voxelToWorld().apply(n % 64, n / 64 % 70, n / (64 * 70));
      final double[] s = place(p);
      if (Math.hypot(s[0], s[1]) > 12) continue;
      t.apply(p, q);
      final double[] is = place(q), should = deformed(s);
      final double e = Math.hypot(is[0] - should[0], is[1] - should[1]) / 0.7;
      before += Math.hypot(s[0] - should[0], s[1] - should[1]) / 0.7;
      sum += e;
      worst = Math.max(worst, e);
      count++;
      assertEquals(s[2], is[2], 1e-9);
    }
    assertTrue(before / count > 1);
    final double mean = sum / count, most = worst;
    assertTrue(mean < 0.1 && most < 0.35, () -> "voxels: mean " + mean + ", most " + most);
  }

  /** Rootlet maps slide along the cord: whole slices, and nothing else. */
  @Test
  void slidesRootletMapsAlongTheCord() {
    final Grid grid =
        Oblique.grid(
            "RPI",
            new long[] {30, 30, 60},
            new double[] {1, 1, 2},
            new double[] {4, -3, 8},
            new double[] {0, 0, 0});
    final Affine toVoxel = grid.voxelToWorld().inverse();
    final Volume fixed = rootlets(grid, 0), moving = rootlets(grid, 1.5);
    final StepSettings settings =
        StepPhantom.settings(
            Kind.ROOTLET,
            Algorithm.BSPLINESYN,
            Metric.CC,
            List.of(
                new StepSettings.Level(6, 8, 0),
                new StepSettings.Level(6, 4, 0),
                new StepSettings.Level(3, 2, 0)),
            List.of(0.0, 0.0, 1.0),
            false);
    final Transform t =
        new Diffeomorphic()
            .run(
                new StepImages(grid, Map.of(Kind.ROOTLET, new Pair(fixed, moving)), null),
                settings,
                Progress.NONE)
            .transform();
    final double[] q = new double[3];
    for (int k = 10; k < 50; k++) {
      double at = 0;
      for (int x = -20; x < 50; x += 10) {
        t.apply(grid.voxelToWorld().apply(x, 12, k), q);
        final double[] c = toVoxel.apply(q);
        assertEquals(x, c[0], 1e-6);
        assertEquals(12, c[1], 1e-6);
        if (x > -20) assertEquals(at, c[2], 1e-6, "the same in the whole slice");
        at = c[2];
      }
      assertEquals(k + 1.5, at, 0.5);
    }
  }

  /** Pairs of rootlets every 10 slices, each with its level as value. */
  private static Volume rootlets(Grid grid, double shift) {
    final Affine toVoxel = grid.voxelToWorld().inverse();
    return Oblique.image(
            grid,
            p -> {
              final double[] c = toVoxel.apply(p);
              final double along = c[2] - shift - 5;
              final boolean side =
                  Math.abs(Math.abs(c[0] - 14.5) - 5) < 2.1 && Math.abs(c[1] - 12) < 2;
              final double level = Math.rint(along / 10);
              return side && Math.abs(along - 10 * level) < 2.6 ? 2 + level : 0;
            })
        .withName("rootlets");
  }

  /** A velocity that is rough from voxel to voxel, as no registration makes it. */
  @Test
  void smoothsUntilNothingFolds() {
    final Lattice lattice = new Lattice(20, 20, 1, new double[] {1, 1, 1});
    float[][] velocity = Velocity.zero(lattice, true);
    for (int n = 0; n < 400; n++)
      if (n % 20 > 3 && n % 20 < 16 && n > 80 && n < 320) {
        velocity[0][n] = n % 3 * 4 - 4;
        velocity[1][n] = n % 5 * 3 - 6;
      }
    assertTrue(Folds.any(lattice, velocity));
    int rounds = 0;
    while (Folds.any(lattice, new Flow(lattice, velocity).displacement(1, Progress.NONE))) {
      velocity = Velocity.smoothed(velocity, lattice, Progress.NONE);
      rounds++;
    }
    assertTrue(rounds < 20, "rounds " + rounds);
    assertFalse(Folds.any(lattice, new Flow(lattice, velocity).displacement(1, Progress.NONE)));
  }
}
