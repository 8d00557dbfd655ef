package org.myelon.report.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.report.PictureSheet;
import org.myelon.report.QcEntry;
import org.myelon.report.QcPage;
import org.myelon.step.Json;
import org.myelon.step.TextFile;
import org.myelon.step.Version;

/**
 * Writes the files of an entry: {@code entry.json} with the keys of SCT's QC entries and some more,
 * its pictures in layers, and a page of its own.
 */
public final class EntryFiles {

  /** The folder of entries, in that of a page. */
  static final String ENTRIES = "entries";

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Continues the date, so that results of one second are in order, too. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private EntryFiles() {}

  /**
   * Writes an entry that a page further up gathers.
   *
   * @param page folder of a page of its own
   * @param name of its folder, beneath that of the page
   * @param id by which a study knows it: as long as the result is the same, and for no other one
   */
  public static void write(Path page, String name, String id, QcRun run, QcEntry entry) {
    final Path folder = page.resolve(ENTRIES).resolve(name);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(folder, ENTRIES + "/" + name + "/", id, LocalDateTime.now(), run, entry);
  }

  /**
   * @param folder is there
   * @param place where the folder will be, from that of the page on
   */
  static void write(
      Path folder, String place, String id, LocalDateTime now, QcRun run, QcEntry entry) {
    final QcRun own = run.of(entry.source());
    QcPage.write(folder, own.image().inputFile() + " " + entry.title(), List.of(entry));
    final Optional<PictureSheet> sheet = PictureSheet.of(entry);
    if (sheet.isPresent()) write(folder, sheet.get());
    TextFile.write(
        folder.resolve(StudyEntry.FILE), Json.write(record(id, place, now, own, entry, sheet)));
  }

  private static void write(Path to, PictureSheet sheet) {
    TextFile.write(to.resolve("background.svg"), sheet.background());
    TextFile.write(to.resolve("overlay.svg"), sheet.overlay());
    if (sheet.second() != null) TextFile.write(to.resolve("second.svg"), sheet.second());
  }

  private static Map<String, Object> record(
      String id,
      String place,
      LocalDateTime now,
      QcRun run,
      QcEntry entry,
      Optional<PictureSheet> sheet) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
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
    json.put("time", now.format(TIME));
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
}
