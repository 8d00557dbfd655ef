package org.myelon.report.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.myelon.step.InputException;

/**
 * What a page shows, at one moment: the entries in its own folder, and those that analyses left in
 * folders named qc up to three levels below it. Links are not followed.
 *
 * @param entries the oldest first; each id occurs once
 * @param problems what cannot be shown, and why
 * @param pages the folders below
 */
record StudyContent(List<StudyEntry> entries, List<Problem> problems, List<Path> pages) {

  /** An entry that cannot be shown, and why. */
  record Problem(String id, String reason) {}

  static final String UNFINISHED = ".part";

  /** How the page of an analysis is called. */
  private static final String PAGE = "qc";

  /** How many levels of folders a page may lie below the study: subject, session. */
  private static final int LEVELS = 2;

  static StudyContent of(Path folder) {
    return new Reader(folder).read();
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * The folders of a page's own entries in alphabetical order, which is that of time; those that
   * end in {@value #UNFINISHED} are not complete.
   */
  static List<Path> entriesIn(Path page) {
    final Path entries = page.resolve(EntryFiles.ENTRIES);
    return Files.isDirectory(entries)
        ? list(entries).stream().filter(StudyContent::counts).toList()
        : List.of();
  }

  private static boolean counts(Path entry) {
    return !entry.getFileName().toString().startsWith(".") || isUnfinished(entry);
  }

  static boolean isUnfinished(Path entry) {
    return entry.getFileName().toString().endsWith(UNFINISHED);
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("Cannot read the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Collects entries and problems. */
  private static final class Reader {

    private final Path study;
    private final Map<String, StudyEntry> entries = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Path> pages = new ArrayList<>();

    Reader(Path study) {
      this.study = study;
    }

    StudyContent read() {
      entriesIn(study).forEach(this::add);
      List<Path> level = List.of(study);
      for (int i = 0; i <= LEVELS; i++) {
        level.forEach(this::addPage);
        level = i == LEVELS ? List.of() : level.stream().flatMap(f -> inside(f).stream()).toList();
      }
      final Comparator<StudyEntry> byTime = Comparator.comparing(StudyEntry::time);
      return new StudyContent(
          entries.values().stream().sorted(byTime.thenComparing(StudyEntry::id)).toList(),
          problems,
          pages);
    }

    private void addPage(Path folder) {
      final Path page = folder.resolve(PAGE);
      if (!isFolder(page) || !isFolder(page.resolve(EntryFiles.ENTRIES))) return;
      pages.add(page);
      try {
        entriesIn(page).forEach(this::add);
      } catch (InputException e) {
        problem(page, "not readable: " + e.getMessage());
      }
    }

    private List<Path> inside(Path folder) {
      try {
        return list(folder).stream()
            .filter(f -> isFolder(f) && !f.getFileName().toString().startsWith("."))
            .filter(f -> !f.endsWith(PAGE) && !f.endsWith(EntryFiles.ENTRIES))
            .toList();
      } catch (InputException e) {
        problem(folder, "not readable: " + e.getMessage());
        return List.of();
      }
    }

    private void add(Path folder) {
      if (isUnfinished(folder)) {
        problem(folder, "not complete: its command is still at work, or was stopped.");
        return;
      }
      try {
        final StudyEntry entry = StudyEntry.read(study, folder);
        entries.putIfAbsent(entry.id(), entry);
      } catch (InputException | InvalidPathException e) {
        problem(folder, "damaged: " + e.getMessage());
      }
    }

    /** What is in the study's own folder has the name that its entry would have. */
    private void problem(Path folder, String reason) {
      final Path own = study.resolve(EntryFiles.ENTRIES);
      final Path from = folder.startsWith(own) ? own : study;
      problems.add(new Problem(StudyEntry.from(from, folder), reason));
    }
  }
}
