package org.myelon.launch;

import java.util.ArrayList;
import java.util.List;

/** The help texts of the shell, all from the declarations. */
final class Help {

  private static final int WIDTH = 100;

  private Help() {}

  static String overview(Commands commands) {
    return """
        Myelon: spinal cord MRI analysis

        myelon COMMAND key=value ...   runs a command; images are NIfTI files, keys in any case
        myelon help COMMAND            explains its inputs and outputs
        myelon list                    shows all commands by topic
        myelon macro FILE.ijm [ARG]    runs an ImageJ macro without a screen
        myelon version                 tells the version

        With every command:
          qc=FOLDER     writes a page to check the result by eye
          --threads=N   uses N processor cores (all, if not given)
          --debug       shows where in the program an error happened

        For those who publish Myelon:
          myelon build-update-site output=DIR   makes or renews the folder of a Fiji update site
          myelon check-update-site site=DIR     checks one, and tries it

        """
        + list(commands);
  }

  static String list(Commands commands) {
    final StringBuilder text = new StringBuilder();
    final int width = commands.entries().stream().mapToInt(e -> e.name().length()).max().orElse(0);
    String topic = null;
    for (Commands.Entry e : commands.entries()) {
      if (!e.topic().equals(topic))
        text.append(topic == null ? "" : "\n").append(topic = e.topic()).append('\n');
      entry(text, e.name(), width, e.description());
    }
    return text.toString();
  }

  static String of(Declaration d) {
    final StringBuilder text = new StringBuilder(d.name()).append(": ");
    text.append(String.join("\n", wrap(d.description(), WIDTH - 2))).append("\n\n");
    text.append("Menu: ").append(d.menuPath().replace(">", " > ")).append("\n");
    section(text, "Inputs", d.inputs());
    section(text, "Outputs", d.outputs());
    if (!d.example().isEmpty())
      text.append("\nExample:\n  myelon ").append(d.name()).append(shellExample(d)).append('\n');
    return text.toString();
  }

  private static void section(StringBuilder text, String title, List<DeclaredParameter> list) {
    if (list.isEmpty()) return;
    text.append('\n').append(title).append(":\n");
    final int width = list.stream().mapToInt(p -> p.name().length()).max().orElse(0) + 1;
    for (DeclaredParameter p : list) entry(text, p.name() + "=", width, explain(p));
  }

  /** Description, kind, choices, range and default in one text. */
  static String explain(DeclaredParameter p) {
    final List<String> facts = new ArrayList<>();
    if (p.output()) facts.add(p.isImage() ? "NIfTI file" : p.isTable() ? "CSV file" : "printed");
    else if (p.isImage()) facts.add("image");
    if (!p.choices().isEmpty()) facts.add("one of " + String.join(", ", p.choices()));
    if (p.isNumber()) facts.add((p.isWholeNumber() ? "whole number " : "number ") + p.rangeText());
    if (p.mustBeGiven()) facts.add("required");
    else if (!p.output())
      facts.add(p.defaultText().isEmpty() ? "optional" : "default " + p.defaultText());
    return (p.description() + " (" + String.join("; ", facts.stream().map(String::strip).toList()))
            .strip()
        + ")";
  }

  /** The example as a shell user would type it: the images are files. */
  static String shellExample(Declaration d) {
    final StringBuilder line = new StringBuilder();
    ExampleWords.forShell(d).forEach((k, v) -> line.append(' ').append(quoted(k + "=" + v)));
    return line.toString();
  }

  private static String quoted(String word) {
    return word.matches("[\\w=.,:/+-]*") ? word : "'" + word + "'";
  }

  private static void entry(StringBuilder text, String name, int width, String description) {
    final List<String> lines = wrap(description, WIDTH - width - 4);
    for (int i = 0; i < lines.size(); i++)
      text.append("  ")
          .append(i == 0 ? name : "")
          .append(" ".repeat(width - (i == 0 ? name.length() : 0) + 2))
          .append(lines.get(i))
          .append('\n');
  }

  private static List<String> wrap(String text, int width) {
    final List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder();
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
