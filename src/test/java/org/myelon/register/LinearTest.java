package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.Transform;

/**
 * Known maps are found again: the moving image is a function of the place, the fixed one the same
 * function behind the map. Tolerance: a tenth of the smaller voxel size in the slice, in all of the
 * region with structure.
 */
class LinearTest {

  private static final Grid PLANES = StepPhantom.GRID;

  private static final Grid SPACE =
      Oblique.grid(
          "RPI",
          new long[] {44, 41, 21},
          new double[] {0.9, 1.1, 2},
          new double[] {-8, 12, 5},
          new double[] {-6, 11, 90});

  /** Blobs all over a grid, none like the other. */
  private static double blobs(double[] p, Grid grid, double sigma) {
    final Random random = new Random(7);
    final double[] c =
        grid.voxelToWorld()
            .apply((grid.size(0) - 1) / 2.0, (grid.size(1) - 1) / 2.0, (grid.size(2) - 1) / 2.0);
    double sum = 0;
    for (int n = 0; n < 90; n++) {
      double square = 0;
      for (int a = 0; a < 3; a++) {
        final double d = p[a] - c[a] - (random.nextDouble() - 0.5) * 52;
        square += d * d;
      }
      sum += (50 + 100 * random.nextDouble()) * Math.exp(-0.5 * square / (sigma * sigma));
    }
    return sum;
  }

  private static StepImages images(Grid grid, Transform known, DoubleUnaryOperator contrast) {
    final Volume moving = Oblique.image(grid, p -> blobs(p, grid, 3.5));
    final Volume fixed =
        Oblique.image(
            grid,
            p -> {
              final double[] q = new double[3];
              known.apply(p, q);
              return contrast.applyAsDouble(blobs(q, grid, 3.5));
            });
    return new StepImages(grid, Map.of(Kind.IM, new Pair(fixed, moving)), null);
  }

  /** The largest distance in the middle half of the grid. */
  private static double error(Transform found, Transform known, Grid grid) {
    double worst = 0;
    final double[] a = new double[3], b = new double[3];
    for (int n = 0; n < 1000; n++) {
      final double[] p =
          grid.voxelToWorld()
              .apply(
                  grid.size(0) * (0.25 + n % 10 / 18.0),
                  grid.size(1) * (0.25 + n / 10 % 10 / 18.0),
                  grid.size(2) * (0.25 + n / 100 / 18.0));
      found.apply(p, a);
      known.apply(p, b);
      worst = Math.max(worst, StepPhantom.distance(a, b));
    }
    return worst;
  }

  /** Another shift, turn and shear in each slice, about the middle of the slice. */
  private static Transform slicewise(String algorithm) {
    final double[][] maps = new double[PLANES.extent(2)][];
    final double cx = 21, cy = 21;
    for (int k = 0; k < maps.length; k++) {
      final double degrees = algorithm.equals("translation") ? 0 : 1.5 * k - 6;
      final double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
      final double[] m = {c, -s, s, c};
      if (algorithm.equals("affine")) {
        m[0] *= 1.06;
        m[1] += 0.05;
        m[3] *= 0.95;
      }
      maps[k] =
          new double[] {
            m[0], m[1], cx + 1.7 - 0.3 * k - m[0] * cx - m[1] * cy,
            m[2], m[3], cy - 1.1 + 0.2 * k - m[2] * cx - m[3] * cy
          };
    }
    return SlicewiseAffine.of(PLANES, maps);
  }

  @ParameterizedTest
  @CsvSource({
    "translation,MeanSquares", "rigid,MeanSquares", "affine,MeanSquares",
    "translation,CC", "rigid,CC", "affine,CC",
    "translation,MI", "rigid,MI", "affine,MI"
  })
  void inEachSlice(String algorithm, String metric) {
    final Transform known = slicewise(algorithm);
    final DoubleUnaryOperator contrast =
        metric.equals("MI") ? v -> 400 - v : metric.equals("CC") ? v -> 3 * v + 20 : v -> v;
    final StepResult found =
        SctSteps.run(
            images(PLANES, known, contrast),
            "step=1,slicewise=1,algo=" + algorithm + ",metric=" + metric + ",iter=20");
    assertEquals(0, error(found.transform(), known, PLANES), 0.07);
    assertTrue(found.metric().get(found.metric().size() - 1) < found.metric().get(0));
    StepPhantom.assertInvertible(found.transform(), PLANES);
  }

