package org.myelon.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.Cancelled;
import org.myelon.image.Orientation;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.step.CancelledException;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

class AnalysisFolderTest {

  /** What scripts may rely on. */
  private static final List<String> WITH_LEVELS =
      List.of(
          "levels.nii.gz",
          "levels.nii.gz.json",
          "methods.txt",
          "qc/entries.json",
          "qc/index.html",
          "segmentation.nii.gz",
          "segmentation.nii.gz.json",
          "shape_levels.csv",
          "shape_levels.csv.json",
          "shape_slices.csv",
          "shape_slices.csv.json");

  private static final List<String> WITHOUT_LEVELS =
      WITH_LEVELS.stream().filter(f -> !f.contains("levels")).toList();

  private static Subject subject;

  @BeforeAll
  static void draw() {
    subject =
        SpinePhantom.draw(
            SpinePhantom.Settings.defaults()
                .withGrid(
                    SpinePhantom.grid(Orientation.parse("LAS"), new double[] {1, 1, 3}, 0, 0)),
            Progress.NONE);
  }

  private static AnalyzeCord.Inputs given(Volume discs, Volume levels) {
    return new AnalyzeCord.Inputs(subject.image(), subject.cord(), discs, levels);
  }

  private static Path analyze(AnalyzeCord.Inputs in, Path to) {
    final AnalysisFolder folder = AnalysisFolder.at(to);
    final AnalyzeCord.Settings settings = AnalyzeCord.Settings.defaults();
    return folder.write(in, settings, AnalyzeCord.run(in, settings, Progress.NONE), 1.5);
  }

  private static List<String> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void layoutIsFixed(@TempDir Path temp) throws Exception {
    final Path discs = temp.resolve("a/discs"), levels = temp.resolve("levels");
    final Path none = temp.resolve("none");
    assertEquals(
        discs.resolve("qc/index.html").toAbsolutePath(),
        analyze(given(subject.discs(), null), discs));
    analyze(given(null, subject.levels()), levels);
    analyze(given(null, null), none);
    assertEquals(WITH_LEVELS, files(discs));
    assertEquals(WITH_LEVELS, files(levels));
    assertEquals(WITHOUT_LEVELS, files(none));
    try (Stream<Path> left = Files.list(temp)) {
      assertEquals(3, left.count(), "temporary folders are removed");
    }
  }

  @Test
  void filesHoldTheResults(@TempDir Path temp) throws Exception {
    analyze(given(subject.discs(), null), temp);
    final Volume written = Nifti.read(temp.resolve("segmentation.nii.gz"));
    written.grid().requireSame(subject.image().grid(), "written", "image");
    final List<String> levels = Files.readAllLines(temp.resolve("shape_levels.csv"));
    assertTrue(levels.get(0).startsWith("Timestamp,SCT Version,Filename,Slice (I->S),VertLevel,"));
    assertEquals(1 + 10, levels.size(), "C1 to T2, and the beginning of T3");
    final String methods = Files.readString(temp.resolve("methods.txt"));
    assertTrue(methods.contains("Cross-sectional area") && methods.contains("References\n1. "));
    final String sidecar = Files.readString(temp.resolve("shape_levels.csv.json"));
    assertTrue(sidecar.contains("sha256") && sidecar.contains("\"seconds\" : 1.5"), sidecar);
    final String page = Files.readString(temp.resolve("qc/index.html"));
    assertTrue(page.contains("Vertebral levels") && page.contains("class=\"plot\""));
  }

  @Test
  void anEarlierAnalysisIsReplacedWhole(@TempDir Path temp) throws Exception {
    analyze(given(subject.discs(), null), temp);
    analyze(given(null, null), temp);
    assertEquals(WITHOUT_LEVELS, files(temp));
  }

  @Test
  void aFolderWithOtherFilesIsLeftAlone(@TempDir Path temp) throws Exception {
    Files.writeString(temp.resolve("thesis.doc"), "years of work");
    final InputException e = assertThrows(InputException.class, () -> AnalysisFolder.at(temp));
    assertTrue(e.getMessage().contains("thesis.doc"), e.getMessage());
    assertEquals(List.of("thesis.doc"), files(temp));
    final InputException file =
        assertThrows(InputException.class, () -> AnalysisFolder.at(temp.resolve("thesis.doc")));
    assertTrue(file.getMessage().contains("is a file"), file.getMessage());
  }

  @Test
  void aFailureLeavesTheEarlierAnalysis(@TempDir Path temp) throws Exception {
    final Path folder = temp.resolve("out");
    analyze(given(null, null), folder);
    final AnalyzeCord.Inputs in = given(null, subject.levels());
    final AnalyzeCord.Settings settings = AnalyzeCord.Settings.defaults();
    final AnalyzeCord.Result good = AnalyzeCord.run(in, settings, Progress.NONE);
    // a level map without the levels that the table needs: fails after the images are written
    final AnalyzeCord.Result bad =
        new AnalyzeCord.Result(
            good.segmentation(),
            good.levels(),
            new org.myelon.morphology.CordProfile(
                good.profile().shapes(), List.of(), good.profile().sliceCount()),
            good.centerline(),
            good.summary(),
            good.methods(),
            good.entries());
    assertThrows(InputException.class, () -> AnalysisFolder.at(folder).write(in, settings, bad, 0));
    assertEquals(WITHOUT_LEVELS, files(folder));
    try (Stream<Path> left = Files.list(temp)) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void mistakesAreToldBeforeAnyWork() {
    final InputException both =
        assertThrows(InputException.class, () -> given(subject.discs(), subject.levels()));
    assertTrue(both.getMessage().contains("either discs= or levels="));
    final Volume other =
        subject
            .cord()
            .withVoxelToWorld(
                org.myelon.image.Affine.translation(5, 0, 0).after(subject.cord().voxelToWorld()));
    final InputException grids =
        assertThrows(
            InputException.class, () -> new AnalyzeCord.Inputs(subject.image(), other, null, null));
    assertTrue(grids.getMessage().contains("different grids"), grids.getMessage());
  }

  @Test
  void discsGivenAsLevelsAreRefused() {
    final InputException e =
        assertThrows(
            InputException.class,
            () ->
                AnalyzeCord.run(
                    given(null, subject.discs()), AnalyzeCord.Settings.defaults(), Progress.NONE));
    assertTrue(e.getMessage().contains("give them as discs="), e.getMessage());
  }

  @Test
  void itStopsWhenCancelled() {
    final Progress cancelled = new Cancelled();
    assertThrows(
        CancelledException.class,
        () -> AnalyzeCord.run(given(null, null), AnalyzeCord.Settings.defaults(), cancelled));
    assertFalse(Thread.interrupted());
  }
}
