package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key qc= of the shell, which every command has. */
class QcKeyTest {

  @TempDir Path folder;

  private String run(String... words) {
    final ByteArrayOutputStream said = new ByteArrayOutputStream();
    final PrintStream to = new PrintStream(said, true);
    assertEquals(0, new Main(to, to, false).run(List.of(words)), said::toString);
    return said.toString();
  }

  @Test
  void writesAPageThatTellsWhereTheResultIsFrom() throws Exception {
    final String said =
        run(
            "measure-shape",
            "segmentation=" + Subject.file("cord"),
            "slices=20:30",
            "table=" + folder.resolve("shape.csv"),
            "qc=" + folder.resolve("page"));
    assertTrue(said.contains("QC page"), said);
    final String page = Files.readString(folder.resolve("page/index.html"));
    assertTrue(page.contains("<dt>slices</dt><dd>20:30</dd>"), "parameters");
    assertTrue(page.contains("sha256"), "fingerprint");
  }

  @Test
  void saysSoWhenThereIsNothingToShow() {
    final String said =
        run(
            "reorient",
            "image=" + Subject.file("cord"),
            "output=" + folder.resolve("cord.nii.gz"),
            "QC=" + folder.resolve("page"));
    assertTrue(said.contains("nothing to show"), said);
    assertTrue(Files.notExists(folder.resolve("page")));
  }
}
