package org.myelon.pipeline.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.launch.Main;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.template.Template;

/** An analysis whose process is killed in the middle, and started again. */
class KilledAnalysisTest {

  private static final Path DATA = Path.of("test-data");

  private static Volume read(String name) {
    return Nifti.read(DATA.resolve("subject").resolve(name + ".nii.gz"));
  }

  private static AnalyzeSubject.Result analyze(Path folder) {
    return AnalyzeSubject.run(
        AnalysisInputs.of(read("t2"))
            .withSegmentation(read("cord"))
            .withDiscs(read("discs"))
            .withTemplate(Template.open(DATA.resolve("template")), "")
            .withMetrics(List.of(read("t2"))),
        AnalysisSettings.defaults(),
        folder,
        Progress.NONE);
  }

  private static Process start(Path folder) throws Exception {
    final String subject = DATA.resolve("subject").toString();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "analyze",
            "image=" + subject + "/t2.nii.gz",
            "segmentation=" + subject + "/cord.nii.gz",
            "discs=" + subject + "/discs.nii.gz",
            "template=" + DATA.resolve("template"),
            "metric=" + subject + "/t2.nii.gz",
            "output=" + folder)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolveSibling("log.txt").toFile())
        .start();
  }

  @Test
  void goesOnToTheSameBytes(@TempDir Path temp) throws Exception {
    final Path whole = temp.resolve("whole"), killed = temp.resolve("killed");
    analyze(whole);
    final Process process = start(killed);
    try {
      while (!Files.exists(killed.resolve("shape_slices.csv"))) {
        assertTrue(process.isAlive(), () -> log(temp));
        Thread.sleep(5);
      }
      // it works on the registration now
      final InputException e = assertThrows(InputException.class, () -> analyze(killed));
      assertTrue(e.getMessage().contains("process " + process.pid()), e.getMessage());
    } finally {
      process.destroyForcibly();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }
    assertFalse(Files.exists(killed.resolve("qc/index.html")), "it was too quick to be killed");
    final AnalyzeSubject.Result rest = analyze(killed);
    assertEquals("given, from the folder", rest.steps().get(0, "Result"));
    assertEquals(files(whole), files(killed));
    for (String name : files(whole))
      if (name.endsWith(".nii.gz") || name.endsWith("_label.txt") || name.endsWith("methods.txt"))
        assertArrayEquals(
            Files.readAllBytes(whole.resolve(name)),
            Files.readAllBytes(killed.resolve(name)),
            name);
      else if (name.endsWith(".csv"))
        assertEquals(withoutTime(whole.resolve(name)), withoutTime(killed.resolve(name)), name);
  }

  private static String log(Path temp) {
    try {
      return Files.readString(temp.resolve("log.txt"));
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  /** The first column is when the table was made. */
  private static List<String> withoutTime(Path table) throws Exception {
    return Files.readAllLines(table).stream().map(l -> l.substring(l.indexOf(','))).toList();
  }

  private static List<String> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString())
          .sorted()
          .toList();
    }
  }
}
