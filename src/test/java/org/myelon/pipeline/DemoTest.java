package org.myelon.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Volume;
import org.myelon.phantom.SpineAnatomy;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.step.Progress;
import org.myelon.step.Table;

class DemoTest {

  @Test
  void areaOfEveryLevelIsNearTheTruthWithOurOwnSegmentation(@TempDir Path temp) throws Exception {
    final List<Double> heard = Collections.synchronizedList(new ArrayList<>());
    final Demo.Result result = Demo.run(temp, (stage, fraction) -> heard.add(fraction));
    final Table table = result.table();
    assertEquals(SpineAnatomy.LEVEL_NAMES.size(), table.rowCount());
    double sum = 0;
    for (int r = 0; r < table.rowCount(); r++) {
      assertEquals(SpineAnatomy.LEVEL_NAMES.get(r), table.get(r, "Level"));
      final double deviation = table.number(r, "Deviation [%]");
      assertTrue(Math.abs(deviation) < 5, table.row(r).toString());
      sum += deviation / table.rowCount();
    }
    assertTrue(Math.abs(sum) < 2.5, "mean deviation " + sum + " %");
    assertTrue(Files.readString(result.page()).contains("Measured and true area"));
    assertTrue(heard.stream().allMatch(f -> f >= 0 && f <= 1));
    assertTrue(heard.contains(1.0) && heard.size() > 50);
  }

  @Test
  void areaOfEveryLevelIsTheTruthForTheTrueMask() {
    final Subject subject = SpinePhantom.draw(SpinePhantom.Settings.defaults(), Progress.NONE);
    final Volume whole = subject.cordFraction();
    final AnalyzeCord.Result result =
        AnalyzeCord.run(
            new AnalyzeCord.Inputs(subject.image(), whole, null, subject.levels()),
            AnalyzeCord.Settings.defaults(),
            Progress.NONE);
    assertEquals(9, result.summary().rowCount());
    for (int r = 0; r < 9; r++) {
      final SpineAnatomy.LevelTruth truth = subject.truth().get(r);
      assertEquals(truth.name(), result.summary().get(r, "Level"));
      assertEquals(
          truth.areaMm2(), result.summary().number(r, "Area [mm²]"), 0.01 * truth.areaMm2());
      assertEquals(truth.diameterRL(), result.summary().number(r, "RL [mm]"), 0.25);
    }
  }
}
