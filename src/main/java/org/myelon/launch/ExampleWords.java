package org.myelon.launch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The example of a command in the words of each entrance: keys and values in the order declared.
 */
final class ExampleWords {

  private ExampleWords() {}

  /** For the shell: images and tables are files with their endings. */
  static Map<String, String> forShell(Declaration d) {
    final Map<String, String> words = new LinkedHashMap<>();
    d.example().forEach((key, value) -> words.put(d.get(key).name(), file(d.get(key), value)));
    return words;
  }

  /** For a macro: inputs only, images by their titles; results become windows by themselves. */
  static Map<String, String> forMacro(Declaration d) {
    final Map<String, String> words = new LinkedHashMap<>();
    d.example()
        .forEach(
            (key, value) -> {
              final DeclaredParameter p = d.get(key);
              if (!p.output())
                words.put(p.name().toLowerCase(), p.isFile() ? file(p, value) : value);
            });
    return words;
  }

  private static String file(DeclaredParameter p, String value) {
    if (p.isFolder() || value.contains(".")) return value;
    if (p.isImage() || p.isFile()) return value + ".nii.gz";
    return p.isTable() ? value + ".csv" : value;
  }
}
