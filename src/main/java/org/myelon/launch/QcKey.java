package org.myelon.launch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.command.SpinalCordCommand;
import org.myelon.image.Volume;
import org.myelon.report.QcEntry;
import org.myelon.report.study.ImageOrigin;
import org.myelon.report.study.QcRun;
import org.myelon.report.study.StudyFolder;
import org.myelon.step.Provenance;

/**
 * The key {@code qc}, which every command has in the shell and in macros: the folder of a page to
 * check the results by eye.
 */
final class QcKey {

  static final String NAME = "qc";

  /** Null if no page is asked for. */
  private final StudyFolder study;

  private QcKey(StudyFolder study) {
    this.study = study;
  }

  /**
   * Takes the key out of the options of a call, so that the command does not see it.
   *
   * @throws org.myelon.step.InputException if its value is no folder
   */
  static QcKey takeFrom(Map<String, String> options) {
    String folder = "";
    for (String key : List.copyOf(options.keySet()))
      if (key.equalsIgnoreCase(NAME)) folder = options.remove(key);
    return new QcKey(folder.isBlank() ? null : StudyFolder.at(Path.of(folder)));
  }

  /** Whether a page is asked for. */
  boolean isGiven() {
    return study != null;
  }

  /**
   * Adds what a command shows to the page.
   *
   * @param run what ran
   * @param files that were read; empty where images came from windows
   * @return what to tell the user
   */
  Optional<String> write(SpinalCordCommand command, QcRun run, List<Provenance.Input> files) {
    if (study == null) return Optional.empty();
    final List<QcEntry> entries =
        command.qcEntries().stream().map(e -> withFacts(e, run, files)).toList();
    if (entries.isEmpty())
      return Optional.of(run.command() + " has nothing to show on a page; qc= was left out.");
    return Optional.of("QC page: " + study.add(run, entries));
  }

  /**
   * What ran.
   *
   * @param command after its run
   * @param texts every input with its value
   * @param line what a user types to have it again
   * @param results files with results
   */
  static QcRun run(
      SpinalCordCommand command,
      Map<String, String> texts,
      String line,
      Map<DeclaredParameter, Path> results) {
    final Declaration declaration = new Declaration(command.getClass());
    final Map<String, String> inputs = new LinkedHashMap<>();
    for (DeclaredParameter p : declaration.inputs())
      if (p.isImage() && p.valueIn(command) instanceof Volume image)
        image.source().ifPresent(file -> inputs.put(p.name(), absolute(file)));
    final Map<String, String> outputs = new LinkedHashMap<>();
    results.forEach((p, file) -> outputs.put(p.name(), absolute(file)));
    for (DeclaredParameter p : declaration.inputs())
      if (!texts.get(p.name()).isBlank()
          && (p.isFileToWrite() || p.isFolder() && p.name().equals("output")))
        outputs.put(p.name(), absolute(Path.of(texts.get(p.name()))));
    return new QcRun(
        declaration.name(), line, origin(declaration, texts, inputs), texts, inputs, outputs);
  }

  /** Whose result it is: that of the image, or of what the command is given first. */
  private static ImageOrigin origin(
      Declaration declaration, Map<String, String> texts, Map<String, String> inputs) {
    for (String key : List.of("image", "moving"))
      if (inputs.containsKey(key)) return ImageOrigin.of(Path.of(inputs.get(key)));
    if (!inputs.isEmpty()) return ImageOrigin.of(Path.of(inputs.values().iterator().next()));
    return ImageOrigin.ofName(
        declaration.inputs().stream()
            .filter(p -> p.isImage() && !texts.get(p.name()).isBlank())
            .map(p -> texts.get(p.name()))
            .findFirst()
            .orElse(declaration.name()));
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  /** The entry with what the page tells of its origin: parameters, and fingerprints of files. */
  private static QcEntry withFacts(QcEntry entry, QcRun run, List<Provenance.Input> files) {
    QcEntry full = entry;
    for (Map.Entry<String, String> p : run.parameters().entrySet())
      if (!p.getValue().isEmpty()) full = full.withFact(p.getKey(), p.getValue());
    for (Provenance.Input input : files)
      full = full.withFact(input.name(), input.path() + ", sha256 " + input.sha256());
    return full;
  }
}
