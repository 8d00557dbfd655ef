package org.myelon.report.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.report.QcEntry;
import org.myelon.report.SampleEntries;
import org.myelon.step.JsonValue;

class StudyFolderTest {

  @TempDir Path folder;

  private StudyContent content() {
    return StudyFolder.at(folder).read();
  }

  private String page() throws Exception {
    return Files.readString(folder.resolve("index.html"));
  }

  @Test
  void anEntryHasTheKeysOfSctsModelAndItsPictures() {
    SampleStudy.add(folder, "sub-01", SampleEntries.registration());
    final String id = content().entries().get(0).id();
    final Path entry = folder.resolve("entries").resolve(id);
    final JsonValue json = JsonValue.read(entry.resolve("entry.json"));
    final Map<String, String> wanted =
        Map.of(
            "path", "/data/study/sub-01/anat",
            "inputFile", "sub-01_T2w.nii.gz",
            "dataset", "study",
            "subject", "sub-01",
            "contrast", "T2w",
            "command", "register-images",
            "plane", "Sagittal",
            "rank", "",
            "qc", "");
    wanted.forEach((key, text) -> assertEquals(text, json.get(key).text(), key));
    assertTrue(json.get("date").text().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
    assertTrue(json.get("version").text().startsWith("Myelon"));
    assertTrue(json.get("cmdline").text().startsWith("bin/myelon"));
    for (String key : List.of("backgroundImage", "overlayImage", "secondImage"))
      assertTrue(Files.isRegularFile(folder.resolve(json.get(key).text())), key);
    assertTrue(Files.isRegularFile(entry.resolve("index.html")), "a page of its own");
  }

  /** No lock: each writer has a folder of its own, and the last page shows all of them. */
  @Test
  void aHundredWritersAtOnceLoseNothing() throws Exception {
    final ExecutorService writers = Executors.newFixedThreadPool(100);
    final QcEntry entry = QcEntry.of("segment-cord", "Spinal cord", "t2");
    try {
      final List<Future<?>> all =
          IntStream.range(0, 100)
              .<Future<?>>mapToObj(
                  i -> writers.submit(() -> SampleStudy.add(folder, "sub-" + (100 + i), entry)))
              .toList();
      for (Future<?> one : all) one.get();
    } finally {
      writers.shutdown();
    }
    assertEquals(List.of(), content().problems());
    final Set<String> subjects = new HashSet<>();
    content().entries().forEach(e -> subjects.add(e.text("subject")));
    assertEquals(100, subjects.size());
    final String page = page();
    for (String subject : subjects) assertTrue(page.contains('"' + subject + '"'), subject);
  }

  @Test
  void whatIsIncompleteOrDamagedIsToldAndTheRestShown() throws Exception {
    for (int i = 1; i <= 4; i++) SampleStudy.add(folder, "sub-0" + i, SampleEntries.cord());
    final List<StudyEntry> entries = content().entries();
    final Path all = folder.resolve("entries");
    Files.writeString(all.resolve(entries.get(0).id()).resolve("entry.json"), "{\"path\": ");
    Files.delete(all.resolve(entries.get(1).id()).resolve("overlay.svg"));
    Files.delete(all.resolve(entries.get(2).id()).resolve("entry.json"));
    Files.createDirectory(all.resolve(".at-work.part"));
    Files.createFile(all.resolve(".DS_Store"));
    Files.createDirectory(all.resolve("odd"));
    Files.writeString(
        all.resolve("odd/entry.json"), "{\"rank\": 3, \"backgroundImage\": \"a\\u0000b\"}");
    StudyFolder.at(folder).refresh();
    assertEquals(1, content().entries().size());
    assertEquals(5, content().problems().size());
    assertTrue(page().contains("still at work"));
    assertTrue(page().contains("lacks its picture overlay.svg"));
    assertTrue(page().contains("sub-04"));
  }

  @Test
  void namesFromOutsideAreNeverMarkup() throws Exception {
    final String evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>'\"&";
    final QcRun run =
        new QcRun(
            "segment-cord",
            evil,
            new ImageOrigin("/data/" + evil, evil + ".nii.gz", evil, evil, evil),
            Map.of(),
            Map.of("image", evil),
            Map.of("segmentation", evil + ".nii.gz"));
    StudyFolder.at(folder)
        .add(run, List.of(QcEntry.of("segment-cord", evil, evil).withFact(evil, evil)));
    final StudyEntry entry = content().entries().get(0);
    assertEquals(evil, entry.text("subject"));
    assertTrue(entry.id().matches("[A-Za-z0-9._-]+"), entry.id());
    assertFalse(page().contains("<img"), "markup on the page");
    assertEquals(5, page().split("<script", -1).length, "four scripts of our own, and no other");
    final String own =
        Files.readString(folder.resolve("entries").resolve(entry.id()).resolve("index.html"));
    assertFalse(own.contains("<img"), "markup on the page of the entry");
  }

  @Test
  void aNewResultIsUnratedAndReplacesTheOldOneInTheLists() {
    SampleStudy.add(folder, "sub-01", SampleEntries.cord());
    SampleStudy.add(folder, "sub-02", SampleEntries.cord());
    SampleStudy.add(folder, "sub-02", SampleEntries.registration());
    final List<StudyEntry> before = content().entries();
    final List<Mark> marks =
        List.of(
            new Mark(before.get(0).id(), Mark.PASS, "9", "me", "2026-01-01T10:00:00.000Z"),
            new Mark(before.get(0).id(), Mark.FAIL, "", "me", "2026-01-01T11:00:00.000Z"),
            new Mark(before.get(1).id(), Mark.FAIL, "3", "me", "2026-01-01T11:00:00.000Z"),
            new Mark(before.get(2).id(), Mark.FAIL, "", "me", "2026-01-01T11:00:00.000Z"));
    final String seg = "FILES_SEG:\n- /data/study/sub-01/anat/sub-01_T2w.nii.gz\n";
    final String two = "- /data/study/sub-02/anat/sub-02_T2w.nii.gz\n";
    assertEquals(
        CorrectionLists.OURS + seg + two + "FILES_REG:\n" + two,
        CorrectionLists.text(before, marks, Mark.FAIL));
    assertEquals(CorrectionLists.OURS + "{}\n", CorrectionLists.text(before, marks, Mark.ARTIFACT));
    SampleStudy.add(folder, "sub-01", SampleEntries.cord());
    assertEquals(
        CorrectionLists.OURS + "FILES_SEG:\n" + two + "FILES_REG:\n" + two,
        CorrectionLists.text(content().entries(), marks, Mark.FAIL));
    assertEquals(4, content().entries().size(), "the old entry stays");
  }

  @ParameterizedTest
  @CsvSource({
    "/d/sub-01/anat/sub-01_T2w.nii.gz, d, sub-01, T2w",
    "/d/sub-01/ses-02/dwi/sub-01_ses-02_acq-ax_dwi_mean.nii.gz, d, sub-01_ses-02, dwi",
    "/d/derivatives/labels/sub-01/anat/sub-01_T1w_seg.nii.gz, d, sub-01, T1w",
    "/d/data_processed/sub-01/anat/mt1.nii.gz, data_processed, sub-01, mt1",
    "/study/ann/t2/t2.nii.gz, study, ann, t2",
    "/t2.nii.gz, '', '', ''",
  })
  void knowsWhoseImageItIs(String file, String dataset, String subject, String contrast) {
    final ImageOrigin origin = ImageOrigin.of(Path.of(file));
    assertEquals(
        List.of(dataset, subject, contrast),
        List.of(origin.dataset(), origin.subject(), origin.contrast()));
  }

  @ParameterizedTest
  @CsvSource({
    "segment-cord, '', FILES_SEG",
    "segment-graymatter, '', FILES_GMSEG",
    "segment-gray-matter, '', FILES_GMSEG",
    "segment-with-model, /m/lesion_ms, FILES_LESION",
    "segment-with-model, canal, FILES_SEG",
    "label-levels, '', FILES_LABEL",
    "label-discs, '', FILES_LABEL",
    "spinal-levels, '', FILES_LABEL",
    "detect-pmj, '', FILES_PMJ",
    "register-to-template, '', FILES_REG",
    "warp-template, '', FILES_REG",
    "correct-motion, '', FILES_TIMESERIES",
    "measure-shape, '', FILE_KIND_UNKNOWN",
  })
  void putsResultsIntoSctsGroups(String step, String model, FileKind kind) {
    assertEquals(kind, FileKind.of(step, model));
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b_T2w.nii.gz, /a/b_T2w.nii.gz",
    "/a b/c.nii, '\"/a b/c.nii\"'",
    "t2, '\"t2\"'",
    "'- x: #.nii', '\"- x: #.nii\"'",
    "'C:\\x\"y.nii', '\"C:\\\\x\\\"y.nii\"'",
  })
  void quotesInYamlWhatIsNotPlain(String text, String yaml) {
    assertEquals(yaml, CorrectionLists.scalar(text));
  }
}
