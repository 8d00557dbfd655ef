package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.myelon.image.Grid;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.register.StepPhantom.Cord;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.ApplyTransform;
import org.myelon.transform.Transform;

class ColumnwiseTest {

  private static final Grid GRID = StepPhantom.GRID;

  private static StepImages cords(IntFunction<Cord> fixed, IntFunction<Cord> moving) {
    return new StepImages(
        GRID,
        Map.of(Kind.SEG, new Pair(StepPhantom.mask(GRID, fixed), StepPhantom.mask(GRID, moving))),
        null);
  }

  /** Overlap of the soft masks. */
  static double dice(StepImages images, Transform t) {
    final Pair masks = images.pair(Kind.SEG);
    final float[] f = masks.fixed().toFloats();
    final float[] m =
        ApplyTransform.run(masks.moving(), images.grid(), t, Interpolation.LINEAR, Progress.NONE)
            .toFloats();
    double both = 0, sum = 0;
    for (int v = 0; v < f.length; v++) {
      both += Math.min(f[v], m[v]);
      sum += f[v] + m[v];
    }
    return 2 * both / sum;
  }

  /** A round cord onto a flat one, elsewhere: the rims fit to a quarter of a voxel. */
  @Test
  void flattens() {
    final IntFunction<Cord> fixed = k -> new Cord(22, 20, 0, 7.5, 3 + 0.1 * k);
    final IntFunction<Cord> moving = k -> new Cord(20.5 + 0.2 * k, 23, 0, 6, 4.8);
    final StepImages images = cords(fixed, moving);
    final Transform t = SctSteps.run(images, "step=1,type=seg,algo=columnwise").transform();
    assertEquals(0, StepPhantom.error(t, GRID, fixed, moving), 0.25);
    assertTrue(dice(images, t) > 0.97);
    StepPhantom.assertInvertible(t, GRID);
  }

  /**
   * A cord pressed in from the front in the middle; smoothing rounds the corners that this makes.
   */
  @Test
  void compressed() {
    final int nx = GRID.extent(0), ny = GRID.extent(1);
    final IntFunction<Cord> moving = k -> new Cord(22, 21, 0, 7, 4.5);
    final StepImages round = cords(moving, moving);
    final float[] v = round.pair(Kind.SEG).fixed().toFloats();
    for (int n = 0; n < v.length; n++) {
      final double x = n % nx * 0.9 - 22, y = n / nx % ny * 0.7 - 21;
      if (y > 0.5 + 0.04 * x * x) v[n] = 0;
    }
    final StepImages images =
        new StepImages(
            GRID,
            Map.of(
                Kind.SEG,
                new Pair(Volume.ofFloats(v, GRID, "pressed"), round.pair(Kind.SEG).moving())),
            null);
    final Transform shift = SctSteps.run(images, "step=1,type=seg,algo=centermass").transform();
    final Transform t = SctSteps.run(images, "step=1,type=seg,algo=columnwise").transform();
    assertTrue(dice(images, t) > 0.93, "Dice " + dice(images, t));
    assertTrue(dice(images, shift) < 0.85);
    StepPhantom.assertInvertible(t, GRID);
  }

  /** It never folds: in each slice x and y grow with x and y. */
  @Test
  void monotone() {
    final StepImages mt = SctSteps.small();
    final Grid grid = mt.grid();
    final Transform t = SctSteps.run(mt, "step=1,type=seg,algo=columnwise").transform();
    final double[] p = new double[3], q = new double[3];
    for (int k = 0; k < grid.extent(2); k++)
      for (int j = -20; j < 60; j++)
        for (int i = -20; i < 60; i++) {
          image(t, grid, i, j, k, p);
          image(t, grid, i + 1, j, k, q);
          assertTrue(q[0] > p[0]);
          image(t, grid, i, j + 1, k, q);
          assertTrue(q[1] > p[1]);
        }
    StepPhantom.assertInvertible(t, grid);
  }

  private static void image(Transform t, Grid grid, int i, int j, int k, double[] q) {
    t.apply(grid.voxelToWorld().apply(i, j, k), q);
    grid.voxelToWorld().inverse().apply(q, q);
  }

  /**
   * SCT takes the rows that a column may use from the number of columns and moves hardly anything
   * along y here: Dice 0.886 of soft masks, which a mere shift brings to 0.953.
   */
  @Test
  void betterThanSct() {
    final StepImages mt = SctSteps.small();
    assertEquals(0.886, dice(mt, SctSteps.field("mt_columnwise")), 0.01);
    final Transform t = SctSteps.run(mt, "step=1,algo=columnwise,type=seg,smooth=1").transform();
    assertTrue(dice(mt, t) > 0.953, "Dice " + dice(mt, t));
  }

  @Test
  void emptySlicesAndMasks() {
    final IntFunction<Cord> fixed = k -> k < 3 ? null : new Cord(22, 20, 0, 7, 4);
    final IntFunction<Cord> moving = k -> k > 5 ? null : new Cord(20, 23, 0, 6, 5);
    final Transform t =
        SctSteps.run(cords(fixed, moving), "step=1,type=seg,algo=columnwise").transform();
    final double[] p = new double[3], q = new double[3];
    image(t, GRID, 20, 30, 0, p);
    image(t, GRID, 20, 30, 3, q);
    assertEquals(q[1], p[1], 1e-9);
    StepPhantom.assertInvertible(t, GRID);
    final InputException e =
        assertThrows(
            InputException.class,
            () -> SctSteps.run(cords(k -> null, moving), "step=1,type=seg,algo=columnwise"));
    assertTrue(e.getMessage().contains("share no slice"));
  }

  @Test
  void sameBitsForAnyThreads() throws Exception {
    StepPhantom.assertSameForAnyThreads(
        cords(k -> new Cord(22, 20, 0, 7, 4), k -> new Cord(20, 23, 0, 6, 5)),
        "step=1,type=seg,algo=columnwise,smooth=1");
  }
}
