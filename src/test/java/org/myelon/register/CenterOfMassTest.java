package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.register.StepPhantom.Cord;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;

class CenterOfMassTest {

  private static final Grid GRID = StepPhantom.GRID;

  private static final IntFunction<Cord> FIXED = k -> new Cord(20 + k / 3.0, 21, 12, 7, 4.4);
  private static final IntFunction<Cord> MOVING = k -> new Cord(23, 19.3 + k / 4.0, -15, 7, 4.4);

  private static StepImages cords(IntFunction<Cord> fixed, IntFunction<Cord> moving) {
    return new StepImages(
        GRID,
        Map.of(
            Kind.SEG,
            new Pair(StepPhantom.mask(GRID, fixed), StepPhantom.mask(GRID, moving)),
            Kind.IM,
            new Pair(StepPhantom.image(GRID, fixed), StepPhantom.image(GRID, moving))),
        null);
  }

  private static double error(String step, IntFunction<Cord> fixed, IntFunction<Cord> moving) {
    final StepResult found = SctSteps.run(cords(fixed, moving), step);
    StepPhantom.assertInvertible(found.transform(), GRID);
    return StepPhantom.error(found.transform(), GRID, fixed, moving);
  }

  private static IntFunction<Cord> turned(IntFunction<Cord> cords, double degrees) {
    return k -> {
      final Cord c = cords.apply(k);
      return new Cord(c.x(), c.y(), degrees, c.width(), c.depth());
    };
  }

  /** Soft edges on a grid of 0.9 x 0.7 mm: the centre is exact to 0.03 mm, 1/25 of a voxel. */
  @Test
  void shifts() {
    final String step = "step=1,type=seg,algo=centermass";
    assertEquals(0, error(step, turned(FIXED, 5), turned(MOVING, 5)), 0.03);
  }

  /** Turned by 27 degrees: the rim, 7 mm away, exact to 0.07 mm, a tenth of a voxel. */
  @Test
  void turnsByTheMask() {
    assertEquals(0, error("step=1,type=seg,algo=centermassrot", FIXED, MOVING), 0.07);
  }

  /** The histogram of gradients knows whole degrees: 0.12 mm at the rim, for each of both. */
  @Test
  void turnsByTheImage() {
    final String step = "step=1,type=imseg,algo=centermassrot,rot_method=";
    assertEquals(0, error(step + "hog", FIXED, MOVING), 0.3);
    assertEquals(0, error(step + "hog", turned(FIXED, -9), turned(MOVING, -9)), 0.3);
    // a round mask has no axes
    final IntFunction<Cord> fixed = k -> new Cord(20, 21, 18, 6, 6);
    final IntFunction<Cord> moving = k -> new Cord(21, 24, -8, 6, 6);
    assertEquals(0, error(step + "pcahog", fixed, moving), 0.3);
    assertTrue(error(step + "pca", fixed, moving) > 2);
  }

  @Test
  void anglesThatAreKnown() {
    final String step = "step=1,type=seg,algo=centermassrot,";
    assertEquals(0, error(step + "rot_dest=12,rot_src=-15", FIXED, MOVING), 0.03);
    assertEquals(0, error(step + "rot_src=-15", FIXED, MOVING), 0.07);
    assertEquals(0, error(step + "rot_dest=0", turned(FIXED, 0), MOVING), 0.07);
  }

  /** No cord is turned by 60 degrees: neither is the slice. */
  @Test
  void impossibleAnglesAreNone() {
    final IntFunction<Cord> moving = turned(MOVING, 60);
    final StepResult found =
        SctSteps.run(cords(turned(FIXED, 0), moving), "step=1,type=seg,algo=centermassrot");
    final double[] p = GRID.voxelToWorld().apply(10, 10, 4), q = p.clone();
    final double[] r = GRID.voxelToWorld().apply(20, 10, 4), s = r.clone();
    found.transform().apply(p, q);
    found.transform().apply(r, s);
    for (int a = 0; a < 3; a++) assertEquals(r[a] - p[a], s[a] - q[a], 0.01);
  }

  /** The angles are smoothed along the cord: a single one of 20 degrees nearly vanishes. */
  @Test
  void smoothsTheAngles() {
    final IntFunction<Cord> fixed = turned(FIXED, 0);
    final IntFunction<Cord> moving = k -> turned(MOVING, k == 4 ? 20 : 0).apply(k);
    final IntFunction<Cord> straight = turned(MOVING, 0);
    final StepResult smooth =
        SctSteps.run(cords(fixed, moving), "step=1,type=seg,algo=centermassrot");
    assertEquals(0, StepPhantom.error(smooth.transform(), GRID, fixed, straight), 0.4);
    final String raw = "step=1,type=seg,algo=centermassrot,filter_size=0";
    assertEquals(0, error(raw, fixed, moving), 0.07);
  }

