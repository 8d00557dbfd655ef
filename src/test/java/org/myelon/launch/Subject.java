package org.myelon.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.myelon.report.study.SampleStudy;

/** The embedded subject, on which the examples of the commands run. */
final class Subject {

  static final Path FOLDER = Path.of("test-data/subject").toAbsolutePath();
  static final List<String> NAMES = List.of("t2", "cord", "discs", "levels", "cpr");

  private Subject() {}

  static Path file(String name) {
    return FOLDER.resolve(name + ".nii.gz");
  }

  /**
   * The example of a command as a shell user in another folder types it: inputs that lie below
   * {@code test-data} or in the folder of the subject are found there, results go into a folder of
   * the test.
   */
  static Map<String, String> shellWords(Declaration d, Path results) {
    final Map<String, String> words = new LinkedHashMap<>();
    ExampleWords.forShell(d)
        .forEach((key, value) -> words.put(key, placed(d.get(key), value, results)));
    if (d.name().equals("qc")) SampleStudy.write(Path.of(words.get("folder")));
    return words;
  }

  private static String placed(DeclaredParameter p, String value, Path results) {
    if (p.output()) return results.resolve(value).toString();
    if (p.isImage()) return existing(value).orElse(value);
    if (p.isFile()) return existing(value).orElse(results.resolve(value).toString());
    return p.choices().isEmpty() ? placedList(value) : value;
  }

  /** The files named in a text, as in "a.txt,-b.nii.gz". */
  private static String placedList(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(
            word ->
                word.startsWith("-")
                    ? "-" + existing(word.substring(1)).orElse(word.substring(1))
                    : existing(word).orElse(word))
        .collect(Collectors.joining(","));
  }

  private static Optional<String> existing(String name) {
    return Stream.of(FOLDER, FOLDER.getParent())
        .map(folder -> folder.resolve(name))
        .filter(path -> !name.isBlank() && Files.exists(path))
        .map(Path::toString)
        .findFirst();
  }

  /** The inputs alone. */
  static Map<String, String> inputWords(Declaration d, Path results) {
    final Map<String, String> words = shellWords(d, results);
    words.keySet().removeIf(key -> d.get(key).output());
    return words;
  }

  /** The example as the options of a macro; files lie in the folder of the test. */
  static String macroOptions(Declaration d, Path results) {
    final Map<String, String> files = inputWords(d, results);
    return ExampleWords.forMacro(d).entrySet().stream()
        .map(
            e ->
                Options.write(
                    e.getKey(),
                    d.get(e.getKey()).isImage()
                        ? e.getValue()
                        : files.get(d.get(e.getKey()).name())))
        .collect(Collectors.joining(" "));
  }
}
