package org.myelon.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.myelon.image.Affine;
import org.myelon.step.InputException;

/** Transforms found from landmarks whose truth is known. */
class LandmarkTest {

  private static final double C = Math.cos(0.4), S = Math.sin(0.4);

  private static final Affine ROTATION =
      new Affine(C, -S, 0, 0, S, C, 0, 0, 0, 0, 1, 0)
          .after(new Affine(1, 0, 0, 0, 0, C, S, 0, 0, -S, C, 0));

  private static final Affine RIGID = Affine.translation(30, -200, 1200).after(ROTATION);

  private static final Affine SHEAR =
      Affine.translation(3, 900, -4)
          .after(new Affine(1.1, 0.2, 0, 0, 0, 0.8, 0.1, 0, 0, 0, 1.3, 0));

  private static double[][] points(int count, long seed) {
    final Random random = new Random(seed);
    final double[][] p = new double[count][3];
    for (int i = 0; i < count; i++)
      for (int a = 0; a < 3; a++) p[i][a] = 100 * random.nextDouble() * (a + 1) + 500;
    return p;
  }

  private static LandmarkPairs pairs(double[][] from, Function<double[], double[]> map) {
    final double[][] to = new double[from.length][];
    for (int i = 0; i < to.length; i++) to[i] = map.apply(from[i]);
    return new LandmarkPairs(from, to);
  }

  @Test
  void whatMovedTheLandmarksIsFound() {
    final double[][] p = points(9, 1);
    final Affine shift = Affine.translation(-4, 50, 900);
    final Affine similar = RIGID.after(Affine.scale(0.7, 0.7, 0.7));
    assertSame(shift, LandmarkFit.translation(pairs(p, shift::apply)));
    assertSame(RIGID, LandmarkFit.rigid(pairs(p, RIGID::apply)));
    assertSame(similar, LandmarkFit.similarity(pairs(p, similar::apply)));
    assertSame(SHEAR, LandmarkFit.affine(pairs(p, SHEAR::apply)));
    assertSame(RIGID, LandmarkFit.rigid(pairs(points(3, 2), RIGID::apply)));
  }

  private static void assertSame(Affine truth, AffineTransform found) {
    assertArrayEquals(truth.toArray(), found.map().toArray(), 1e-8);
  }

  /** Mirrored landmarks have no rotation; the nearest one is taken, never a mirror. */
  @Test
  void aRigidTransformIsNeverAMirror() {
    final Affine mirror = Affine.scale(-1, 1, 1);
    final Affine found = LandmarkFit.rigid(pairs(points(6, 3), mirror::apply)).map();
    assertEquals(1, found.determinant(), 1e-12);
  }

  /** With noise, no neighbour of the fit is better. */
  @Test
  void theFitIsTheLeastSquaresOne() {
    final Random random = new Random(4);
    final LandmarkPairs noisy =
        pairs(
            points(20, 5),
            p -> {
              final double[] q = RIGID.apply(p);
              for (int a = 0; a < 3; a++) q[a] += 5 * random.nextGaussian();
              return q;
            });
    final Affine best = LandmarkFit.rigid(noisy).map();
    final double[] middle = LandmarkPairs.mean(noisy.to());
    for (int axis = 0; axis < 3; axis++)
      for (double angle : new double[] {-1e-3, 1e-3}) {
        final Affine turn = turn(axis, angle, middle);
        assertTrue(cost(turn.after(best), noisy) > cost(best, noisy));
      }
  }

  private static Affine turn(int axis, double angle, double[] about) {
    final double[] m = Affine.IDENTITY.toArray();
    final int i = (axis + 1) % 3, j = (axis + 2) % 3;
    m[5 * i] = m[5 * j] = Math.cos(angle);
    m[4 * i + j] = -Math.sin(angle);
    m[4 * j + i] = Math.sin(angle);
    return Affine.translation(about[0], about[1], about[2])
        .after(new Affine(m))
        .after(Affine.translation(-about[0], -about[1], -about[2]));
  }

  private static double cost(Affine map, LandmarkPairs pairs) {
    double sum = 0;
    for (int i = 0; i < pairs.count(); i++) {
      final double[] q = map.apply(pairs.from()[i]);
      for (int a = 0; a < 3; a++) sum += Math.pow(q[a] - pairs.to()[i][a], 2);
    }
    return sum;
  }

