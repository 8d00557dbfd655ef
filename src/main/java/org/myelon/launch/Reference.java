package org.myelon.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.myelon.step.TextFile;

/**
 * What is generated and kept in the repository: ImageJ 1's list of menu items and the reference
 * page, from the declarations, and the list of SCT's commands and flags, from its text file. Run
 * {@link #main} after a command has changed; a test says when.
 */
public final class Reference {

  /** Where the files lie in the repository. */
  static final Path PLUGINS_CONFIG = Path.of("src/main/resources/plugins.config");

  static final Path PAGE = Path.of("docs/commands.md");

  /** The answers for those who know SCT, and the page whose last section they are. */
  static final Path SCT_ANSWERS = Path.of("docs/coming-from-sct.txt");

  static final Path SCT_PAGE = Path.of("docs/coming-from-sct.md");

  private static final String SCT_SECTION = "\n## Each command and flag\n";

  private Reference() {}

  /** Writes these files of the repository in the current folder. */
  public static void main(String[] args) throws IOException {
    final Commands commands = Commands.ofThisJar();
    Files.createDirectories(PLUGINS_CONFIG.getParent());
    Files.createDirectories(PAGE.getParent());
    TextFile.write(PLUGINS_CONFIG, pluginsConfig(commands));
    TextFile.write(PAGE, page(commands));
    TextFile.write(SCT_PAGE, sctPage(Files.readString(SCT_PAGE)));
  }

  /** A page with the section of SCT's commands and flags made anew; what comes before it stays. */
  static String sctPage(String page) throws IOException {
    final int end = page.indexOf(SCT_SECTION);
    if (end < 0) throw new IllegalArgumentException(SCT_PAGE + " lacks its last section");
    return page.substring(0, end)
        + SCT_SECTION
        + SctCounterparts.parse(Files.readAllLines(SCT_ANSWERS)).tables();
  }

  /** The class and argument by which ImageJ 1 runs a command. */
  static String plugIn(Commands.Entry e) {
    return ImageJ1Bridge.class.getName() + "(\"" + e.name() + "\")";
  }

  /** One line a command: menu, label, plug-in. */
  static String pluginsConfig(Commands commands) {
    final StringBuilder text =
        new StringBuilder("# Made from the declarations by " + Reference.class.getName() + "\n");
    for (Commands.Entry e : commands.entries())
      text.append(e.menuPath(), 0, e.menuPath().lastIndexOf('>'))
          .append(", \"")
          .append(e.menuLabel())
          .append("\", ")
          .append(plugIn(e))
          .append('\n');
    return text.toString();
  }

  /** The reference of all commands in Markdown. */
  static String page(Commands commands) {
    final StringBuilder text =
        new StringBuilder(
            """
            # Commands

            Made from the declarations of the commands; do not edit. How to call them from the menu, a macro, Jython,
            Groovy and the shell: [scripting.md](scripting.md).
            """);
    String topic = null;
    for (Declaration d : commands.declarations()) {
      if (!d.topic().equals(topic)) text.append("\n## ").append(topic = d.topic()).append('\n');
      command(text, d);
    }
    return text.toString();
  }

  private static void command(StringBuilder text, Declaration d) {
    text.append("\n### ").append(d.name()).append("\n\n").append(d.description()).append("\n\n");
    text.append("Menu: ").append(d.menuPath().replace(">", " > ")).append("\n\n");
    table(text, "Input", d.inputs());
    table(text, "Output", d.outputs());
    if (d.example().isEmpty()) return;
    text.append("```\nbin/myelon ").append(d.name()).append(Help.shellExample(d)).append("\n```\n");
    text.append("```\nrun(\"").append(d.menuLabel()).append("\", \"");
    text.append(macroExample(d)).append("\");\n```\n");
  }

  private static void table(StringBuilder text, String kind, List<DeclaredParameter> parameters) {
    if (parameters.isEmpty()) return;
    text.append("| ").append(kind).append(" | |\n|---|---|\n");
    for (DeclaredParameter p : parameters)
      text.append("| `")
          .append(p.name())
          .append("` | ")
          .append(Help.explain(p).replace("|", "\\|"))
          .append(" |\n");
    text.append('\n');
  }

  /** The inputs of the example as a macro gives them; the results become windows by themselves. */
  static String macroExample(Declaration d) {
    final StringBuilder line = new StringBuilder();
    ExampleWords.forMacro(d)
        .forEach(
            (key, value) ->
                line.append(line.isEmpty() ? "" : " ").append(Options.write(key, value)));
    return line.toString();
  }
}
