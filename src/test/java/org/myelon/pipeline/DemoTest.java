package org.myelon.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.phantom.SpineAnatomy;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.phantom.Tract;
import org.myelon.pipeline.analysis.AnalysisInputs;
import org.myelon.pipeline.analysis.AnalysisSettings;
import org.myelon.pipeline.analysis.AnalyzeSubject;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;

class DemoTest {

  @Test
  void areaAndTractsAreNearTheTruthWithOurOwnSegmentation(@TempDir Path temp) throws Exception {
    final List<Double> heard = Collections.synchronizedList(new ArrayList<>());
    final Demo.Result result = Demo.run(temp, (stage, fraction) -> heard.add(fraction));
    final Table table = result.table();
    final int levels = SpineAnatomy.LEVEL_NAMES.size();
    assertEquals(levels + Tract.values().length, table.rowCount());
    double sum = 0;
    for (int r = 0; r < levels; r++) {
      assertEquals(SpineAnatomy.LEVEL_NAMES.get(r), table.get(r, "Where"));
      final double deviation = table.number(r, "Deviation [%]");
      assertTrue(Math.abs(deviation) < 5, table.row(r).toString());
      sum += deviation / levels;
    }
    assertTrue(Math.abs(sum) < 2.5, "mean deviation " + sum + " %");
    // the fluid round the cord is thinner than a voxel, so its value is that of the cord's edge
    for (int r = levels; r < levels + Tract.CSF_CONTOUR.ordinal(); r++)
      assertTrue(Math.abs(table.number(r, "Deviation [%]")) < 8, table.row(r).toString());
    final String page = Files.readString(result.page());
    for (String told : List.of("Measured and true", "thinner than a voxel", "within 3 %"))
      assertTrue(page.contains(told), told);
    assertTrue(heard.stream().allMatch(f -> f >= 0 && f <= 1));
    assertTrue(heard.stream().anyMatch(f -> f > 0.9) && heard.size() > 50);
  }

  @Test
  void areaOfEveryLevelIsTheTruthForTheTrueMask(@TempDir Path temp) {
    final Subject subject = SpinePhantom.draw(SpinePhantom.Settings.defaults(), Progress.NONE);
    final Table table =
        AnalyzeSubject.run(
                AnalysisInputs.of(subject.image())
                    .withSegmentation(subject.cordFraction())
                    .withLevels(subject.levels()),
                AnalysisSettings.defaults(),
                temp,
                Progress.NONE)
            .summary();
    assertEquals(9, table.rowCount());
    for (int r = 0; r < 9; r++) {
      final SpineAnatomy.LevelTruth truth = subject.truth().get(r);
      assertEquals(truth.name(), table.get(r, "Level"));
      assertEquals(truth.areaMm2(), table.number(r, "Area [mm²]"), 0.01 * truth.areaMm2());
      assertEquals(truth.diameterRL(), table.number(r, "RL [mm]"), 0.25);
    }
  }

  @Test
  void aFolderWithOtherFilesIsLeftAlone(@TempDir Path temp) throws Exception {
    Files.writeString(temp.resolve("thesis.doc"), "years of work");
    final InputException e =
        assertThrows(InputException.class, () -> Demo.run(temp, Progress.NONE));
    assertTrue(e.getMessage().contains("thesis.doc"), e.getMessage());
  }
}
