package org.myelon.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myelon.command.CommandFields.field;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.SharedData;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;

/** The rules that the image commands add to the steps they call. */
class ImageCommandsTest {

  private static final Volume IMAGE = ramp(new Grid(new long[] {6, 5, 4}, Affine.scale(-1, 2, 3)));

  private static Volume ramp(Grid grid) {
    final float[] v = new float[(int) grid.voxelCount()];
    for (int i = 0; i < v.length; i++) v[i] = i;
    return Volume.ofFloats(v, grid, "t2");
  }

  /** Runs a command with values for its fields and gives its output. */
  private static Volume run(SpinalCordCommand command, Object... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2)
      field(command, (String) keysAndValues[i], keysAndValues[i + 1]);
    command.run();
    assertTrue(command.methods().stream().allMatch(m -> m.sentence().endsWith(".")));
    return (Volume) field(command, "output", null);
  }

  private static String refusal(SpinalCordCommand command, Object... keysAndValues) {
    return assertThrows(InputException.class, () -> run(command, keysAndValues)).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "spacing, 0.5x1x3, 12, 10, 4",
    "spacing, 2, 3, 5, 6",
    "factor, 0.5x2x1, 3, 10, 4",
    "size, 7x8x9, 7, 8, 9"
  })
  void resampleTakesOneWayToSayTheNewVoxels(String key, String value, long x, long y, long z) {
    assertArrayEquals(
        new long[] {x, y, z}, run(new ResampleCommand(), "image", IMAGE, key, value).grid().size());
  }

  @Test
  void resampleRefusesNoneTwoOrUnreadableWays() {
    assertTrue(refusal(new ResampleCommand(), "image", IMAGE).contains("exactly one"));
    assertTrue(
        refusal(new ResampleCommand(), "image", IMAGE, "spacing", "1", "reference", IMAGE)
            .contains("exactly one"));
    for (String bad : new String[] {"1x1", "1,1,1", "one", "1x1x", "0x1x1", "-1"})
      assertThrows(
          InputException.class,
          () -> run(new ResampleCommand(), "image", IMAGE, "spacing", bad),
          bad);
    assertTrue(
        refusal(new ResampleCommand(), "image", IMAGE, "size", "1.5x2x2").contains("whole number"));
  }

  @Test
  void cropLimitsAreInclusiveAndNegativeOnesCountFromTheEnd() {
    final Volume crop =
        run(new CropCommand(), "image", IMAGE, "xmin", 1, "xmax", -2, "zmin", -3, "zmax", 2);
    assertArrayEquals(new long[] {4, 5, 2}, crop.grid().size());
    assertEquals(31, crop.toFloats()[0]);
  }

  @Test
  void cropMarginsAreVoxelsOrMillimetres() {
    final float[] one = new float[120];
    one[3 + 6 * (2 + 5 * 2)] = 1;
    final Volume mask = Volume.ofFloats(one, IMAGE.grid(), "cord");
    assertArrayEquals(
        new long[] {3, 5, 1},
        run(new CropCommand(), "image", IMAGE, "mask", mask, "margin", "1x2x0").grid().size());
    assertArrayEquals(
        new long[] {5, 3, 3},
        run(new CropCommand(), "image", IMAGE, "mask", mask, "margin", "2mm").grid().size());
  }

  @Test
  void cropRefusesTwoWaysToSayTheBox() {
    assertTrue(
        refusal(new CropCommand(), "image", IMAGE, "mask", IMAGE, "xmin", 1)
            .contains("only one of"));
    assertTrue(
        refusal(new CropCommand(), "image", IMAGE, "mask", IMAGE, "reference", IMAGE)
            .contains("only one of"));
    assertTrue(refusal(new CropCommand(), "image", IMAGE, "xmax", 6).contains("0..5"));
    assertTrue(
        refusal(new CropCommand(), "image", IMAGE, "mask", IMAGE, "margin", "-2")
            .contains("negative"));
    final Volume elsewhere = ramp(new Grid(IMAGE.grid().size(), Affine.IDENTITY));
    assertTrue(
        refusal(new CropCommand(), "image", IMAGE, "mask", elsewhere).contains("different grids"));
  }

  @Test
  void cropWithABackgroundKeepsTheSize() {
    final Volume out =
        run(new CropCommand(), "image", IMAGE, "xmin", 1, "xmax", 1, "background", "-4");
    assertArrayEquals(IMAGE.grid().size(), out.grid().size());
    assertEquals(-4, out.toFloats()[0]);
    assertEquals(1, out.toFloats()[1]);
    assertThrows(
        InputException.class,
        () -> run(new CropCommand(), "image", IMAGE, "xmin", 1, "background", "none"));
  }

  @Test
  void padAddsVoxelsAndRefusesMillimetresAndFewer() {
    final Volume out =
        run(new PadCommand(), "image", IMAGE, "before", "1x0x2", "after", "1", "background", 9.0);
    assertArrayEquals(new long[] {8, 6, 7}, out.grid().size());
    assertEquals(9, out.toFloats()[0]);
    assertTrue(refusal(new PadCommand(), "image", IMAGE, "before", "2mm").contains("not in mm"));
    assertTrue(refusal(new PadCommand(), "image", IMAGE, "before", "-1").contains("crop"));
  }

  @Test
  void setOrientationMovesNoVoxelAndReorientNoPlace() {
    final Volume renamed = run(new SetOrientationCommand(), "image", IMAGE, "orientation", "AIL");
    assertEquals("AIL", renamed.orientation().toString());
    assertArrayEquals(IMAGE.toFloats(), renamed.toFloats());
    final Volume turned = run(new ReorientCommand(), "image", IMAGE, "orientation", "AIL");
    assertEquals("AIL", turned.orientation().toString());
    assertTrue(
        IMAGE.grid().differenceFrom(turned.reoriented(IMAGE.orientation()).grid(), 1e-9).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"point", "centerline"})
  void createMaskAsksForTheImageItsMethodNeeds(String method) {
    assertTrue(
        refusal(new CreateMaskCommand(), "image", IMAGE, "method", method)
            .contains("give " + method + "="));
    assertTrue(
        refusal(new CreateMaskCommand(), "image", IMAGE, "method", "coordinate").contains("15x17"));
    assertTrue(
        refusal(new CreateMaskCommand(), "image", IMAGE, "size", "35 cm").contains("41 or 35mm"));
  }

  @Test
  void aTubeAlongTheCordAgreesWithSct() {
    final Volume t2 = Nifti.read(SharedData.path("data/sct-testing/t2/t2.nii.gz"));
    final Volume cord = Nifti.read(SharedData.path("data/sct-testing/t2/t2_seg-manual.nii.gz"));
    assertArrayEquals(sct("sct_create_mask/t2_centerline_cyl"), tube(t2, cord).toFloats());
  }

  @Test
  void cropToATubeAgreesWithSct() {
    final Volume mt1 =
        Nifti.read(SharedData.path("data/sct-tutorial/single_subject/mt/mt1.nii.gz"));
    final Volume cord = Nifti.read(SharedData.path("reference/sct/inputs/mt1_seg.nii.gz"));
    final Volume tube = tube(mt1, cord);
    assertArrayEquals(sct("sct_crop_image/mt1_real_mask"), tube.toFloats());
    final Volume crop = run(new CropCommand(), "image", mt1, "mask", tube);
    final Volume theirs =
        Nifti.read(SharedData.path("reference/sct/sct_crop_image/mt1_real_mask/crop.nii.gz"));
    assertArrayEquals(theirs.toFloats(), crop.toFloats());
    assertTrue(theirs.grid().differenceFrom(crop.grid(), 1e-3).isEmpty());
  }

  private static Volume tube(Volume image, Volume cord) {
    return run(
        new CreateMaskCommand(),
        "image",
        image,
        "method",
        "centerline",
        "centerline",
        cord,
        "size",
        "35mm");
  }

  private static float[] sct(String folder) {
    return Nifti.read(SharedData.path("reference/sct/" + folder + "/mask.nii.gz")).toFloats();
  }
}
