package org.myelon.report.study;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.myelon.step.InputException;
import org.myelon.step.JsonValue;
import org.myelon.step.TextFile;

/**
 * The marks of a study: {@code marks.js}, a list in JSON that calls a function, because a page that
 * is opened from a disk may load scripts from there, but no data. The page itself writes the same
 * file where the browser lets it.
 */
final class MarksFile {

  static final String NAME = "marks.js";
  private static final String BEGIN = "addMarks(", END = ");";

  private final Path file;

  private MarksFile(Path file) {
    this.file = file;
  }

  static MarksFile in(Path folder) {
    return new MarksFile(folder.resolve(NAME));
  }

  /** Makes a file without marks, unless there is one. */
  void createIfMissing() {
    if (Files.exists(file)) return;
    try {
      Files.writeString(file, text(List.of()), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      return; // another run was quicker
    } catch (IOException e) {
      throw new InputException("Cannot write " + file + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * All marks in the order of time.
   *
   * @throws InputException if the file is damaged
   */
  List<Mark> read() {
    if (!Files.exists(file)) return List.of();
    final String text = TextFile.read(file).strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END))
      throw new InputException(file + " holds no marks, or is damaged; mend it or move it away.");
    return JsonValue.parse(
            text.substring(BEGIN.length(), text.length() - END.length()), file.toString())
        .items()
        .stream()
        .map(Mark::of)
        .sorted(Mark.BY_TIME)
        .toList();
  }

  /**
   * Adds marks; those that are there already are not added again.
   *
   * @return all marks in the order of time
   */
  List<Mark> add(Collection<Mark> marks) {
    final List<Mark> all =
        Stream.concat(read().stream(), marks.stream()).distinct().sorted(Mark.BY_TIME).toList();
    TextFile.write(file, text(all));
    return all;
  }

  /** One mark a line. */
  static String text(List<Mark> marks) {
    return BEGIN
        + "[\n"
        + String.join(",\n", marks.stream().map(MarksFile::line).toList())
        + (marks.isEmpty() ? "" : "\n")
        + "]"
        + END
        + "\n";
  }

  private static String line(Mark mark) {
    final StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("entry", mark.entry());
      json.writeStringField("qc", mark.qc());
      json.writeStringField("rank", mark.rank());
      json.writeStringField("rater", mark.rater());
      json.writeStringField("time", mark.time());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
