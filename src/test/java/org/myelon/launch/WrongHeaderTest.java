package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.SharedData;

/** Commands that look for discs, on a neck whose header has head and feet, or more, exchanged. */
class WrongHeaderTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String... words) {
    final PrintStream to = new PrintStream(said, true);
    return new Main(to, to, false).run(List.of(words));
  }

  /** The neck with a header that says so; its own is AIL. */
  private void neck(String orientation) {
    for (String file : new String[] {"t2", "t2_seg-manual"})
      assertEquals(
          0,
          run(
              "set-orientation",
              "image=" + SharedData.path("data/sct-testing/t2/" + file + ".nii.gz"),
              "orientation=" + orientation,
              "output=" + path(file + ".nii.gz")),
          said::toString);
    said.reset();
  }

  private String path(String file) {
    return folder.resolve(file).toString();
  }

  private int labelDiscs() {
    return run(
        "label-discs",
        "image=" + path("t2.nii.gz"),
        "segmentation=" + path("t2_seg-manual.nii.gz"),
        "method=network",
        "discs=" + path("discs.nii.gz"));
  }

  @Test
  void frontAndBackExchangedIsRefusedAndTheMessageSaysWhatMendsIt() {
    neck("PIL");
    assertEquals(2, labelDiscs());
    assertTrue(
        said.toString().contains("The header of t2 has front and back exchanged")
            && said.toString().contains("set-orientation orientation=AIL,")
            && said.toString().contains("take method=template"),
        said::toString);
    assertFalse(Files.exists(Path.of(path("discs.nii.gz"))));
  }

  @Test
  void anAnalysisEndsThere() {
    neck("PIL");
    final int code =
        run(
            "analyze",
            "image=" + path("t2.nii.gz"),
            "segmentation=" + path("t2_seg-manual.nii.gz"),
            "output=" + path("analysis"));
    assertEquals(2, code);
    assertTrue(said.toString().contains("has front and back exchanged"), said::toString);
    assertTrue(
        Files.exists(folder.resolve("analysis/segmentation.nii.gz")), "what was done before stays");
  }

  /**
   * Head and feet are told with less certainty: a warning, here beside the question for numbers.
   */
  @Test
  void headAndFeetExchangedIsSaid() throws Exception {
    neck("ASL");
    final boolean done = labelDiscs() == 0;
    final String text =
        done ? Files.readString(Path.of(path("discs.nii.gz.json"))) : said.toString();
    assertTrue(text.contains("may have head and feet exchanged"), text);
    assertTrue(!done || text.contains("\"header\""), text);
  }

  /** Left and right are not seen. */
  @Test
  void aRightHeaderIsNotSpokenOf() throws Exception {
    neck("AIR");
    assertEquals(0, labelDiscs(), said::toString);
    assertFalse(Files.readString(Path.of(path("discs.nii.gz.json"))).contains("exchanged"));
  }
}
