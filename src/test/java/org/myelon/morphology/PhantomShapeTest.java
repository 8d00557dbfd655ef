package org.myelon.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myelon.morphology.Metric.*;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.morphology.MeasureShape.Inputs;
import org.myelon.morphology.MeasureShape.Settings;
import org.myelon.step.Progress;

/** Cords whose shape is known from a formula: within 1 %. */
class PhantomShapeTest {

  private static final double[] UP = {0, 0, 1};

  @ParameterizedTest
  @CsvSource({
    "0.8, 0.8, 0.8, 0, 0, RPI",
    "0.8, 0.8, 0.8, 0.3, 0, RPI",
    "0.8, 0.8, 0.8, 0, -0.3, AIL",
    "0.5, 0.5, 5, 0.2, 0.2, LAS",
    "0.5, 0.9, 2, 0.3, 0.3, SRP",
    "0.9, 0.5, 3, -0.3, 0.2, PIR",
  })
  void tiltedCylinder(
      double px, double py, double pz, double toLeft, double toFront, String stored) {
    final double r = 6;
    final Grid grid = Phantoms.grid(px, py, pz, Affine.IDENTITY);
    final Volume cord =
        Phantoms.stored(
            Phantoms.cord(grid, new double[] {-toLeft, toFront, 1}, Phantoms.disc(r)), stored);
    final double cos = 1 / Math.sqrt(1 + toLeft * toLeft + toFront * toFront);
    for (SliceShape s : inner(cord, Settings.defaults())) {
      near(Math.PI * r * r, s.get(AREA));
      near(2 * r, s.get(DIAMETER_AP_ELLIPSE));
      near(2 * r, s.get(DIAMETER_RL));
      near(pz / cos, s.length());
      assertEquals(1, s.get(SOLIDITY), 0.02); // steps of the voxels remain in the outline
      assertEquals(Math.toDegrees(Math.atan(toLeft)), s.get(ANGLE_AP), 0.2);
      assertEquals(Math.toDegrees(Math.atan(toFront)), s.get(ANGLE_RL), 0.2);
    }
  }

