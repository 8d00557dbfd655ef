package org.myelon.report.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.myelon.report.QcEntry;
import org.myelon.report.QcPage;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

/**
 * The folder of a study's QC page, which shows the entries in this folder and those that analyses
 * left in folders of their own below it.
 *
 * <pre>
 * index.html              the page
 * entries/ID/entry.json   one result of one run, with the keys of SCT's QC entries
 * entries/ID/*.svg        its pictures, in layers
 * entries/ID/index.html   a page of its own with everything, see {@link QcPage}
 * marks.js                who marked what, and when
 * qc_fail.yml             the files to correct, in SCT's format
 * qc_artifact.yml         those with artefacts
 * </pre>
 *
 * Any number of runs may write into it at the same time, without a lock: each entry is made under a
 * name of its own and gets its final name when it is complete; whoever has added one makes the page
 * anew until it shows all entries that are there.
 */
public final class StudyFolder {

  private static final String ENTRIES = EntryFiles.ENTRIES, UNFINISHED = StudyContent.UNFINISHED;
  private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

  private static final Pattern ID_ON_PAGE = Pattern.compile("\"id\" : \"([^\"]*)\"");

  private final Path folder;

  private StudyFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder to add entries to.
   *
   * @param path is made when the first entry is added
   * @throws InputException if it is a file
   */
  public static StudyFolder at(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path))
      throw new InputException(path + " is a file; give a folder for the QC page.");
    return new StudyFolder(path.toAbsolutePath().normalize());
  }

  /**
   * A folder with entries to look at.
   *
   * @throws InputException if it is missing, holds no entry or cannot be written
   */
  public static StudyFolder open(Path path) {
    if (!Files.exists(path))
      throw new InputException(
          "There is no folder "
              + path
              + "; give the folder that commands were given as qc=, or the one above"
              + " those of analyses.");
    final StudyFolder study = at(path);
    if (Files.exists(study.folder.resolve(QcPage.CONTENT)))
      throw new InputException(
          path + " is the page of one analysis; give the folder above it, or that of the study.");
    if (StudyContent.entriesIn(study.folder).isEmpty() && study.read().pages().isEmpty())
      throw new InputException(
          path
              + " holds no results to check; run commands with qc="
              + path
              + " first, or analyze with a folder in it as output=.");
    study.requireOurPage();
    if (!Files.isWritable(study.folder))
      throw new InputException(
          path + " cannot be written, so no marks could be saved; copy the folder elsewhere.");
    return study;
  }

  /** A study may hold anything; a page that someone else has made is not replaced. */
  private void requireOurPage() {
    if (Files.exists(page()) && !TextFile.read(page()).contains(StudyPage.BRAND))
      throw new InputException(
          page() + " was not written by Myelon and would be replaced; move it elsewhere.");
  }

  Path path() {
    return folder;
  }

  /**
   * Adds what a run shows, and makes the page anew.
   *
   * @return the page
   * @throws InputException if the folder cannot be written
   */
  public Path add(QcRun run, List<QcEntry> entries) {
    for (QcEntry entry : entries) add(run, entry);
    return showAll();
  }

  private void add(QcRun run, QcEntry entry) {
    final LocalDateTime now = LocalDateTime.now();
    final String id =
        plain(now.format(ID) + "_" + entry.step() + "_" + run.image().subject())
            + "_"
            + UUID.randomUUID().toString().substring(0, 8);
    final Path fresh = folder.resolve(ENTRIES).resolve("." + id + UNFINISHED);
    try {
      Files.createDirectories(fresh);
      EntryFiles.write(fresh, ENTRIES + "/" + id + "/", id, now, run, entry);
      Files.move(fresh, folder.resolve(ENTRIES).resolve(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new InputException(
          "Cannot write into " + folder + ": " + e.getMessage() + ". Choose another folder.", e);
    } finally {
      FolderTree.delete(fresh);
    }
  }

  /** What may stand in the name of a folder anywhere. */
  private static String plain(String name) {
    final String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-");
    return safe.substring(0, Math.min(80, safe.length()));
  }

  StudyContent read() {
    return StudyContent.of(folder);
  }

  private List<String> complete() {
    return StudyContent.entriesIn(folder).stream()
        .filter(f -> !StudyContent.isUnfinished(f))
        .map(f -> f.getFileName().toString())
        .toList();
  }

  /**
   * Makes the page anew from all entries.
   *
   * @return the page
   * @throws InputException if it cannot be written
   */
  public Path refresh() {
    writePage();
    takeMarks();
    return showAll();
  }

  /** Marks that were made on a page below hold here, too. */
  private void takeMarks() {
    final StudyContent content = read();
    final Set<String> ids =
        content.entries().stream().map(StudyEntry::id).collect(Collectors.toSet());
    final MarksFile ours = MarksFile.in(folder);
    final Set<Mark> more = new LinkedHashSet<>();
    for (Path page : content.pages())
      for (Mark mark : MarksFile.in(page).read()) if (ids.contains(mark.entry())) more.add(mark);
    if (!ours.read().containsAll(more)) ours.add(more);
  }

  private void writePage() {
    TextFile.write(page(), html(false));
    MarksFile.in(folder).createIfMissing();
  }

  /**
   * Sees to it that the page shows all entries. A run that writes a page without an entry that
   * another one has added meanwhile finds that here, since it looks once more after it has written.
   */
  private Path showAll() {
    while (!shown().containsAll(complete())) writePage();
    return page();
  }

  private Path page() {
    return folder.resolve("index.html");
  }

  /** The entries on the page as it is. */
  private Set<String> shown() {
    if (!Files.exists(page())) return Set.of();
    return ID_ON_PAGE
        .matcher(TextFile.read(page()))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /**
   * Makes the lists of files to correct anew from the marks, as they may have come from elsewhere.
   *
   * @throws InputException if the marks are damaged, or a list there is not ours
   */
  public void refreshLists() {
    CorrectionLists.requireOurs(folder);
    CorrectionLists.write(folder, read().entries(), MarksFile.in(folder).read());
  }

  /**
   * The page as text.
   *
   * @param served whether a server saves the marks
   */
  String html(boolean served) {
    final Path name = folder.getFileName();
    return StudyPage.html(name == null ? folder.toString() : name.toString(), read(), served);
  }
}
