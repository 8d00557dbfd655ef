package org.myelon.report.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.report.QcEntry;
import org.myelon.report.SampleEntries;

/** A user at the page, in a real browser. */
class StudyPageTest {

  private static final String OVERLAY =
      "getComputedStyle(document.querySelector('img.overlay')).visibility";
  private static final String TITLE = "document.querySelector('#viewer h2').textContent";
  private static final String SAID = "document.getElementById('saved').textContent";
  private static final String ROWS = "document.querySelectorAll('#rows tr').length";

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void write() {
    folder = temp.resolve("study");
    for (String subject : List.of("sub-02", "sub-01", "sub-10")) {
      SampleStudy.add(folder, subject, SampleEntries.cord());
      SampleStudy.add(folder, subject, SampleEntries.registration());
    }
  }

  private static String list(String... lines) {
    return CorrectionLists.OURS + String.join("\n", lines) + "\n";
  }

  private static String file(String subject) {
    return "- /data/study/%1$s/anat/%1$s_T2w.nii.gz".formatted(subject);
  }

  @Test
  void keysMarkAndTheServerSaves() throws Exception {
    final StudyFolder study = StudyFolder.open(folder);
    try (StudyServer server = StudyServer.start(study, 0);
        DevTools browser = DevTools.start(temp, 1300, 800)) {
      browser.open(server.address());
      assertEquals("6", browser.evaluate(ROWS));
      assertEquals("sub-01 · T2w · Spinal cord", browser.evaluate(TITLE));
      browser.await("document.querySelector('img.first').naturalWidth > 0");

      browser.press("j");
      assertEquals("sub-01 · T2w · Registration", browser.evaluate(TITLE));
      assertEquals("visible", browser.evaluate(OVERLAY));
      browser.press("ArrowRight");
      assertEquals("hidden", browser.evaluate(OVERLAY));
      browser.press(
          "ArrowRight",
          "f",
          "f",
          "3",
          "j",
          "f",
          "f",
          "ArrowDown",
          "f",
          "f",
          "f",
          "7",
          "7",
          "j",
          "f");
      browser.await(SAID + " === 'All marks are saved'");

      assertEquals(
          list("FILES_SEG:", file("sub-02"), "FILES_REG:", file("sub-01")),
          Files.readString(folder.resolve("qc_fail.yml")));
      assertEquals(
          list("FILES_REG:", file("sub-02")), Files.readString(folder.resolve("qc_artifact.yml")));
      assertEquals("true", browser.evaluate("document.activeElement.tagName === 'TR'"));

      browser.open(server.address().resolve("?again"));
      assertEquals(
          "|✘ 3|✘|⚠|✔|",
          browser.evaluate(
              "[...document.querySelectorAll('#rows tr')].map(r => r.firstChild.textContent).join('|')"));

      browser.press("Ctrl+k", "b", "-", "0", "2", " ", "s", "p", "i", "n");
      assertEquals("1", browser.evaluate(ROWS));
      assertEquals("sub-02 · T2w · Spinal cord", browser.evaluate(TITLE));
      browser.press("Escape", "d");
      browser.await("document.querySelector('#details iframe') !== null");
      browser.evaluate("document.getElementById('end').click()");
      assertTrue(server.isEndedWithin(20_000));
    }
  }

  @Test
  void aNewResultIsUnratedAndTheOldMarkIsItsHistory() throws Exception {
    final String id = StudyFolder.at(folder).read().entries().get(2).id();
    MarksFile.in(folder)
        .add(List.of(new Mark(id, Mark.FAIL, "2", "Ann", "2026-01-01T10:00:00.000Z")));
    SampleStudy.add(folder, "sub-01", SampleEntries.cord());
    try (DevTools browser = DevTools.start(temp, 1300, 800)) {
      browser.open(folder.resolve("index.html").toUri());
      browser.press("j");
      assertEquals("sub-01 · T2w · Spinal cord", browser.evaluate(TITLE));
      assertEquals(
          "Unrated",
          browser.evaluate("document.querySelector('[data-qc][aria-pressed=true]').textContent"));
      final String history = browser.evaluate("document.getElementById('history').textContent");
      assertTrue(history.contains("Fail") && history.contains("rank 2, by Ann"), history);
      assertEquals("6", browser.evaluate(ROWS));
      browser.evaluate("document.getElementById('earlier').click()");
      assertEquals("7", browser.evaluate(ROWS));
    }
  }

