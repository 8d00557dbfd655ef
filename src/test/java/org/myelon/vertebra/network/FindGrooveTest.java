package org.myelon.vertebra.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Volume;
import org.myelon.step.Progress;
import org.myelon.vertebra.network.DiscModel.Window;

/** A drawn brain stem whose outline steps at a known place. */
class FindGrooveTest {

  /** Heights of the notch at the front and of the step at the back, and of the mask's end, mm. */
  private static final double NOTCH = 62, STEP = 51, TOP = 30;

  /**
   * The cord's back, the floor of the ventricle, and the front of the medulla, mm before the line.
   */
  private static final double BACK = -4, FLOOR = -1.2, FRONT = 8;

  private static Grid grid(String code, double[] mm, double[] turn) {
    final Grid reference =
        Oblique.grid(code, new long[] {2, 2, 2}, mm, new double[3], new double[3]);
    final double[] extent = {44, 80, 170};
    final long[] size = new long[3];
    for (int a = 0; a < 3; a++)
      size[a] = (long) Math.ceil(extent[reference.orientation().worldAxis(a)] / mm[a]);
    return Oblique.grid(code, size, mm, turn, new double[3]);
  }

  private static Grid plain() {
    return grid("RPI", new double[] {1, 1, 1}, new double[3]);
  }

  /** The middle of the stem leans forward above the mask. */
  private static double middle(double z, double lean) {
    return lean * Math.max(0, z - TOP);
  }

  /**
   * @param lean mm to the front for each mm upwards
   * @param depth of the step, mm
   */
  private static boolean stem(double[] p, double lean, double depth) {
    final double y = p[1] - middle(p[2], lean);
    final double back = p[2] < STEP ? BACK : BACK + depth;
    final double widening = Math.max(0, Math.min(1, (p[2] - TOP) / 20));
    final double front = p[2] > NOTCH ? 22 : 4 + widening * (FRONT - 4);
    return Math.abs(p[0]) < 6 && y > back && y < front && p[2] > -80;
  }

  private static Volume image(Grid grid, double lean, double depth, boolean brightFluid) {
    final Random random = new Random(3);
    return Oblique.image(
        grid,
        p -> {
          final boolean bone = Math.hypot(p[0], p[1] - middle(p[2], lean)) > 26;
          final double value = stem(p, lean, depth) ? 100 : bone ? 60 : brightFluid ? 300 : 20;
          return value + 4 * random.nextGaussian();
        });
  }

  private static Optional<Groove> find(Volume image, double lean) {
    final Volume mask =
        Oblique.image(
            image.grid(), p -> p[2] < TOP && Math.hypot(p[0], p[1]) < 4 && p[2] > -70 ? 1 : 0);
    final Centerline line =
        FitCenterline.ofCord(mask, FitCenterline.Settings.defaults(), Progress.NONE);
    final double[] notch = {0, middle(NOTCH, lean) + FRONT, NOTCH};
    final double arc = line.length() + NOTCH - TOP;
    return FindGroove.run(
        image, CordSlab.along(line, Window.standard()), new Junction(arc, notch, 0.9));
  }

  @ParameterizedTest
  @CsvSource({
    "RPI, 1, 1, 1, 0, 0, 0, 0, true",
    "RPI, 1, 1, 1, 0, 0, 0, 0, false",
    "AIL, 0.8, 0.8, 1.5, 4, -3, 5, 0, true",
    "PSR, 0.8, 1, 2, -4, 3, -5, 0, true",
    "LAS, 1, 1, 2, 0, 5, 0, 0, false",
    "RPI, 1, 1, 1, 0, 0, 0, 0.3, true",
    "RPI, 1, 1, 1, 0, 0, 0, -0.15, false"
  })
  void isTheStepOnAnyGridInAnyContrast(
      String code,
      double a,
      double b,
      double c,
      double rx,
      double ry,
      double rz,
      double lean,
      boolean bright) {
    final Grid grid = grid(code, new double[] {a, b, c}, new double[] {rx, ry, rz});
    final Groove groove = find(image(grid, lean, FLOOR - BACK, bright), lean).orElseThrow();
    final double[] truth = {0, middle(STEP, lean) + FLOOR, STEP};
    // voxels of up to 2 mm, and a step that is the mean of 4 mm to either side
    assertEquals(0, EvaluateDiscs.distance(truth, groove.point()), 2);
    assertEquals(FLOOR - BACK, groove.depth(), 1);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.3", "-0.15"})
  void aSmoothBackHasNone(double lean) {
    assertTrue(find(image(plain(), lean, 0, true), lean).isEmpty());
  }

  @Test
  void aFlatImageHasNone() {
    assertTrue(find(Oblique.image(plain(), p -> 7), 0).isEmpty());
  }

  /** An image that has ended before the back of the medulla. */
  @Test
  void whereTheImageHasEndedThereIsNone() {
    final Grid front =
        Oblique.grid(
            "RPI",
            new long[] {44, 30, 170},
            new double[] {1, 1, 1},
            new double[3],
            new double[] {0, 14, 0});
    assertTrue(find(image(front, 0, FLOOR - BACK, true), 0).isEmpty());
  }
}
