package org.myelon.command.byhand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.PointRoi;
import ij.gui.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Affine;
import org.myelon.image.Grid;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.label.byhand.LabelKind;
import org.myelon.step.InputException;

class PointRoisTest {

  private static final Grid GRID = new Grid(new long[] {30, 40, 50}, Affine.scale(-1, 2, 3));

  @TempDir Path folder;

  private static PointLabels labels() {
    return new PointLabels(
        List.of(
            new PointLabel(3, new double[] {4, 5, 6}),
            new PointLabel(50, new double[] {29, 39, 49}),
            new PointLabel(8, new double[] {0, 0, 0})),
        GRID);
  }

  private static PointLabels read(List<Roi> rois, Integer... unnamed) {
    return PointRois.read(rois, GRID, LabelKind.DISCS, List.of(unnamed));
  }

  @Test
  void comeBackAsTheyWereFromAFile() {
    final Path file = folder.resolve("points.zip");
    RoiFile.write(PointRois.of(labels(), LabelKind.DISCS), file);
    assertEquals(labels().points().toString(), read(RoiFile.read(file)).points().toString());
  }

  @Test
  void pointsWithoutNamesAreNumberedInOrder() {
    final PointRoi several = new PointRoi();
    several.addPoint(1, 2, 4);
    several.addPoint(3, 4, 5);
    several.setName("discs");
    final PointRoi named = new PointRoi();
    named.addPoint(5, 6, 7);
    named.setName("C5-C6");
    assertEquals(
        "[1,2,3,3, 3,4,4,4, 5,6,6,6]", read(List.of(several, named), 3, 4).points().toString());
    final InputException e =
        assertThrows(InputException.class, () -> read(List.of(several, named), 3));
    assertTrue(e.getMessage().contains("'discs'"), e.getMessage());
  }

  @Test
  void whatIsNoPointIsRefused() {
    final Roi box = new Roi(1, 2, 3, 4);
    box.setName("box");
    assertTrue(
        assertThrows(InputException.class, () -> read(List.of(box)))
            .getMessage()
            .contains("not a point"));
    final PointRoi nowhere = new PointRoi(1.0, 2.0);
    nowhere.setName("C2/C3");
    assertTrue(
        assertThrows(InputException.class, () -> read(List.of(nowhere)))
            .getMessage()
            .contains("no slice"));
  }

  @Test
  void otherFilesAreRefusedInOneLine() throws Exception {
    final Path text = Files.writeString(folder.resolve("text.zip"), "no archive");
    final Path roi = Files.writeString(folder.resolve("text.roi"), "no ROI at all");
    for (Path file : List.of(text, roi, folder.resolve("missing.zip"))) {
      final InputException e = assertThrows(InputException.class, () -> RoiFile.read(file));
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
    assertThrows(
        InputException.class,
        () -> RoiFile.write(PointRois.of(labels(), LabelKind.DISCS), folder.resolve("a.txt")));
  }
}