  /** A folder as the File System Access API gives it, in memory. */
  private static final String FAKE_FOLDER =
      """
      (() => {
        window.disk = {'marks.js': 'addMarks([\\n]);\\n'};
        const missing = () => { throw new DOMException('', 'NotFoundError'); };
        window.showDirectoryPicker = async () => ({
          name: 'study',
          getDirectoryHandle: async name => name === 'entries' ? {} : missing(),
          getFileHandle: async (name, options) => name in disk || options ? {
            getFile: async () => ({text: async () => disk[name]}),
            createWritable: async () => ({
              write: async text => { disk[name] = text; }, close: async () => {}})
          } : missing()
        });
        return true;
      })()
      """;

  @Test
  void aPageFromTheDiskSavesIntoItsFolderWhereTheBrowserCan() throws Exception {
    final StudyFolder study = StudyFolder.at(folder);
    try (DevTools browser = DevTools.start(temp, 1300, 800)) {
      browser.open(folder.resolve("index.html").toUri());
      assertEquals("function", browser.evaluate("typeof showDirectoryPicker"));
      browser.evaluate(FAKE_FOLDER);
      browser.press("f", "f", "5");
      assertEquals("3 marks not saved yet", browser.evaluate(SAID));
      browser.evaluate("document.getElementById('save').click()");
      browser.await(SAID + " === 'All marks are saved'");
      browser.press("j", "f", "f", "f");
      browser.await("'qc_artifact.yml' in disk && " + SAID + " === 'All marks are saved'");

      final Path saved = Files.createDirectory(temp.resolve("saved"));
      for (String name : List.of("marks.js", "qc_fail.yml", "qc_artifact.yml"))
        Files.writeString(saved.resolve(name), browser.evaluate("disk['" + name + "']"));
      final List<Mark> marks = MarksFile.in(saved).read();
      assertEquals(MarksFile.text(marks), Files.readString(saved.resolve("marks.js")));
      final List<StudyEntry> entries = study.read().entries();
      assertEquals(
          CorrectionLists.text(entries, marks, Mark.FAIL),
          Files.readString(saved.resolve("qc_fail.yml")));
      assertEquals(
          CorrectionLists.text(entries, marks, Mark.ARTIFACT),
          Files.readString(saved.resolve("qc_artifact.yml")));
      assertEquals(
          list("FILES_SEG:", file("sub-01")), Files.readString(saved.resolve("qc_fail.yml")));

      browser.evaluate("disk['qc_fail.yml'] = 'FILES_SEG:\\\\n- mine'");
      browser.press("f");
      browser.await(SAID + ".includes('was not written by Myelon')");
    }
  }

