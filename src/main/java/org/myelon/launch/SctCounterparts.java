package org.myelon.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands here for each command of SCT and for each of its flags, as a text file says: lines
 * {@code ## group}, {@code command: answer} and, indented, {@code flag, flag: answer}. The command
 * {@code *} stands for all; lines that begin with {@code # } are remarks.
 *
 * @param groups names of the groups and their commands, in the order of the file; the group without
 *     a name comes first
 */
record SctCounterparts(Map<String, List<Command>> groups) {

  /**
   * A command of SCT.
   *
   * @param name such as {@code sct_maths}, or {@code *}
   * @param answer what stands for it
   * @param flags what stands for its flags, several with commas between
   */
  record Command(String name, String answer, Map<String, String> flags) {

    /** Its flags one by one. */
    List<String> singleFlags() {
      return flags.keySet().stream().flatMap(f -> List.of(f.split(", ")).stream()).toList();
    }
  }

  static SctCounterparts parse(List<String> lines) {
    final Map<String, List<Command>> groups = new LinkedHashMap<>();
    List<Command> group = groups.computeIfAbsent("", g -> new ArrayList<>());
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("# ")) continue;
      if (line.startsWith("## ")) {
        group = groups.computeIfAbsent(line.substring(3), g -> new ArrayList<>());
        continue;
      }
      final String[] parts = line.strip().split(": ", 2);
      if (parts.length < 2) throw new IllegalArgumentException("No answer in '" + line + "'");
      if (line.startsWith(" ")) group.get(group.size() - 1).flags.put(parts[0], parts[1]);
      else group.add(new Command(parts[0], parts[1], new LinkedHashMap<>()));
    }
    return new SctCounterparts(groups);
  }

  /** All commands of all groups. */
  List<Command> commands() {
    return groups.values().stream().flatMap(List::stream).toList();
  }

  /** Tables in Markdown, one for each group. */
  String tables() {
    final StringBuilder text = new StringBuilder();
    groups.forEach(
        (name, commands) -> {
          if (!name.isEmpty()) text.append("\n### ").append(name).append('\n');
          text.append("\n| SCT | here |\n|---|---|\n");
          commands.forEach(c -> rows(text, c));
        });
    return text.toString();
  }

  private static void rows(StringBuilder text, Command c) {
    row(text, c.name.equals("*") ? "all commands" : "**`" + c.name + "`**", c.answer);
    c.flags.forEach((flags, answer) -> row(text, "`" + flags.replace(", ", "` `") + "`", answer));
  }

  private static void row(StringBuilder text, String left, String right) {
    text.append("| ").append(left).append(" | ").append(right.replace("|", "\\|")).append(" |\n");
  }
}
