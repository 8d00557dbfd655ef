package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Macro;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.command.MeasureShapeCommand;
import org.myelon.image.nifti.Nifti;
import org.myelon.report.study.SampleStudy;
import org.myelon.step.Progress;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;

/** The key qc=, which every command has in the shell and in macros, and the command qc. */
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
    final String page = entryFile("index.html");
    assertTrue(page.contains("<dt>slices</dt><dd>20:30</dd>"), "parameters");
    assertTrue(page.contains("sha256"), "fingerprint");
    final String entry = entryFile("entry.json");
    assertTrue(entry.contains("bin/myelon measure-shape segmentation="), entry);
    assertTrue(Files.readString(folder.resolve("page/index.html")).contains("Shape"), "the page");
  }

  private String entryFile(String name) throws Exception {
    try (Stream<Path> entries = Files.list(folder.resolve("page/entries"))) {
      return Files.readString(entries.findFirst().orElseThrow().resolve(name));
    }
  }

  @Test
  void aMacroAddsToTheSamePage() throws Exception {
    HeadlessImageJ.prepare(Commands.ofThisJar());
    final String options =
        "segmentation=["
            + Subject.file("cord")
            + "] slices=20:30 qc=["
            + folder.resolve("page")
            + "]";
    for (int i = 0; i < 2; i++)
      HeadlessImageJ.runMacro("run(\"Measure Shape...\", \"" + options + "\");", "");
    try (Stream<Path> entries = Files.list(folder.resolve("page/entries"))) {
      assertEquals(2, entries.count());
    }
    assertTrue(entryFile("entry.json").contains("run(\\\"Measure Shape...\\\""), "macro line");
  }

  /** Fiji runs commands by SciJava, and leaves the options of the macro to be read. */
  @Test
  void aMacroOfFijiAddsToTheSamePage() throws Exception {
    final MeasureShapeCommand command = new MeasureShapeCommand();
    final CommandInfo info = new CommandInfo(MeasureShapeCommand.class);
    final CommandModule module = new CommandModule(info, command);
    module.setInput("segmentation", Nifti.read(Subject.file("cord")));
    command.setProgress(Progress.NONE);
    command.run();
    final Thread thread = Thread.currentThread();
    final String name = thread.getName();
    thread.setName("Run$_" + name);
    try {
      Macro.setOptions(thread, "segmentation=cord qc=[" + folder.resolve("page") + "]");
      new SciJavaQc().process(module);
    } finally {
      Macro.setOptions(thread, null);
      thread.setName(name);
    }
    assertTrue(entryFile("entry.json").contains("Measure Shape"), "an entry");
  }

  @Test
  void theFolderOfQcNeedsNoKey() throws Exception {
    SampleStudy.write(folder.resolve("page"));
    final String said = run("qc", folder.resolve("page").toString(), "open=false");
    assertTrue(said.contains("page: " + folder.resolve("page/index.html")), said);
  }

  @ParameterizedTest
  @CsvSource({
    "nowhere, There is no folder",
    "empty, holds no results",
    "file, is a file",
    "foreign, was not written by Myelon",
    "damaged, holds no marks"
  })
  void qcRefusesWhatIsNoStudy(String name, String reason) throws Exception {
    final Path study = folder.resolve(name);
    switch (name) {
      case "empty" -> Files.createDirectory(study);
      case "file" -> Files.createFile(study);
      case "foreign" -> {
        SampleStudy.write(study);
        Files.writeString(study.resolve("qc_fail.yml"), "FILES_SEG:\n- mine.nii.gz\n");
      }
      case "damaged" -> {
        SampleStudy.write(study);
        Files.writeString(study.resolve("marks.js"), "addMarks([{");
      }
      default -> {}
    }
    final ByteArrayOutputStream said = new ByteArrayOutputStream();
    final PrintStream to = new PrintStream(said, true);
    assertEquals(2, new Main(to, to, false).run(List.of("qc", study.toString())), said::toString);
    assertEquals(1, said.toString().lines().count(), said::toString);
    assertTrue(said.toString().contains(reason), said::toString);
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