  @Test
  void elsewhereTheMarksAreDownloadedAndSurviveAReload() throws Exception {
    final Path downloads = Files.createDirectory(temp.resolve("downloads"));
    try (DevTools browser = DevTools.start(temp, 1300, 800)) {
      browser.call(
          "Browser.setDownloadBehavior",
          Map.of("behavior", "allow", "downloadPath", downloads.toString()));
      browser.open(folder.resolve("index.html").toUri());
      browser.press("f", "f");
      browser.open(URI.create(folder.resolve("index.html").toUri() + "?again"));
      assertTrue(browser.evaluate(SAID).contains("not saved yet"));
      browser.evaluate("delete window.showDirectoryPicker");
      browser.evaluate(
          "(window.showDirectoryPicker = undefined, document.getElementById('save').click())");
      for (int i = 0; i < 200 && !Files.exists(downloads.resolve("qc_fail.yml")); i++)
        Thread.sleep(50);
      assertEquals(
          list("FILES_SEG:", file("sub-01")), Files.readString(downloads.resolve("qc_fail.yml")));
      Files.move(
          downloads.resolve("marks.js"),
          folder.resolve("marks.js"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      browser.open(URI.create(folder.resolve("index.html").toUri() + "?third"));
      assertEquals("All marks are saved", browser.evaluate(SAID));
    }
  }

  /** Of three subjects, one whose name has to be quoted in an address. */
  private Path analyses() {
    final Path analyses = temp.resolve("analyses");
    for (String name : List.of("sub-01", "sub-02", "sub-03"))
      SampleStudy.analyze(analyses.resolve(name.equals("sub-02") ? "50 % #2" : name), name);
    return analyses;
  }

  @Test
  void analysesInFoldersOfTheirOwnAreSearchedAndMarkedOnOnePage() throws Exception {
    final Path analyses = analyses();
    final StudyFolder study = StudyFolder.open(analyses);
    study.refresh();
    try (StudyServer server = StudyServer.start(study, 0);
        DevTools browser = DevTools.start(temp, 1300, 800)) {
      for (URI address : List.of(server.address(), analyses.resolve("index.html").toUri())) {
        browser.open(address);
        assertEquals("6", browser.evaluate(ROWS));
        browser.press("Ctrl+k", "b", "-", "0", "2", "Escape");
        assertEquals("2", browser.evaluate(ROWS));
        browser.press("j", "a", "d");
        assertEquals("sub-02 · T2w · Registration", browser.evaluate(TITLE));
        browser.await(
            "[...document.querySelectorAll('.stack img')].filter(i => i.naturalWidth > 0).length === 3");
        browser.await("document.querySelector('#details iframe').src.includes('/registration/')");
      }
      browser.open(server.address().resolve("?again"));
      browser.press("d");
      browser.await(
          "document.querySelector('#details iframe').contentDocument.title.includes('Spinal cord')");
      browser.press("j", "j", "f", "f", "3", "j", "f", "f", "f");
      browser.await(SAID + " === 'All marks are saved'");
      assertEquals(
          list("FILES_SEG:", file("sub-02")), Files.readString(analyses.resolve("qc_fail.yml")));
      assertEquals(
          list("FILES_REG:", file("sub-02")),
          Files.readString(analyses.resolve("qc_artifact.yml")));
      assertFalse(
          Files.exists(analyses.resolve("50 % #2/qc/marks.js")), "nothing is written there");
    }
  }

  @Test
  void fixedAndMovedImageTakeTurns() throws Exception {
    final String shown = "document.querySelector('.stack').dataset.shown";
    try (DevTools browser = DevTools.start(temp, 1300, 800)) {
      browser.open(folder.resolve("index.html").toUri());
      browser.press("j");
      browser.await(shown + " === 'second'");
      browser.await(shown + " === 'first'");
      browser.press("a");
      final String before = browser.evaluate(shown);
      assertEquals("false", browser.evaluate("document.getElementById('turns').ariaPressed"));
      browser.press("s");
      assertFalse(browser.evaluate(shown).equals(before), "the other image");
      assertEquals(
          browser.evaluate(shown).equals("second") ? "moved" : "fixed",
          browser.evaluate("document.querySelector('.which').textContent"));
    }
  }

  @Test
  void hostileNamesStayTextAndANarrowWindowDoesNotScrollSideways() throws Exception {
    final String evil =
        "</script><script>document.title='bad'</script><img src=x onerror=\"document.title='bad'\">";
    final QcRun run =
        new QcRun(
            "segment-cord",
            evil,
            new ImageOrigin("/data/" + evil, evil + ".nii.gz", evil, evil, evil),
            Map.of(),
            Map.of(),
            Map.of("segmentation", evil + ".nii.gz"));
    StudyFolder.at(folder)
        .add(run, List.of(QcEntry.of("segment-cord", evil, evil), SampleEntries.cord()));
    try (DevTools browser = DevTools.start(temp, 420, 800)) {
      browser.open(folder.resolve("index.html").toUri());
      assertEquals("true", browser.evaluate(TITLE + ".startsWith('</script><script>')"));
      browser.press("f", "d");
      assertEquals("QC of study", browser.evaluate("document.title"));
      assertEquals(
          "0", browser.evaluate("document.querySelectorAll('img:not(.stack img)').length"));
      assertEquals(
          "false",
          browser.evaluate(
              "document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }
  }
}