  private static Affine about(double[] c, Affine map, double... shift) {
    return Affine.translation(c[0] + shift[0], c[1] + shift[1], c[2] + shift[2])
        .after(map)
        .after(Affine.translation(-c[0], -c[1], -c[2]));
  }

  private static final double[] MIDDLE = SPACE.voxelToWorld().apply(21.5, 20, 10);

  @ParameterizedTest
  @CsvSource({"MeanSquares", "CC", "MI"})
  void turnsInSpace(String metric) {
    final Affine turn =
        Motion.of(List.of("Rx", "Ry", "Rz"), MIDDLE, 1).at(new double[] {0.1, -0.07, 0.12});
    final Transform known = new AffineTransform(Affine.translation(2.1, -1.4, 1.8).after(turn));
    final StepResult found =
        SctSteps.run(
            images(SPACE, known, v -> v),
            "step=1,algo=rigid,metric=" + metric + ",iter=10x10,shrink=2x1,smooth=1x0");
    assertEquals(0, error(found.transform(), known, SPACE), 0.09);
    StepPhantom.assertInvertible(found.transform(), SPACE);
  }

  @ParameterizedTest
  @CsvSource({"MeanSquares,None", "CC,None", "MI,None", "MeanSquares,Regular"})
  void shearsAndScalesInSpace(String metric, String sampling) {
    final Affine map = new Affine(1.05, 0.06, -0.03, 0, -0.04, 0.96, 0.05, 0, 0.02, 0.03, 1.04, 0);
    final Transform known = new AffineTransform(about(MIDDLE, map, -1.2, 1.9, 0.8));
    final StepResult found =
        SctSteps.run(
            images(SPACE, known, v -> v),
            "step=1,algo=affine,iter=20,metric=" + metric + ",samplingStrategy=" + sampling);
    assertEquals(0, error(found.transform(), known, SPACE), 0.09);
  }

  /** Shifts go where deformation lets them: by default in the slices. */
  @Test
  void shiftsInSpace() {
    final double[] mm = {1.6, -1.1, 2.3};
    final double[] q = new double[3];
    final double[] p = SPACE.voxelToWorld().apply(20, 20, 10);
    final Affine inGrid =
        SPACE
            .voxelToWorld()
            .after(Affine.translation(mm[0] / 0.9, mm[1] / 1.1, mm[2] / 2))
            .after(SPACE.voxelToWorld().inverse());
    final Transform known = new AffineTransform(inGrid);
    final StepImages images = images(SPACE, known, v -> v);
    final StepResult free =
        SctSteps.run(images, "step=1,algo=translation,deformation=1x1x1,iter=20");
    assertEquals(0, error(free.transform(), known, SPACE), 0.09);
    SctSteps.run(images, "step=1,algo=translation").transform().apply(p, q);
    assertEquals(10, SPACE.voxelToWorld().inverse().apply(q)[2], 1e-9);
  }

  /** Only what lies in the mask counts. */
  @Test
  void aMask() {
    final Transform known = slicewise("rigid");
    final StepImages all = images(PLANES, known, v -> v);
    final int nx = PLANES.extent(0), ny = PLANES.extent(1);
    final float[] fixed = all.pair(Kind.IM).fixed().toFloats(), mask = new float[fixed.length];
    for (int v = 0; v < mask.length; v++) {
      final double r = Math.hypot((v % nx - 23) * 0.9, (v / nx % ny - 30) * 0.7);
      mask[v] = r < 13 ? 1 : 0;
      if (r > 14) fixed[v] = (v % 17) * 20;
    }
    final StepImages masked =
        new StepImages(
            PLANES,
            Map.of(
                Kind.IM,
                new Pair(Volume.ofFloats(fixed, PLANES, "fixed"), all.pair(Kind.IM).moving())),
            Volume.ofFloats(mask, PLANES, "mask"));
    final StepResult found =
        SctSteps.run(masked, "step=1,algo=rigid,slicewise=1,iter=20,metric=MeanSquares");
    assertEquals(0, error(found.transform(), known, PLANES), 0.07);
    final StepImages empty =
        new StepImages(
            PLANES,
            Map.of(Kind.IM, all.pair(Kind.IM)),
            Volume.ofFloats(new float[mask.length], PLANES, "mask"));
    final InputException e =
        assertThrows(InputException.class, () -> SctSteps.run(empty, "step=1,algo=rigid"));
    assertTrue(e.getMessage().contains("inside the mask"), e.getMessage());
  }

