package org.myelon.report.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myelon.report.PictureSheet;
import org.myelon.report.QcEntry;
import org.myelon.report.QcPage;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;
import org.myelon.step.Json;
import org.myelon.step.TextFile;
import org.myelon.step.Version;

/**
 * The folder of a study's QC page.
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

  private static final String ENTRIES = "entries", UNFINISHED = ".part";
  private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

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
          "There is no folder " + path + "; give the folder that commands were given as qc=.");
    final StudyFolder study = at(path);
    if (study.names().isEmpty())
      throw new InputException(
          path + " holds no results to check; run commands with qc=" + path + " first.");
    if (!Files.isWritable(study.folder))
      throw new InputException(
          path + " cannot be written, so no marks could be saved; copy the folder elsewhere.");
    return study;
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
      QcPage.write(fresh, run.image().inputFile() + " " + entry.title(), List.of(entry));
      final Optional<PictureSheet> sheet = PictureSheet.of(entry);
      if (sheet.isPresent()) write(fresh, sheet.get());
      TextFile.write(
          fresh.resolve(StudyEntry.FILE), Json.write(record(id, now, run, entry, sheet)));
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

  private static void write(Path to, PictureSheet sheet) {
    TextFile.write(to.resolve("background.svg"), sheet.background());
    TextFile.write(to.resolve("overlay.svg"), sheet.overlay());
    if (sheet.second() != null) TextFile.write(to.resolve("second.svg"), sheet.second());
  }

  private static Map<String, Object> record(
      String id, LocalDateTime now, QcRun run, QcEntry entry, Optional<PictureSheet> sheet) {
    final String place = ENTRIES + "/" + id + "/";
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", run.image().path());
    json.put("cmdline", run.commandLine());
    json.put("command", entry.step());
    json.put("version", "Myelon " + Version.TEXT);
    json.put("dataset", run.image().dataset());
    json.put("subject", run.image().subject());
    json.put("contrast", run.image().contrast());
    json.put("inputFile", run.image().inputFile());
    json.put("plane", plane(entry));
    json.put("backgroundImage", sheet.isPresent() ? place + "background.svg" : "");
    json.put("overlayImage", sheet.isPresent() ? place + "overlay.svg" : "");
    json.put("date", now.format(DATE));
    json.put("rank", "");
    json.put("qc", "");
    final boolean pair = sheet.isPresent() && sheet.get().second() != null;
    json.put("secondImage", pair ? place + "second.svg" : "");
    json.put("firstName", sheet.map(PictureSheet::firstName).orElse(""));
    json.put("secondName", sheet.map(PictureSheet::secondName).orElse(""));
    json.put("width", sheet.map(s -> Integer.toString(s.width())).orElse(""));
    json.put("height", sheet.map(s -> Integer.toString(s.height())).orElse(""));
    json.put("title", entry.title());
    json.put("kind", FileKind.of(entry.step(), run.parameters().getOrDefault("model", "")).name());
    json.put("inputs", run.inputs());
    json.put("outputs", run.outputs());
    return json;
  }

  private static String plane(QcEntry entry) {
    final boolean side = entry.overview() != null, axial = !entry.mosaic().isEmpty();
    if (side && axial) return "Ortho";
    return side ? "Sagittal" : axial ? "Axial" : "";
  }

  /** What is in the folder at one moment. */
  record Content(List<StudyEntry> entries, List<Problem> problems) {}

  /** An entry that cannot be shown, and why. */
  record Problem(String id, String reason) {}

  /** Reads all entries, the oldest first. */
  Content read() {
    final List<StudyEntry> entries = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    for (String name : names()) {
      if (name.endsWith(UNFINISHED)) {
        problems.add(
            new Problem(name, "not complete: its command is still at work, or was stopped."));
        continue;
      }
      try {
        entries.add(StudyEntry.read(folder.resolve(ENTRIES).resolve(name)));
      } catch (InputException | InvalidPathException e) {
        problems.add(new Problem(name, "damaged: " + e.getMessage()));
      }
    }
    return new Content(entries, problems);
  }

  /** The folders of entries in alphabetical order, which is that of time. */
  private List<String> names() {
    final Path entries = folder.resolve(ENTRIES);
    if (!Files.isDirectory(entries)) return List.of();
    try (Stream<Path> found = Files.list(entries)) {
      return found
          .map(f -> f.getFileName().toString())
          .filter(name -> !name.startsWith(".") || name.endsWith(UNFINISHED))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("Cannot read the folder " + entries + ": " + e.getMessage(), e);
    }
  }

  private List<String> complete() {
    return names().stream().filter(name -> !name.endsWith(UNFINISHED)).toList();
  }

  /**
   * Makes the page anew from all entries.
   *
   * @return the page
   * @throws InputException if it cannot be written
   */
  public Path refresh() {
    writePage();
    return showAll();
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
