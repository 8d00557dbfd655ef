package org.myelon.segment.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.step.InputException;

class TrainingPairsTest {

  @TempDir Path root;

  @BeforeEach
  void aSmallBidsTree() throws Exception {
    for (String name :
        List.of(
            "sub-01/anat/sub-01_T2w.nii.gz",
            "sub-01/anat/sub-01_T2w_part-2.nii.gz",
            "sub-02/anat/sub-02_T2w.nii.gz",
            "sub-02/anat/sub-02_T2w.json",
            "sub-03/anat/sub-03_T2w.nii.gz",
            "derivatives/labels/sub-01/anat/sub-01_T2w_seg.nii.gz",
            "derivatives/labels/sub-01/anat/sub-01_T2w_part-2_seg.nii.gz",
            "derivatives/labels/sub-02/anat/sub-02_T2w_seg.nii.gz",
            "derivatives/labels/sub-02/anat/sub-02_T2w_gmseg.nii.gz")) {
      final Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private List<String> find(String images, String masks) {
    return TrainingPairs.find(images, masks).stream()
        .map(p -> p.image().getFileName() + " " + p.mask().getFileName())
        .toList();
  }

  private void assertRefused(String images, String masks, String says) {
    final InputException e =
        assertThrows(InputException.class, () -> TrainingPairs.find(images, masks));
    assertTrue(e.getMessage().contains(says), e.getMessage());
  }

  @Test
  void findsTheMasksOfABidsTree() {
    assertEquals(
        List.of(
            "sub-01_T2w.nii.gz sub-01_T2w_seg.nii.gz",
            "sub-01_T2w_part-2.nii.gz sub-01_T2w_part-2_seg.nii.gz",
            "sub-02_T2w.nii.gz sub-02_T2w_seg.nii.gz"),
        find(root.toString(), root + "/derivatives/labels/*_seg.nii.gz"));
  }

  @Test
  void takesFilesGivenOneByOneInTheirOrder() throws Exception {
    final Path other = Files.createFile(root.resolve("drawn.nii"));
    assertEquals(
        List.of("sub-02_T2w.nii.gz drawn.nii"),
        find(root + "/sub-02/anat/sub-02_T2w.nii.gz", other.toString()));
  }

  @Test
  void saysWhatDoesNotFit() throws Exception {
    assertRefused("", root.toString(), "images=");
    assertRefused(root.toString(), " ", "masks=");
    assertRefused(root.toString(), "nowhere", "nowhere");
    assertRefused(root + "/sub-02", root + "/derivatives/labels/sub-02", "both fit");
    assertRefused(root + "/sub-03", root + "/derivatives/*_seg.nii.gz", "No image belongs");
    assertRefused(root.toString(), root + "/*_lesion.nii.gz", "no NIfTI file");
    Files.createDirectories(root.resolve("again"));
    Files.createFile(root.resolve("again/sub-02_T2w.nii.gz"));
    assertRefused(root.toString(), root + "/derivatives/*02_T2w_seg.nii.gz", "Several images");
  }
}