  @Test
  void noIterationsAreTheIdentity() {
    final StepImages images = images(SPACE, new AffineTransform(Affine.IDENTITY), v -> v);
    final StepResult found = SctSteps.run(images, "step=0,type=im,algo=syn,metric=MI,iter=0");
    assertEquals(0, error(found.transform(), new AffineTransform(Affine.IDENTITY), SPACE), 0);
  }

  @Test
  void sameBitsForAnyThreads() throws Exception {
    final StepImages images = images(PLANES, slicewise("affine"), v -> v);
    StepPhantom.assertSameForAnyThreads(images, "step=1,algo=affine,slicewise=1,metric=CC");
    StepPhantom.assertSameForAnyThreads(images, "step=1,algo=affine,metric=MI");
    StepPhantom.assertSameForAnyThreads(images, "step=1,algo=slicereg,metric=CC");
  }

  @Test
  void refusesAndStops() {
    final StepImages images = images(PLANES, slicewise("rigid"), v -> v);
    final float[] v = images.pair(Kind.IM).moving().toFloats();
    v[v.length / 2] = Float.NaN;
    final StepImages spoilt =
        new StepImages(
            PLANES,
            Map.of(
                Kind.IM,
                new Pair(images.pair(Kind.IM).fixed(), Volume.ofFloats(v, PLANES, "spoilt"))),
            null);
    final InputException e =
        assertThrows(InputException.class, () -> SctSteps.run(spoilt, "step=1,algo=rigid"));
    assertTrue(e.getMessage().startsWith("spoilt holds NaN"), e.getMessage());
    Arrays.fill(v, 0);
    assertThrows(InputException.class, () -> SctSteps.run(spoilt, "step=1,algo=rigid,slicewise=1"));
    final InputException even =
        assertThrows(InputException.class, () -> SctSteps.run(spoilt, "step=1,algo=rigid"));
    assertTrue(even.getMessage().contains("the same everywhere"), even.getMessage());
    for (String algorithm : new String[] {"rigid", "slicereg"}) {
      final StepSettings settings = RegistrationSteps.parse("step=1,algo=" + algorithm).get(0);
      assertThrows(
          CancelledException.class,
          () -> StepAlgorithms.of(settings).run(images, settings, StepPhantom.CANCELLED));
    }
    assertThrows(InputException.class, () -> SctSteps.run(images, "step=1,type=seg,algo=rigid"));
    final String few = ",samplingStrategy=Regular,samplingPercentage=0.00001";
    for (String step : new String[] {"algo=slicereg", "algo=rigid,slicewise=1"}) {
      final InputException none =
          assertThrows(InputException.class, () -> SctSteps.run(images, "step=1," + step + few));
      assertTrue(none.getMessage().contains("compares no voxel"), none.getMessage());
    }
  }

  /** SCT's fields have no part along z, though the slices are tilted: 0.08 mm at 1 mm. */
  @Test
  void likeSct() {
    final StepImages mt = SctSteps.small();
    final Volume cord = mt.pair(Kind.SEG).fixed();
    for (String algorithm : new String[] {"rigid", "affine"}) {
      final StepResult found =
          SctSteps.run(mt, "step=1,type=im,slicewise=1,metric=CC,iter=10,algo=" + algorithm);
      assertEquals(0, SctSteps.distance(found, "mt_" + algorithm + "_slicewise", cord)[0], 0.12);
    }
  }
}
