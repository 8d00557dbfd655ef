package org.myelon.report.study;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.myelon.step.InputException;
import org.myelon.step.TextFile;

/**
 * {@code qc_fail.yml} and {@code qc_artifact.yml}: the files that were marked so, in groups, as
 * SCT's page saves them and its {@code manual_correction.py} and {@code -exclude-yml} read them.
 */
final class CorrectionLists {

  static final String FAIL = "qc_fail.yml", ARTIFACT = "qc_artifact.yml";

  /** The first line, by which we know our own files; the page's script writes the same. */
  static final String OURS = "# written by Myelon from marks.js: change marks, not this file\n";

  private CorrectionLists() {}

  /**
   * Refuses to go on where a list of another program would be lost.
   *
   * @throws InputException if there is one
   */
  static void requireOurs(Path folder) {
    for (String name : List.of(FAIL, ARTIFACT)) {
      final Path file = folder.resolve(name);
      if (Files.exists(file) && !TextFile.read(file).startsWith(OURS))
        throw new InputException(
            file + " was not written by Myelon and would be replaced; move it elsewhere.");
    }
  }

  /** Writes both; a list that would be empty is only written if there was one. */
  static void write(Path folder, List<StudyEntry> entries, List<Mark> marks) {
    write(folder.resolve(FAIL), text(entries, marks, Mark.FAIL));
    write(folder.resolve(ARTIFACT), text(entries, marks, Mark.ARTIFACT));
  }

  private static void write(Path file, String text) {
    if (Files.exists(file) || !text.equals(OURS + "{}\n")) TextFile.write(file, text);
  }

  /**
   * The list of one verdict.
   *
   * @param entries all, in the order of time: of runs that made the same result the last one counts
   */
  static String text(List<StudyEntry> entries, List<Mark> marks, String qc) {
    final Map<String, String> verdicts = new HashMap<>();
    for (Mark mark : marks) verdicts.put(mark.entry(), mark.qc());
    final Map<FileKind, SortedSet<String>> groups = new EnumMap<>(FileKind.class);
    for (StudyEntry entry : current(entries))
      if (qc.equals(verdicts.get(entry.id())))
        groups.computeIfAbsent(entry.kind(), k -> new TreeSet<>()).add(entry.listedFile());
    final StringBuilder yaml = new StringBuilder(OURS);
    if (groups.isEmpty()) yaml.append("{}\n");
    groups.forEach(
        (kind, files) -> {
          yaml.append(kind).append(":\n");
          for (String file : files) yaml.append("- ").append(scalar(file)).append('\n');
        });
    return yaml.toString();
  }

  /** The last entry of each result. */
  static Collection<StudyEntry> current(List<StudyEntry> entries) {
    final Map<Object, StudyEntry> last = new LinkedHashMap<>();
    for (StudyEntry entry : entries) last.put(entry.result(), entry);
    return last.values();
  }

  /** A text as YAML: plain where that is safe, else in quotes, which YAML shares with JSON. */
  static String scalar(String text) {
    if (text.matches("[A-Za-z0-9/][A-Za-z0-9/._+@()=-]*\\.nii(\\.gz)?")) return text;
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
