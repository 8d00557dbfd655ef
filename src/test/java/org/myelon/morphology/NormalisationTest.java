package org.myelon.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.SharedData;
import org.myelon.image.nifti.Nifti;
import org.myelon.label.SliceLevels;
import org.myelon.step.InputException;
import org.myelon.step.Table;
import org.myelon.step.TableText;

/** PAM50 and area normalisation, and rows below earlier ones. */
class NormalisationTest {

  /** A cord whose area is its slice number, levels 2 to 6 from the top with so many slices. */
  private static CordProfile ramp(int... slicesPerLevel) {
    final List<SliceShape> shapes = new ArrayList<>();
    final List<Integer> levels = new ArrayList<>();
    for (int l = slicesPerLevel.length - 1; l >= 0; l--)
      for (int i = 0; i < slicesPerLevel[l]; i++) {
        shapes.add(SliceShape.of(levels.size(), 1, 1).put(Metric.AREA, levels.size()).build());
        levels.add(2 + l);
      }
    return new CordProfile(shapes, levels, levels.size());
  }

  @Test
  void oursHasNoJumpAtTheBordersOfLevels() {
    final CordProfile subject = ramp(10, 12, 20, 15, 9);
    assertTrue(largestStep(Pam50Normalisation.apply(subject, Compatibility.MYELON)) < 0.75);
    // SCT puts two neighbouring slices of the subject on two neighbouring slices of the template
    assertEquals(1, largestStep(Pam50Normalisation.apply(subject, Compatibility.SCT)), 1e-9);
  }

  private static double largestStep(CordProfile p) {
    double most = 0;
    for (int i = 1; i < p.shapes().size(); i++) {
      assertEquals(p.shapes().get(i - 1).slice() + 1, p.shapes().get(i).slice());
      most =
          Math.max(
              most, p.shapes().get(i).get(Metric.AREA) - p.shapes().get(i - 1).get(Metric.AREA));
    }
    return most;
  }

  @Test
  void innerLevelsFillTheirLevelOfTheTemplate() {
    for (Compatibility c : Compatibility.values()) {
      final CordProfile p = Pam50Normalisation.apply(ramp(3, 12, 20, 2), c);
      for (int z = Pam50Levels.lowest(4); z <= Pam50Levels.highest(3); z++)
        assertTrue(p.shape(z) != null, "slice " + z);
      // incomplete levels hang on the border that they share with their neighbour
      assertTrue(p.shape(Pam50Levels.lowest(2)) != null);
      assertEquals(null, p.shape(Pam50Levels.highest(2)));
      assertTrue(p.shape(Pam50Levels.highest(5)) != null);
      assertEquals(null, p.shape(Pam50Levels.lowest(5)));
      assertTrue(Double.isNaN(p.shapes().get(0).length()));
    }
  }

  @Test
  void refusesFewerThanThreeLevels() {
    final String message =
        assertThrows(
                InputException.class,
                () -> Pam50Normalisation.apply(ramp(5, 5), Compatibility.MYELON))
            .getMessage();
    assertTrue(message.contains("three"), message);
  }

  @Test
  void levelsAreThoseOfTheTemplateItself() {
    final SliceLevels file =
        SliceLevels.of(
            Nifti.read(SharedData.path("data/pam50/template/PAM50_levels.nii.gz")), false);
    final List<Integer> ours = Pam50Levels.ofSlices();
    assertEquals(file.sliceCount(), ours.size());
    for (int z = 0; z < ours.size(); z++) assertEquals(file.level(z), ours.get(z), "slice " + z);
  }

  /** The golden number of SCT's own tests: 15 x 15 mm, a woman. */
  @Test
  void areaNormalisationGivesTheGoldenNumber() {
    final CordProfile p =
        new CordProfile(
            List.of(SliceShape.of(0, 1, 1).put(Metric.AREA, 225).build()), List.of(), 1);
    for (String subject :
        List.of(
            "brain-volume=960606, thalamus-volume=13942, sex=0",
            "brain-volume 960606 thalamus-volume 13942 sex 0"))
      assertEquals(
          228.20973, CsaNormalisation.parse(subject).apply(p).shape(0).get(Metric.AREA), 2e-5);
    for (String bad :
        List.of("sex=0", "sex=2,brain-volume=1e6", "sex=0,brain-volume=x", "age=3,sex=1", "sex"))
      assertThrows(InputException.class, () -> CsaNormalisation.parse(bad), bad);
  }

  @Test
  void newRowsComeBelowEarlierOnesOfSctUnchanged(@TempDir Path folder) throws Exception {
    final Path sct =
        SharedData.path("reference/sct/sct_process_segmentation/t2_vert_perlevel/csa.csv");
    final CordProfile p = ramp(2, 2, 2);
    final Table rows = ShapeTable.of(p, Regions.eachLevel().of(p), false, SctAgreementTest.ORIGIN);
    final Table all = EarlierRows.prepend(sct, rows);
    assertEquals(7, all.rowCount());
    assertEquals("70.74659793754125", all.get(0, "MEAN(area)"));
    assertEquals(rows.row(2), all.row(6));
    final Path own = folder.resolve("own.csv");
    Files.writeString(own, TableText.csv(all));
    assertEquals(TableText.csv(all), TableText.csv(EarlierRows.prepend(own, empty(rows))));
    assertEquals(rows, EarlierRows.prepend(folder.resolve("none.csv"), rows));
    Files.writeString(own, "a,b\n1,2\n");
    assertThrows(InputException.class, () -> EarlierRows.prepend(own, rows));
  }

  private static Table empty(Table like) {
    return Table.withColumns(like.columns()).build();
  }
}
