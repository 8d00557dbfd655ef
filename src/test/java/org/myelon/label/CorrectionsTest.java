package org.myelon.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;

class CorrectionsTest {

  private static final Grid GRID = new Grid(new long[] {3, 4, 5}, Affine.scale(1, 2, 3));

  @TempDir Path dataset;

  private static Volume labels(int value) {
    final byte[] voxels = new byte[60];
    voxels[7] = (byte) value;
    return Volume.ofBytes(voxels, GRID, "labels");
  }

  @ParameterizedTest
  @CsvSource({
    "sub-01/anat/sub-01_T2w.nii.gz, derivatives/labels/sub-01/anat/sub-01_T2w_seg-manual.nii.gz",
    "sub-01/ses-2/dwi/sub-01_dwi.nii, derivatives/labels/sub-01/ses-2/dwi/sub-01_dwi_seg-manual.nii.gz",
    "study/t2.hdr, study/derivatives/labels/t2_seg-manual.nii.gz"
  })
  void liesInTheDatasetOfTheImage(String image, String corrected) {
    assertEquals(
        dataset.resolve(corrected),
        Corrections.of(dataset.resolve(image)).place(CorrectionKind.CORD));
  }

  @Test
  void theDatasetIsWhereItIsDescribed() throws Exception {
    Files.writeString(dataset.resolve("dataset_description.json"), "{}");
    assertEquals(
        dataset.resolve("derivatives/labels/site/sub-01/anat/sub-01_T2w_pmj-manual.nii.gz"),
        Corrections.of(dataset.resolve("site/sub-01/anat/sub-01_T2w.nii.gz"))
            .place(CorrectionKind.PMJ));
  }

  @Test
  void anImageKnowsItsFileUntilItIsMoved() {
    final Path file = dataset.resolve("t2.nii.gz");
    Nifti.write(labels(1), file);
    final Volume read = Nifti.read(file);
    assertEquals(Optional.of(file), read.withName("other").source());
    assertEquals(Optional.empty(), read.withVoxelToWorld(Affine.IDENTITY).source());
    assertEquals(Optional.empty(), read.withPixels(labels(2).pixels()).source());
    assertTrue(Corrections.of(labels(1)).isEmpty());
    assertTrue(Corrections.of(read).isPresent());
  }

  @Test
  void writesImageAndSidecarAndReadsThemAgain() {
    final Corrections corrections = Corrections.of(dataset.resolve("sub-01/anat/sub-01_T2w.nii"));
    assertTrue(corrections.read(CorrectionKind.DISCS).isEmpty());
    final Path file = corrections.write(labels(3), CorrectionKind.DISCS, "Ada");
    assertEquals(
        dataset.resolve("derivatives/labels/sub-01/anat/sub-01_T2w_labels-disc-manual.nii.gz"),
        file);
    final PointLabels read = PointLabels.of(corrections.read(CorrectionKind.DISCS).orElseThrow());
    assertEquals("1,2,0,3", read.points().get(0).toString());
    final JsonValue json =
        JsonValue.read(file.resolveSibling("sub-01_T2w_labels-disc-manual.json"));
    assertEquals("Ada", json.get("Author").text());
    assertTrue(json.get("Date").text().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?"));
    assertEquals("Intervertebral discs", json.get("Label").text());
  }

  @Test
  void keepsWhatItReplaces() throws Exception {
    final Corrections corrections = Corrections.of(dataset.resolve("t2.nii.gz"));
    final Path file = corrections.write(labels(3), CorrectionKind.DISCS, "Ada");
    corrections.write(labels(3), CorrectionKind.DISCS, "Ada");
    assertEquals(2, count(file.getParent()), "the same again needs no backup");
    corrections.write(labels(4), CorrectionKind.DISCS, "Bo");
    corrections.write(labels(5), CorrectionKind.DISCS, "Cy");
    assertEquals(6, count(file.getParent()));
    for (int i = 0; i < 3; i++) {
      final String name = "t2_labels-disc-manual" + (i < 2 ? "_backup-" + (i + 1) : "");
      final Volume read = Nifti.read(file.resolveSibling(name + ".nii.gz"));
      assertEquals(3 + i, PointLabels.of(read).points().get(0).value());
      assertEquals(
          new String[] {"Ada", "Bo", "Cy"}[i],
          JsonValue.read(file.resolveSibling(name + ".json")).get("Author").text());
    }
  }

  @Test
  void goesOnWithTheNameThatTheDatasetHas() throws Exception {
    final Path old = dataset.resolve("derivatives/labels/sub-1/anat/sub-1_T2w_label-SC_seg.nii");
    Files.createDirectories(old.getParent());
    Nifti.write(labels(1), old);
    final Corrections corrections = Corrections.of(dataset.resolve("sub-1/anat/sub-1_T2w.nii.gz"));
    assertEquals(Optional.of(old), corrections.find(CorrectionKind.CORD));
    assertEquals(old, corrections.write(labels(2), CorrectionKind.CORD, "Ada"));
    assertEquals(2, PointLabels.of(Nifti.read(old)).points().get(0).value());
  }

  @Test
  void leavesAllAsItWasWhenItCannotWrite() throws Exception {
    Files.createFile(dataset.resolve("derivatives"));
    final Corrections corrections = Corrections.of(dataset.resolve("t2.nii.gz"));
    final InputException e =
        assertThrows(
            InputException.class, () -> corrections.write(labels(1), CorrectionKind.LESION, "Ada"));
    assertEquals(1, e.getMessage().lines().count());
    assertEquals(1, count(dataset));
  }

  private static long count(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
