package org.myelon.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.register.RegisterImages.Inputs;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.PairedTransform;
import org.myelon.transform.Transform;

/** One phantom seen by two oblique grids; the second image then lies elsewhere by a known map. */
class RegisterImagesTest {

  private static final List<StepSettings> CENTRES =
      RegistrationSteps.parse("step=1,type=seg,algo=centermass");
  private static final List<StepSettings> NOTHING = RegistrationSteps.parse("step=1,algo=identity");

  private static Subject fixed, other;

  @BeforeAll
  static void draw() {
    fixed = draw("RPI", new double[] {1, 0.9, 3}, 4, -3);
    other = draw("ASL", new double[] {1.1, 2, 0.9}, -6, 2);
  }

  private static Subject draw(String code, double[] mm, double tilt, double turn) {
    final Grid grid = SpinePhantom.grid(Orientation.parse(code), mm, tilt, turn);
    return SpinePhantom.draw(
        SpinePhantom.Settings.defaults().withGrid(grid).withNoise(0), Progress.NONE);
  }

  private static Volume moved(Volume volume, Affine by) {
    return volume.withVoxelToWorld(by.after(volume.voxelToWorld()));
  }

  private static Registration run(Inputs in, Transform initial, List<StepSettings> steps) {
    return RegisterImages.run(in, initial, steps, StepAlgorithms::of, Progress.NONE);
  }

  private static void assertMapsTo(double[] expected, Transform t, double[] p, double tolerance) {
    final double[] q = new double[3];
    assertTrue(t.apply(p, q));
    for (int a = 0; a < 3; a++) assertEquals(expected[a], q[a], tolerance, "axis " + a);
  }

  /** A shift within the slices is found to a tenth of a voxel, without resampling in between. */
  @Test
  void aShiftIsFoundByTheCords() {
    final Affine slices = fixed.image().voxelToWorld();
    final double[] inSlice = slices.applyToVector(2.3, -1.7, 0);
    final Affine shift = Affine.translation(inSlice[0], inSlice[1], inSlice[2]);
    final Inputs in =
        Inputs.of(moved(fixed.image(), shift), fixed.image())
            .withCords(moved(fixed.cord(), shift), fixed.cord());
    final Registration found = run(in, null, CENTRES);
    final double[] p = slices.apply(30, 30, 20);
    assertMapsTo(shift.apply(p), found.transform(), p, 0.1);
    assertTrue(found.quality().diceAfter() > 0.98, found.quality().toString());
    assertTrue(found.quality().diceBefore() < 0.8, found.quality().toString());
    assertEquals(0, found.quality().folds());
    assertMapsTo(p, found.transform().inverse(), shift.apply(p), 0.1);
  }

  @Test
  void identityKeepsThePlacesInTheFiles() {
    final Registration found =
        run(
            Inputs.of(other.image(), fixed.image()).withCords(other.cord(), fixed.cord()),
            null,
            NOTHING);
    assertMapsTo(new double[] {1, 2, 3}, found.transform(), new double[] {1, 2, 3}, 1e-9);
    assertTrue(found.quality().diceAfter() > 0.85, "two grids of one cord: " + found.quality());
  }

  /** Far apart, both ways to begin lead back; what was done before the steps counts, too. */
  @Test
  void labelsOrAnInitialTransformBridgeTheGap() {
    final Affine far = Affine.translation(300, -200, 150);
    final Inputs apart =
        Inputs.of(moved(other.image(), far), fixed.image())
            .withCords(moved(other.cord(), far), fixed.cord());
    final String message =
        assertThrows(InputException.class, () -> run(apart, null, CENTRES)).getMessage();
    assertTrue(message.contains("do not overlap"), message);

    final Inputs labelled = apart.withLabels(moved(other.discs(), far), fixed.discs());
    final double[] p = {0, 0, 0};
    // a label is one voxel, and these are 2 to 3 mm long
    final double[] q = far.apply(p);
    assertMapsTo(q, run(labelled, null, NOTHING).transform(), p, 1.5);
    assertMapsTo(q, run(labelled, null, CENTRES).transform(), p, 1.5);

    final Transform given =
        new PairedTransform(new AffineTransform(far), new AffineTransform(far.inverse()));
    assertMapsTo(q, run(apart, given, CENTRES).transform(), p, 0.5);
    final String both =
        assertThrows(InputException.class, () -> run(labelled, given, CENTRES)).getMessage();
    assertTrue(both.contains("one of them only"), both);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    final Inputs in = Inputs.of(other.image(), fixed.image());
    refused("on different grids", in.withCords(fixed.cord(), fixed.cord()), CENTRES);
    refused("on different grids", in.withMask(other.cord()), NOTHING);
    refused("compares segmentations", in, CENTRES);
    refused("compares segmentations", in.withCords(other.cord(), null), CENTRES);
  }

  private static void refused(String part, Inputs in, List<StepSettings> steps) {
    final String message =
        assertThrows(InputException.class, () -> run(in, null, steps)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