  /** A slice that is empty on one side moves as the nearest one. */
  @Test
  void emptySlices() {
    final IntFunction<Cord> fixed = k -> k < 2 || k > 6 ? null : FIXED.apply(k);
    final IntFunction<Cord> moving = k -> k < 3 || k > 7 ? null : turned(MOVING, 12).apply(k);
    final StepResult found = SctSteps.run(cords(fixed, moving), "step=1,type=seg,algo=centermass");
    final double[] low = shift(found, 3), below = shift(found, 0), above = shift(found, 8);
    for (int a = 0; a < 3; a++) {
      assertEquals(low[a], below[a], 1e-9);
      assertEquals(shift(found, 6)[a], above[a], 1e-9);
    }
  }

  private static double[] shift(StepResult found, int slice) {
    final double[] p = GRID.voxelToWorld().apply(20, 20, slice), q = new double[3];
    found.transform().apply(p, q);
    return new double[] {q[0] - p[0], q[1] - p[1], q[2] - p[2]};
  }

  /**
   * SCT moves points in the x and y of the world, though the slices are tilted by 4 degrees: 0.08
   * mm at a shift of 1 mm.
   */
  @Test
  void likeSct() {
    final StepImages mt = SctSteps.small();
    final Volume cord = mt.pair(Kind.SEG).fixed();
    final StepResult shift = SctSteps.run(mt, "step=1,algo=centermass,type=seg");
    assertEquals(0, SctSteps.distance(shift, "mt_centermass", cord)[1], 0.12);
    final StepResult turn = SctSteps.run(mt, "step=1,algo=centermassrot,type=seg,rot_method=pca");
    assertEquals(0, SctSteps.distance(turn, "mt_centermassrot_pca", cord)[1], 0.12);
  }

  /**
   * From images, SCT adds the angles of both cords where their difference is meant: it turns mt0
   * and mt1, which lie nearly alike, by 6.6 degrees.
   */
  @Test
  void hogUnlikeSct() {
    final StepImages mt = SctSteps.small();
    final Volume cord = mt.pair(Kind.SEG).fixed();
    final String step = "step=1,algo=centermassrot,type=imseg,rot_method=hog,";
    final StepResult turn = SctSteps.run(mt, step + "rot_dest=0,rot_src=0");
    assertTrue(SctSteps.distance(turn, "mt_centermassrot_hog", cord)[0] > 0.3);
    final StepResult sct = SctSteps.run(mt, step + "rot_dest=0,rot_src=-6.6");
    assertEquals(0, SctSteps.distance(sct, "mt_centermassrot_hog", cord)[0], 0.1);
  }

  @Test
  void sameBitsForAnyThreads() throws Exception {
    StepPhantom.assertSameForAnyThreads(
        cords(FIXED, MOVING), "step=1,type=imseg,algo=centermassrot,rot_method=pcahog,smooth=1");
  }

  @Test
  void refusals() {
    final String step = "step=1,type=seg,algo=centermass";
    assertRefused("mask is empty", step, k -> null, MOVING);
    assertRefused(
        "share no slice",
        step,
        k -> k < 4 ? FIXED.apply(k) : null,
        k -> k < 4 ? null : MOVING.apply(k));
    assertRefused(
        "write type=imseg", "step=1,type=seg,algo=centermassrot,rot_method=hog", FIXED, MOVING);
    final float[] v = StepPhantom.mask(GRID, FIXED).toFloats();
    v[7] = Float.NaN;
    final Volume spoilt = Volume.ofFloats(v, GRID, "spoilt");
    final StepImages images =
        new StepImages(GRID, Map.of(Kind.SEG, new Pair(spoilt, spoilt)), null);
    final InputException e = assertThrows(InputException.class, () -> SctSteps.run(images, step));
    assertTrue(e.getMessage().startsWith("spoilt holds voxels that are no numbers"));
  }

  private static void assertRefused(
      String told, String step, IntFunction<Cord> fixed, IntFunction<Cord> moving) {
    final InputException e =
        assertThrows(InputException.class, () -> SctSteps.run(cords(fixed, moving), step));
    assertTrue(e.getMessage().contains(told), e.getMessage());
  }

  @Test
  void stopsWhenCancelled() {
    assertThrows(
        CancelledException.class,
        () ->
            new CenterOfMass()
                .run(cords(FIXED, MOVING), StepSettings.defaults(1), StepPhantom.CANCELLED));
  }
}
