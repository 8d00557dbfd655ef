package org.myelon.report.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a result is opened with its image to be corrected by hand: masks are painted, labels dragged.
 *
 * @param commandLine for the shell; empty if the image is in no file
 * @param macro for ImageJ; empty if the image is in no file, or has a name that no macro can hold
 */
record Correction(String commandLine, String macro) {

  static Correction of(StudyEntry entry) {
    if (entry.text("path").isEmpty()) return new Correction("", "");
    final boolean labels =
        entry.kind() == FileKind.FILES_LABEL || entry.kind() == FileKind.FILES_PMJ;
    final Map<String, String> options = new LinkedHashMap<>();
    options.put("image", image(entry));
    result(entry).ifPresent(file -> options.put(labels ? "start" : "mask", file));
    options.put("kind", kind(entry.kind(), entry.text("command")));
    final String macro = macro(labels ? "Label By Hand..." : "Paint By Hand...", options);
    options.put("output", corrected(result(entry).orElse(image(entry))));
    return new Correction(
        "bin/myelon "
            + (labels ? "label-by-hand" : "paint-by-hand")
            + String.join(
                "",
                options.entrySet().stream()
                    .map(o -> " " + ShellWords.quote(o.getKey() + "=" + o.getValue()))
                    .toList()),
        macro);
  }

  /** What was worked on; a mask alone is the image. */
  private static String image(StudyEntry entry) {
    return entry.inputs().getOrDefault("image", entry.listedFile());
  }

  /** The mask or the labels: what was made, or else given. */
  private static Optional<String> result(StudyEntry entry) {
    final Optional<String> made =
        entry.outputs().values().stream().filter(Correction::isImage).findFirst();
    return made.isPresent()
        ? made
        : List.of("segmentation", "discs", "levels").stream()
            .map(entry.inputs()::get)
            .filter(file -> file != null && isImage(file))
            .findFirst();
  }

  private static boolean isImage(String file) {
    return file.toLowerCase(Locale.ROOT).matches(".*\\.nii(\\.gz)?");
  }

  private static String kind(FileKind kind, String command) {
    return switch (kind) {
      case FILES_GMSEG -> "gray-matter";
      case FILES_LESION -> "lesion";
      case FILES_PMJ -> "pmj";
      case FILES_LABEL -> command.startsWith("spinal") ? "spinal-levels" : "discs";
      default -> "cord";
    };
  }

  private static String corrected(String file) {
    final String name = Path.of(file).getFileName().toString();
    return file.substring(0, file.length() - name.length())
        + name.replaceFirst("(?i)(\\.nii(\\.gz)?)?$", "_corrected.nii.gz");
  }

  /** The values of a macro end at a bracket or a line. */
  private static String macro(String label, Map<String, String> options) {
    final StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (option.getValue().matches("(?s).*[\\]\\[\\n\\r].*")) return "";
      final String value = option.getValue().replace("\\", "\\\\").replace("\"", "\\\"");
      text.append(text.isEmpty() ? "" : " ").append(option.getKey());
      text.append("=[").append(value).append(']');
    }
    return "run(\"" + label + "\", \"" + text + "\");";
  }
}
