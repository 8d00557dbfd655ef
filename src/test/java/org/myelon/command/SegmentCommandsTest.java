package org.myelon.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.myelon.command.CommandFields.field;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.Cancelled;
import org.myelon.image.Box;
import org.myelon.image.Grid;
import org.myelon.image.Oblique;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.phantom.BrightnessModel;
import org.myelon.phantom.Contrast;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.report.QcEntry;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.StoredModel;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** What the segmentation commands add to their steps; networks are made by hand. */
class SegmentCommandsTest {

  private static final Subject SUBJECT =
      SpinePhantom.draw(
          SpinePhantom.Settings.defaults()
              .withGrid(SpinePhantom.grid(Orientation.parse("AIL"), new double[] {1, 1, 6}, 3, 2))
              .withContrast(Contrast.DWI),
          Progress.NONE);

  @TempDir Path folder;

  private static Volume run(SpinalCordCommand command, Object... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2)
      field(command, (String) keysAndValues[i], keysAndValues[i + 1]);
    command.run();
    return (Volume) field(command, "segmentation", null);
  }

  private File model() {
    StoredModel.write(
        folder, BrightnessModel.like(AxialModel.cord()), BrightnessModel.weights(1.5f));
    return folder.toFile();
  }

  @Test
  void networkOfAFolderFollowsTheCordFromAStart() {
    final SegmentCordCommand command = new SegmentCordCommand();
    final Volume found =
        run(
            command,
            "image",
            SUBJECT.image(),
            "method",
            "network",
            "device",
            "cpu",
            "model",
            model(),
            "startImage",
            SUBJECT.discs().withName("discs"));
    assertTrue(found.grid().differenceFrom(SUBJECT.image().grid(), 1e-9).isEmpty());
    assertEquals("cpu", command.notes().get("device"));
    assertTrue(command.notes().get("models").toString().contains("brightness"));
    assertTrue((double) command.notes().get("confidence") > 0.8);
    assertTrue(command.methods().get(0).sentence().contains("model brightness"));
    final List<QcEntry> pages = command.qcEntries();
    assertEquals(1, pages.size());
  }

  @Test
  void cancelledStopsBeforeAnythingIsMade() {
    final SegmentCordCommand command = new SegmentCordCommand();
    command.setProgress(new Cancelled());
    assertThrows(
        CancelledException.class,
        () -> run(command, "image", SUBJECT.image(), "method", "network", "device", "cpu"));
    assertNull(field(command, "segmentation", null));
  }

  private static void assertRefused(String words, Object... keysAndValues) {
    final InputException e =
        assertThrows(InputException.class, () -> run(new SegmentCordCommand(), keysAndValues));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void refusalsSayWhatToDo() {
    final Volume image = SUBJECT.image();
    assertRefused("there are network and propagation", "image", image, "method", "magic");
    assertRefused("device is auto, cpu", "image", image, "method", "network", "device", "abacus");
    assertRefused(
        "There is no model.json in",
        "image",
        image,
        "method",
        "network",
        "device",
        "cpu",
        "start",
        "10,10,10",
        "model",
        new File("nowhere"));
    assertRefused("must be 0 to 1", "image", image, "method", "network", "threshold", 2.0);
  }

  @Test
  void aBoxIsGivenInStoredAxesAndSlicesFromBelow() {
    final Grid grid =
        Oblique.grid(
            "ASL", new long[] {20, 30, 40}, new double[] {1, 1, 1}, new double[3], new double[3]);
    final Volume image = Oblique.image(grid, p -> p[0]);
    assertNull(VoxelRanges.box(" ", 0, -1, image));
    assertEquals(
        new Box(new long[] {2, 0, 5}, new long[] {9, 29, 6}),
        VoxelRanges.box("2..9,,5..6", 0, -1, image));
    assertEquals(
        new Box(new long[] {0, 20, 0}, new long[] {19, 26, 39}),
        VoxelRanges.box("", 3, 9, image),
        "the second axis runs from superior to inferior");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1..2", "1,2,3", "a..b,,", "5..4,,", "0..20,,", "-1..3,,"})
  void refusesWhatIsNoBoxOfTheImage(String text) {
    final Grid grid =
        Oblique.grid(
            "RPI", new long[] {20, 30, 40}, new double[] {1, 1, 1}, new double[3], new double[3]);
    final Volume image = Oblique.image(grid, p -> p[0]);
    assertThrows(InputException.class, () -> VoxelRanges.box(text, 0, -1, image));
  }
}