  private static double[] wave(double[] p) {
    return new double[] {
      p[0] + 4 * Math.sin(p[1] / 40), p[1] + 3 * Math.cos(p[2] / 50), p[2] + 0.2 * p[0]
    };
  }

  @Test
  void aThinPlateSplineGoesThroughTheLandmarksAndBack() {
    final LandmarkPairs pairs = pairs(points(60, 6), LandmarkTest::wave);
    final ThinPlateSpline spline = ThinPlateSpline.through(pairs, 0);
    final double[] q = new double[3], back = new double[3];
    for (int i = 0; i < pairs.count(); i++) {
      assertTrue(spline.apply(pairs.from()[i], q));
      assertArrayEquals(pairs.to()[i], q, 1e-8);
    }
    for (double[] p : points(100, 7)) {
      spline.apply(p, q);
      assertTrue(spline.inverse().apply(q, back));
      assertArrayEquals(p, back, 0.002);
    }
  }

  /** The bending of an affine map is 0, so smoothing leaves it as it is, also far away. */
  @Test
  void aThinPlateSplineOfAnAffineMapIsThatMap() {
    final LandmarkPairs pairs = pairs(points(30, 8), SHEAR::apply);
    final double[] q = new double[3], far = {-3000, 100, 5000};
    for (double smoothing : new double[] {0, 1, 1000}) {
      ThinPlateSpline.through(pairs, smoothing).apply(far, q);
      assertArrayEquals(SHEAR.apply(far), q, 1e-6);
    }
  }

  /** More smoothing, larger residuals and at last the affine map of least squares. */
  @Test
  void smoothingLeadsToTheAffineFit() {
    final LandmarkPairs pairs = pairs(points(40, 9), LandmarkTest::wave);
    double last = 0;
    for (double smoothing : new double[] {0.1, 10, 1000}) {
      final double rest = residual(ThinPlateSpline.through(pairs, smoothing), pairs);
      assertTrue(rest > last, rest + " after " + last);
      last = rest;
    }
    final double affine = residual(LandmarkFit.affine(pairs), pairs);
    assertEquals(affine, residual(ThinPlateSpline.through(pairs, 1e8), pairs), 1e-3 * affine);
  }

  private static double residual(Transform t, LandmarkPairs pairs) {
    double sum = 0;
    final double[] q = new double[3];
    for (int i = 0; i < pairs.count(); i++) {
      t.apply(pairs.from()[i], q);
      for (int a = 0; a < 3; a++) sum += Math.pow(q[a] - pairs.to()[i][a], 2);
    }
    return Math.sqrt(sum / pairs.count());
  }

  private static void assertRefused(Function<LandmarkPairs, ?> fit, double[][] p, String why) {
    final InputException e =
        assertThrows(InputException.class, () -> fit.apply(new LandmarkPairs(p, p)));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  @Test
  void landmarksThatDoNotSayEnoughAreRefused() {
    final double[][] line = {{0, 0, 0}, {1, 2, 3}, {2, 4, 6}, {5, 10, 15}};
    final double[][] plane = {{0, 0, 5}, {1, 0, 5}, {0, 1, 5}, {7, 3, 5}};
    assertRefused(LandmarkFit::translation, new double[0][], "at least 1 landmarks");
    assertRefused(LandmarkFit::rigid, line, "on a line");
    assertRefused(LandmarkFit::similarity, new double[2][3], "at least 3 landmarks");
    assertRefused(LandmarkFit::affine, plane, "in a plane");
    assertRefused(p -> ThinPlateSpline.through(p, 0), plane, "in a plane");
    final double[][] twice = points(6, 10);
    twice[5] = twice[2];
    assertRefused(p -> ThinPlateSpline.through(p, 0), twice, "in one place");
    assertRefused(p -> ThinPlateSpline.through(p, -1), points(6, 10), "smoothing");
    assertThrows(InputException.class, () -> new LandmarkPairs(line, new double[3][3]));
    assertThrows(InputException.class, () -> new LandmarkPairs(new double[2][2], new double[2][2]));
  }
}
