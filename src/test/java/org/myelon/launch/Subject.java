package org.myelon.launch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The embedded subject, on which the examples of the commands run. */
final class Subject {

  static final Path FOLDER = Path.of("test-data/subject").toAbsolutePath();
  static final List<String> NAMES = List.of("t2", "cord", "discs", "levels");

  /** A transform beside the images: its path is a text input, as lists of transforms are. */
  private static final String TRANSFORM = "shift.txt";

  private Subject() {}

  static Path file(String name) {
    return FOLDER.resolve(name + ".nii.gz");
  }

  /**
   * The example of a command as a shell user in another folder types it: inputs lie in the folder
   * of the subject, results go into a folder of the test.
   */
  static Map<String, String> shellWords(Declaration d, Path results) {
    final Map<String, String> words = new LinkedHashMap<>();
    ExampleWords.forShell(d)
        .forEach((key, value) -> words.put(key, placed(d.get(key), value, results)));
    return words;
  }

  private static String placed(DeclaredParameter p, String value, Path results) {
    final boolean isSubject = NAMES.contains(value.replace(".nii.gz", ""));
    if (!p.output() && isSubject && (p.isImage() || p.isFile()))
      return FOLDER.resolve(value).toString();
    if (value.equals(TRANSFORM)) return FOLDER.resolve(value).toString();
    return p.output() || p.isFile() ? results.resolve(value).toString() : value;
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
                    d.get(e.getKey()).isFile() || e.getValue().equals(TRANSFORM)
                        ? files.get(d.get(e.getKey()).name())
                        : e.getValue()))
        .collect(Collectors.joining(" "));
  }
}
