package org.myelon.command.byhand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.Xvfb;
import org.myelon.image.Box;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.step.JsonValue;

/** Labels set by mouse and keyboard in plain ImageJ on a screen, see {@link ByHandOnScreen}. */
class ByHandOnScreenTest {

  private static final Path SUBJECT = Path.of("test-data/subject");
  private static final long MINUTES = 4;

  @TempDir static Path folder;
  private static List<String> said;

  @BeforeAll
  static void labelByHand() throws Exception {
    Assumptions.assumeTrue(Xvfb.isThere(), "needs the Debian package xvfb");
    final Path anat = Files.createDirectories(folder.resolve("sub-01/anat"));
    Files.copy(SUBJECT.resolve("t2.nii.gz"), anat.resolve("sub-01_T2w.nii.gz"));
    for (String name : List.of("cord.nii.gz", "discs.nii.gz"))
      Files.copy(SUBJECT.resolve(name), folder.resolve(name));
    menu(Files.createDirectories(folder.resolve("plugins")).resolve("myelon_fiji.jar"));
    said = Xvfb.run(ByHandOnScreen.class, folder, MINUTES);
    final Path kept = Files.createDirectories(Path.of("target/screenshots"));
    for (String name : List.of("three", "dragged", "deleted", "undone", "saved", "painted"))
      if (Files.exists(folder.resolve(name + ".png")))
        Files.copy(
            folder.resolve(name + ".png"),
            kept.resolve("byhand-" + name + ".png"),
            StandardCopyOption.REPLACE_EXISTING);
  }

  /** A jar with the menu items; the classes come from the class path. */
  private static void menu(Path jar) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("plugins.config"));
      Files.copy(Path.of("src/main/resources/plugins.config"), zip);
    }
  }

  private static SortedMap<Integer, List<PointLabel>> labels(Path file) {
    return PointLabels.of(Nifti.read(file)).byValue();
  }

  private static Path corrected() {
    return folder.resolve("derivatives/labels/sub-01/anat/sub-01_T2w_labels-disc-manual.nii.gz");
  }

  @Test
  void theSessionRunsToItsEnd() {
    assertTrue(said.contains("session ended"), () -> String.join("\n", said));
    assertTrue(said.contains("log after sub-01_T2w_labels"), () -> String.join("\n", said));
  }

  /** A click hits a place to less than a pixel of the screen, which is less than a voxel. */
  @Test
  void whatWasClickedIsWhereItWasClicked() {
    final Volume image = Nifti.read(folder.resolve("sub-01/anat/sub-01_T2w.nii.gz"));
    image.grid().requireSame(Nifti.read(corrected()).grid(), "image", "labels");
    final var truth = labels(folder.resolve("discs.nii.gz"));
    final var made = labels(corrected());
    assertEquals(List.of(3, 4, 5), List.copyOf(made.keySet()));
    final double[] mm = image.grid().spacing();
    for (int disc : new int[] {3, 5})
      assertTrue(distance(truth.get(disc).get(0), made.get(disc).get(0), mm) < 2, "disc " + disc);
  }

  @Test
  void whatWasDraggedWentToTheFrontAndDown() {
    final Volume image = Nifti.read(corrected());
    final double[] was = world(image, labels(folder.resolve("discs.nii.gz")), 4);
    final double[] is = world(image, labels(corrected()), 4);
    assertTrue(is[1] > was[1] + 2, "to the front");
    assertTrue(is[2] < was[2] - 1, "down");
  }

  private static double[] world(
      Volume image, SortedMap<Integer, List<PointLabel>> labels, int value) {
    return image.voxelToWorld().apply(labels.get(value).get(0).voxel());
  }

  @Test
  void whatWasSavedIsTheResultToo() {
    final var saved = labels(corrected());
    labels(folder.resolve("result.nii.gz"))
        .forEach(
            (value, points) ->
                assertEquals(points.get(0).toString(), saved.get(value).get(0).toString()));
  }

  @Test
  void theSidecarNamesWhoDrewIt() {
    final JsonValue json =
        JsonValue.read(corrected().resolveSibling("sub-01_T2w_labels-disc-manual.json"));
    assertEquals("Ada", json.get("Author").text());
    assertEquals("Intervertebral discs", json.get("Label").text());
  }

  @Test
  void theRoiManagerHasThePointsByName() {
    assertTrue(said.contains("rois 3"), () -> String.join("\n", said));
    assertTrue(said.contains("named C2/C3"), () -> String.join("\n", said));
  }

  /** In the axial view rows run from the front, columns from the right, slices from below. */
  @Test
  void whatWasPaintedIsWhereTheBrushWas() {
    final Volume image = Nifti.read(folder.resolve("sub-01/anat/sub-01_T2w.nii.gz"));
    final Path file =
        folder.resolve("derivatives/labels/sub-01/anat/sub-01_T2w_lesion-manual.nii.gz");
    final Volume painted = Nifti.read(file);
    image.grid().requireSame(painted.grid(), "image", "mask");
    final Volume axial = painted.reoriented(Orientation.parse("RAI"));
    final Box box = Box.around(axial);
    final long middle = axial.grid().size(2) / 2;
    assertEquals(middle, box.min()[2]);
    assertEquals(middle, box.max()[2]);
    // a brush of 6 pixels drawn from (20, 40) to (30, 40)
    final long[] expected = {17, 37, 33, 43};
    final long[] found = {box.min()[0], box.min()[1], box.max()[0], box.max()[1]};
    for (int i = 0; i < 4; i++)
      assertEquals(expected[i], found[i], 1.5, () -> java.util.Arrays.toString(found));
    assertTrue(said.contains("painted sub-01_T2w_mask"), () -> String.join("\n", said));
  }

  private static double distance(PointLabel a, PointLabel b, double[] mm) {
    double sum = 0;
    for (int i = 0; i < 3; i++) sum += Math.pow((a.voxel()[i] - b.voxel()[i]) * mm[i], 2);
    return Math.sqrt(sum);
  }
}