  @Test
  void uncorrectedSliceIsTheSliceItself() {
    final Grid grid = Phantoms.grid(1, 1, 1, Affine.IDENTITY);
    final Volume cord = Phantoms.cord(grid, new double[] {0, 0.5, 1}, Phantoms.disc(5));
    for (SliceShape s : inner(cord, Settings.defaults().withAngleCorrection(false))) {
      near(Math.PI * 25 * Math.sqrt(1.25), s.get(AREA));
      assertEquals(0, s.get(ANGLE_RL));
      near(1, s.length());
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 4, 0", "6, 4, 20", "6, 3, -30", "7, 5, 40", "4, 6, 0", "4, 6, 15"})
  void ellipse(double rl, double ap, double degrees) {
    final Grid grid = Phantoms.grid(0.5, 0.5, 2, Affine.IDENTITY);
    final Volume cord = Phantoms.cord(grid, UP, Phantoms.ellipse(rl, ap, degrees));
    final double major = Math.max(rl, ap), minor = Math.min(rl, ap);
    for (SliceShape s : inner(cord, Settings.defaults())) {
      near(Math.PI * rl * ap, s.get(AREA));
      near(2 * rl, s.get(DIAMETER_RL));
      near(2 * ap, s.get(DIAMETER_AP_ELLIPSE));
      near(meanChord(rl, ap), s.get(DIAMETER_AP));
      near(s.get(DIAMETER_AP) / 2, s.get(LENGTH_ANTERIOR));
      near(Math.sqrt(1 - minor * minor / major / major), s.get(ECCENTRICITY));
      assertEquals(degrees, s.get(ORIENTATION), 0.5);
    }
  }

  /** Mean height of an ellipse over the central 3 mm. */
  private static double meanChord(double rl, double ap) {
    double sum = 0;
    for (int k = 0; k < 1000; k++) {
      final double x = (k + 0.5) / 1000 * 1.5 / rl;
      sum += 2 * ap * Math.sqrt(1 - x * x);
    }
    return sum / 1000;
  }

  @Test
  void obliqueGridMeasuresInTheAxesOfItsSlices() {
    final Grid grid = Phantoms.grid(0.7, 0.9, 3, Phantoms.turned(25, 10));
    final double[] axis = grid.voxelToWorld().applyToVector(0, 0, 1);
    final Volume cord = Phantoms.cord(grid, axis, Phantoms.disc(5));
    for (SliceShape s : inner(Phantoms.stored(cord, "LIP"), Settings.defaults())) {
      near(Math.PI * 25, s.get(AREA));
      near(10, s.get(DIAMETER_RL));
      assertEquals(0, s.get(ANGLE_AP), 0.1);
    }
  }

  /** A cord dented in front: its midline is shorter than the axis of the ellipse says. */
  @Test
  void dentedCordIsShorterAlongItsMidlineThanItsEllipse() {
    final DoubleBinaryOperator dented =
        (l, f) -> Math.max(l * l / 49 + f * f / 16 - 1, 2.5 * 2.5 - l * l - (f - 4) * (f - 4));
    final Grid grid = Phantoms.grid(0.5, 0.5, 2, Affine.IDENTITY);
    for (SliceShape s : inner(Phantoms.cord(grid, UP, dented), Settings.defaults())) {
      double truth = 0;
      for (int k = 0; k < 1000; k++) {
        final double x = (k + 0.5) / 1000 * 1.5;
        truth += (4 * Math.sqrt(1 - x * x / 49) + 4 - Math.sqrt(6.25 - x * x)) / 1000;
      }
      near(truth, s.get(DIAMETER_AP));
      assertTrue(s.get(DIAMETER_AP_ELLIPSE) > 1.1 * s.get(DIAMETER_AP));
      assertTrue(s.get(SOLIDITY) < 0.97);
    }
  }

  @Test
  void symmetryFollowsTheRotationOfTheCordInTheImage() {
    final Grid grid = Phantoms.grid(0.5, 0.5, 2, Affine.IDENTITY);
    for (double degrees : new double[] {-20, 0, 12}) {
      final Volume cord = Phantoms.cord(grid, UP, Phantoms.ellipse(6, 4, degrees));
      final MeasureShape.Result r =
          MeasureShape.run(Inputs.of(cord).withImage(cord), Settings.defaults(), Progress.NONE);
      final SliceShape s = r.profile().shape(15);
      final double quarter = Math.PI * 24 / 4;
      assertEquals(quarter, s.get(AREA_QUADRANT_ANTERIOR_LEFT), 0.02 * quarter, degrees + "");
      assertEquals(quarter, s.get(AREA_QUADRANT_POSTERIOR_LEFT), 0.02 * quarter);
      assertTrue(s.get(SYMMETRY_DICE_RL) > 0.98, degrees + " " + s.get(SYMMETRY_DICE_RL));
      assertTrue(s.get(SYMMETRY_DICE_AP) > 0.98);
      assertTrue(s.get(SYMMETRY_HAUSDORFF_RL) <= 0.35);
    }
  }

  /** A blob on the left makes the left quadrants larger, and the halves unlike. */
  @Test
  void leftIsLeftAndAnteriorIsAnterior() {
    final Grid grid = Phantoms.grid(0.5, 0.5, 2, Affine.IDENTITY);
    final Volume image = Phantoms.cord(grid, UP, Phantoms.ellipse(6, 4, 0));
    final Volume cord =
        Phantoms.cord(
            grid,
            UP,
            (l, f) ->
                Math.min(l * l / 36 + f * f / 16 - 1, (l - 3) * (l - 3) + (f - 3) * (f - 3) - 4));
    final SliceShape s =
        MeasureShape.run(
                Inputs.of(Phantoms.stored(cord, "LAS")).withImage(image),
                Settings.defaults(),
                Progress.NONE)
            .profile()
            .shape(15);
    for (Metric other : new Metric[] {AREA_QUADRANT_ANTERIOR_RIGHT, AREA_QUADRANT_POSTERIOR_LEFT})
      assertTrue(s.get(AREA_QUADRANT_ANTERIOR_LEFT) > s.get(other) + 1, other.column());
    assertTrue(s.get(SYMMETRY_DICE_RL) < 0.95);
  }

  /** Slices away from both ends, where the centreline may bend. */
  private static Iterable<SliceShape> inner(Volume cord, Settings settings) {
    final CordProfile p = MeasureShape.run(Inputs.of(cord), settings, Progress.NONE).profile();
    assertTrue(p.shapes().size() > 9);
    final int n = p.shapes().size();
    return p.shapes().subList(n / 3, 2 * n / 3);
  }

  private static void near(double truth, double measured) {
    assertEquals(truth, measured, 0.01 * truth);
  }
}
