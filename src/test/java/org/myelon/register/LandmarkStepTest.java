package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.step.InputException;
import org.myelon.transform.LandmarkPairs;

class LandmarkStepTest {

  private static final double[][] FIXED = {
    {3, -20, 100}, {5, -18, 82}, {2, -25, 61}, {-15, -21, 80}, {0, -30, 40}
  };

  private static final List<String> ALL =
      List.of("Tx", "Ty", "Tz", "Rx", "Ry", "Rz", "Sx", "Sy", "Sz");

  private static LandmarkPairs moved(double[][] fixed, Affine map) {
    final double[][] moving = new double[fixed.length][];
    for (int n = 0; n < fixed.length; n++) moving[n] = map.apply(fixed[n]);
    return new LandmarkPairs(fixed, moving);
  }

  private static void assertFound(Affine expected, List<String> freedoms) {
    final Affine found = LandmarkStep.fit(moved(FIXED, expected), freedoms).map();
    for (double[] p : FIXED) assertArrayEquals(expected.apply(p), found.apply(p), 1e-6);
    assertArrayEquals(expected.toArray(), found.toArray(), 1e-6);
  }

  @Test
  void findsWhatIsFree() {
    final double[] centre = {-1, -22.8, 72.6};
    final double[] numbers = {4, -3, 12, 0.4, -0.3, 0.9, 0.1, -0.2, 0.3};
    for (int count : new int[] {3, 6, 9})
      assertFound(
          Motion.of(ALL.subList(0, count), centre, 1).at(Arrays.copyOf(numbers, count)),
          ALL.subList(0, count));
    assertFound(
        Motion.of(List.of("Tz", "Sz"), centre, 1).at(new double[] {7, -0.2}),
        List.of("Tx", "Ty", "Tz", "Sz"));
  }

  /** What is not free stays, though it would bring the labels nearer. */
  @Test
  void leavesWhatIsNot() {
    final Affine turn = Motion.of(List.of("Rz"), new double[3], 1).at(new double[] {0.5});
    final Affine found =
        LandmarkStep.fit(moved(FIXED, Affine.translation(1, 2, 3).after(turn)), List.of("Tz"))
            .map();
    assertArrayEquals(Affine.translation(0, 0, 3).toArray(), found.toArray(), 1e-9);
  }

  @Test
  void oneLabelShifts() {
    final LandmarkPairs one =
        new LandmarkPairs(new double[][] {{1, 2, 3}}, new double[][] {{4, 4, 4}});
    assertArrayEquals(
        Affine.translation(3, 2, 1).toArray(), LandmarkStep.fit(one, ALL).map().toArray(), 1e-9);
  }

  /** Two labels do not say everything that is free: what they do not say stays. */
  @Test
  void twoLabels() {
    final double[][] fixed = {{0, 0, 0}, {0, 0, 40}}, moving = {{1, 2, 10}, {1, 2, 60}};
    final Affine found =
        LandmarkStep.fit(
                new LandmarkPairs(fixed, moving), List.of("Tx", "Ty", "Tz", "Rx", "Ry", "Rz", "Sz"))
            .map();
    assertArrayEquals(new double[] {1, 2, 10}, found.apply(0, 0, 0), 1e-6);
    assertArrayEquals(new double[] {1, 2, 60}, found.apply(0, 0, 40), 1e-6);
    assertArrayEquals(new double[] {11, 2, 10}, found.apply(10, 0, 0), 1e-6);
  }

  private static Volume labels(String name, int[]... places) {
    final Grid grid = StepPhantom.GRID;
    final float[] v = new float[(int) grid.voxelCount()];
    for (int[] p : places) v[(p[2] * grid.extent(1) + p[1]) * grid.extent(0) + p[0]] = p[3];
    return Volume.ofFloats(v, grid, name);
  }

  @Test
  void fromImages() {
    final Volume fixed = labels("fixed", new int[] {20, 20, 1, 3}, new int[] {22, 24, 7, 5});
    final Volume moving =
        labels(
            "moving", new int[] {23, 22, 2, 3}, new int[] {25, 26, 8, 5}, new int[] {1, 1, 1, 9});
    final StepImages images =
        new StepImages(StepPhantom.GRID, Map.of(Kind.LABEL, new Pair(fixed, moving)), null);
    final double[] p = StepPhantom.GRID.voxelToWorld().apply(20, 20, 1);
    SctSteps.run(images, "step=0,type=label,dof=Tx_Ty_Tz").transform().apply(p, p);
    assertArrayEquals(StepPhantom.GRID.voxelToWorld().apply(23, 22, 2), p, 1e-6);
  }

  @Test
  void refusals() {
    final Volume fixed = labels("fixed", new int[] {20, 20, 1, 3});
    final Volume moving = labels("moving", new int[] {20, 20, 1, 4});
    final StepImages images =
        new StepImages(StepPhantom.GRID, Map.of(Kind.LABEL, new Pair(fixed, moving)), null);
    final InputException e =
        assertThrows(InputException.class, () -> SctSteps.run(images, "step=0,type=label"));
    assertTrue(e.getMessage().contains("moving (labels 4) and fixed (labels 3)"), e.getMessage());
    final double[][] far = {{0, 0, 0}, {0, 0, 100}}, near = {{0, 0, 0}, {0, 0, 1}};
    assertThrows(
        InputException.class,
        () -> LandmarkStep.fit(new LandmarkPairs(far, near), List.of("Tz", "Sz")));
  }
}
