package org.myelon.transform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;

/** Linear transforms in ITK's text files ("Insight Transform File V1.0"). */
final class ItkTextFormat implements TransformFormat {

  private static final String FIRST_LINE = "#Insight Transform File V1.0";

  @Override
  public boolean canRead(FileStart start) {
    return start.text().startsWith("#Insight Transform File");
  }

  @Override
  public AffineTransform read(Path file, Ends ends, Progress progress) {
    final List<ItkLinear> stored = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    for (String line : TextFile.read(file).lines().toList()) {
      if (line.startsWith("Transform:") && !lines.isEmpty()) {
        stored.add(parse(lines, file));
        lines.clear();
      }
      if (line.startsWith("Transform:") || !lines.isEmpty()) lines.add(line);
    }
    if (!lines.isEmpty()) stored.add(parse(lines, file));
    return ItkLinear.compose(stored, file);
  }

  /**
   * @param lines of one transform, its kind in the first
   */
  private static ItkLinear parse(List<String> lines, Path file) {
    final String kind = after("Transform:", lines.get(0));
    if (!kind.matches("\\w+_(double|float)_3_3"))
      throw ItkLinear.refused(file, "it holds a transform of the kind " + kind);
    return new ItkLinear(
        kind.substring(0, kind.indexOf('_')),
        numbers("Parameters:", lines, file),
        numbers("FixedParameters:", lines, file));
  }

  private static double[] numbers(String key, List<String> lines, Path file) {
    for (String line : lines)
      if (line.startsWith(key))
        try {
          return Arrays.stream(after(key, line).split("\\s+"))
              .filter(word -> !word.isEmpty())
              .mapToDouble(Double::parseDouble)
              .toArray();
        } catch (NumberFormatException e) {
          throw ItkLinear.refused(file, "it has no numbers after '" + key + "'");
        }
    return new double[0];
  }

  private static String after(String key, String line) {
    return line.substring(key.length()).strip();
  }

  static void write(ItkLinear transform, Path file) {
    TextFile.write(
        file,
        FIRST_LINE
            + "\n#Transform 0\nTransform: "
            + transform.kind()
            + "_double_3_3\nParameters:"
            + text(transform.parameters())
            + "\nFixedParameters:"
            + text(transform.fixed())
            + "\n");
  }

  private static String text(double[] values) {
    final StringBuilder text = new StringBuilder();
    for (double v : values) text.append(' ').append(v);
    return text.toString();
  }
}
