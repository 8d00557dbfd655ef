package org.myelon.report.study;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a result is opened to be corrected by hand.
 *
 * @param commandLine for the shell; empty if the image is in no file
 * @param macro for ImageJ; empty if the image is in no file
 */
record Correction(String commandLine, String macro) {

  static Correction of(StudyEntry entry) {
    if (entry.text("path").isEmpty()) return new Correction("", "");
    final String image = entry.listedFile();
    final Optional<Map.Entry<String, String>> result =
        entry.outputs().entrySet().stream()
            .filter(o -> o.getValue().toLowerCase(Locale.ROOT).matches(".*\\.nii(\\.gz)?"))
            .findFirst();
    final String labels = result.map(Map.Entry::getValue).orElse("");
    final String key = isLabel(entry.kind()) ? "discs" : "segmentation";
    final StringBuilder line = new StringBuilder("bin/myelon label-by-hand");
    line.append(' ').append(ShellWords.quote("image=" + image));
    if (!labels.isEmpty()) line.append(' ').append(ShellWords.quote(key + "=" + labels));
    return new Correction(line.toString(), macro(image, labels, key));
  }

  private static boolean isLabel(FileKind kind) {
    return kind == FileKind.FILES_LABEL || kind == FileKind.FILES_PMJ;
  }

  /** Empty where a name could not be written in a macro, whose values end at a bracket. */
  private static String macro(String image, String labels, String key) {
    if ((image + labels).matches("(?s).*[\\]\\[\n\r].*")) return "";
    final StringBuilder macro = new StringBuilder(open(image));
    if (!labels.isEmpty()) macro.append(open(labels));
    macro.append("run(\"Label by Hand...\", \"image=[").append(title(image)).append(']');
    if (!labels.isEmpty())
      macro.append(' ').append(key).append("=[").append(title(labels)).append(']');
    return macro.append("\");\n").toString();
  }

  private static String open(String file) {
    return "run(\"Open NIfTI...\", \"path=[" + escape(file) + "]\");\n";
  }

  /** What a window is called that shows a file. */
  private static String title(String file) {
    return escape(file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
