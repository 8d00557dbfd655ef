package org.myelon.report.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.report.SampleEntries;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;

/** Entries that analyses left below the folder of a study. */
class StudyContentTest {

  @TempDir Path temp;

  private List<String> places() {
    return StudyContent.of(temp).entries().stream().map(StudyEntry::place).toList();
  }

  private static String refusal(Path folder) {
    return assertThrows(InputException.class, () -> StudyFolder.open(folder)).getMessage();
  }

  private void copy(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path p : all.toList()) Files.copy(p, to.resolve(from.relativize(p).toString()));
    }
  }

  @Test
  void findsThePagesOfAnalysesUpToThreeLevelsBelow() {
    SampleStudy.analyze(temp, "sub-03");
    SampleStudy.analyze(temp.resolve("sub-02/ses-01"), "sub-02");
    SampleStudy.analyze(temp.resolve("sub-01"), "sub-01");
    SampleStudy.analyze(temp.resolve("too/far/away"), "sub-04");
    SampleStudy.analyze(temp.resolve(".hidden"), "sub-05");
    final List<String> found = places();
    assertEquals(6, found.size(), found.toString());
    for (String place : List.of("qc/", "sub-02/ses-01/qc/", "sub-01/qc/"))
      for (String stage : List.of("segmentation", "registration"))
        assertTrue(found.contains(place + "entries/" + stage + "/"), place + stage);
    assertEquals(List.of(), StudyContent.of(temp).problems());
  }

  @Test
  void linksAreNotFollowedAndACopyIsNoSecondResult() throws Exception {
    SampleStudy.analyze(temp.resolve("sub-01"), "sub-01");
    Files.createSymbolicLink(temp.resolve("again"), temp.resolve("sub-01"));
    Files.createDirectory(temp.resolve("sub-02"));
    Files.createSymbolicLink(temp.resolve("sub-02/qc"), temp.resolve("sub-01/qc"));
    Files.createSymbolicLink(temp.resolve("sub-01/loop"), temp);
    copy(temp.resolve("sub-01/qc"), Files.createDirectory(temp.resolve("sub-03")).resolve("qc"));
    assertEquals(
        List.of("sub-01/qc/entries/segmentation/", "sub-01/qc/entries/registration/"), places());
  }

  @Test
  void aRunWithTheSameResultTakesThePlaceOfAnEarlierOne() {
    SampleStudy.add(temp, "sub-01", SampleEntries.cord());
    EntryFiles.write(
        temp.resolve("sub-01/qc"),
        "segmentation",
        "x",
        SampleStudy.run("sub-01"),
        SampleEntries.cord());
    final List<StudyEntry> all = StudyContent.of(temp).entries();
    assertEquals(2, all.size());
    assertEquals(1, CorrectionLists.current(all).size());
  }

  @Test
  void aPageThatIsMadeAnewLaterShowsThemToo() throws Exception {
    SampleStudy.analyze(temp.resolve("sub-01"), "sub-01");
    final Path page = StudyFolder.open(temp).refresh();
    SampleStudy.add(temp, "sub-02", SampleEntries.cord());
    final String html = Files.readString(page);
    assertTrue(html.contains("\"sub-01/qc/entries/segmentation/\"") && html.contains("sub-02"));
    FolderTree.delete(temp.resolve("sub-01"));
    StudyFolder.open(temp).refresh();
    assertFalse(Files.readString(page).contains("segmentation/"), "what is gone is not shown");
  }

  @Test
  void marksOfAPageBelowHoldInTheStudy() {
    SampleStudy.analyze(temp.resolve("sub-01"), "sub-01");
    final Path below = temp.resolve("sub-01/qc");
    final String id = StudyContent.of(temp).entries().get(0).id();
    final Mark mark = new Mark(id, Mark.FAIL, "2", "Ann", "2026-01-01T10:00:00.000Z");
    final Mark other = new Mark("gone", Mark.FAIL, "2", "Ann", "2026-01-01T10:00:00.000Z");
    MarksFile.in(below).add(List.of(mark, other));
    StudyFolder.open(temp).refresh();
    StudyFolder.open(temp).refresh();
    assertEquals(List.of(mark), MarksFile.in(temp).read());
  }

  @Test
  void aDamagedEntryIsNamedWithItsFolder() throws Exception {
    SampleStudy.analyze(temp.resolve("sub-01"), "sub-01");
    SampleStudy.analyze(temp.resolve("sub-02"), "sub-02");
    Files.delete(temp.resolve("sub-02/qc/entries/registration/second.svg"));
    final Path entry = temp.resolve("sub-02/qc/entries/segmentation/entry.json");
    Files.writeString(
        entry, Files.readString(entry).replaceFirst("\"id\" : \"", "\"id\" : \"../../"));
    final StudyContent content = StudyContent.of(temp);
    assertEquals(2, content.entries().size());
    assertEquals(
        List.of("sub-02/qc/entries/registration", "sub-02/qc/entries/segmentation"),
        content.problems().stream().map(StudyContent.Problem::id).toList());
    assertTrue(content.problems().get(1).reason().contains("wrong id"));
  }

  @Test
  void refusesWhatIsNoStudy() throws Exception {
    assertTrue(refusal(temp).contains("holds no results"), refusal(temp));
    SampleStudy.analyze(temp.resolve("sub-01"), "sub-01");
    assertTrue(refusal(temp.resolve("sub-01/qc")).contains("page of one analysis"));
    Files.writeString(temp.resolve("index.html"), "<h1>My study</h1>");
    assertTrue(refusal(temp).contains("was not written by Myelon"));
    assertEquals("<h1>My study</h1>", Files.readString(temp.resolve("index.html")));
  }
}
