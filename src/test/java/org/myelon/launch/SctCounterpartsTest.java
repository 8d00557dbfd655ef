package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.myelon.SharedData;

/** What the page for users of SCT names as ours is there, and no command of SCT is forgotten. */
class SctCounterpartsTest {

  private static final int COMMANDS_OF_SCT = 57;
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  private final Commands ours = Commands.ofThisJar();
  private final SctCounterparts answers = answers();

  private static SctCounterparts answers() {
    try {
      return SctCounterparts.parse(Files.readAllLines(Reference.SCT_ANSWERS));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void thePageIsThatOfTheAnswers() throws Exception {
    final String page = Files.readString(Reference.SCT_PAGE);
    assertEquals(Reference.sctPage(page), page);
  }

  @Test
  void allCommandsAreThere() {
    assertEquals(
        COMMANDS_OF_SCT,
        answers.commands().stream().filter(c -> c.name().startsWith("sct_")).distinct().count());
  }

  /** A word is a command of ours, or keys of those that the line or its command names. */
  @Test
  void commandsAndKeysNamedAsOursExist() {
    final List<String> wrong = new ArrayList<>();
    for (SctCounterparts.Command c : answers.commands()) {
      final List<Declaration> named = declarations(c.answer());
      check(c.name(), c.answer(), named, wrong);
      c.flags()
          .forEach(
              (flag, answer) -> {
                final List<Declaration> own = declarations(answer);
                check(c.name() + " " + flag, answer, own.isEmpty() ? named : own, wrong);
              });
    }
    assertEquals(List.of(), wrong);
  }

  /** The commands that an answer names. */
  private List<Declaration> declarations(String answer) {
    final List<Declaration> found = new ArrayList<>();
    for (Matcher m = SPAN.matcher(answer); m.find(); )
      ours.entries().stream()
          .filter(e -> e.name().equals(m.group(1).split(" ")[0]))
          .map(Commands.Entry::declaration)
          .forEach(found::add);
    return found;
  }

  private void check(String where, String answer, List<Declaration> named, List<String> wrong) {
    for (Matcher m = SPAN.matcher(answer); m.find(); ) {
      final String span = m.group(1);
      if (span.startsWith("bin/myelon ") || span.equals("--debug")) continue;
      final String[] words = span.split(" ");
      final List<Declaration> of = words[0].contains("=") ? named : declarations("`" + span + "`");
      for (int i = words[0].contains("=") ? 0 : 1; i < words.length; i++)
        if (!words[i].matches("[A-Z]+") && !isKey(words[i], of)) wrong.add(where + ": " + span);
      if (!words[0].contains("=") && of.isEmpty()) wrong.add(where + ": " + span);
    }
  }

  /** Whether one of the commands has this key, and the value is one of its choices. */
  private static boolean isKey(String word, List<Declaration> commands) {
    final String[] parts = word.split("=", 2);
    return parts.length == 2
        && (parts[0].equals("qc")
            || commands.stream()
                .flatMap(d -> d.find(parts[0]).stream())
                .anyMatch(
                    p ->
                        parts[1].isEmpty()
                            || p.choices().isEmpty()
                            || p.choices().contains(parts[1])));
  }

  /** Against the list of SCT's flags, where it is at hand. */
  @Test
  void allFlagsAreThere() throws Exception {
    final Map<String, List<String>> flags = new HashMap<>();
    for (SctCounterparts.Command c : answers.commands()) flags.put(c.name(), c.singleFlags());
    final List<String> missing = new ArrayList<>();
    int commands = 0;
    final Pattern line = Pattern.compile("\\* \\*\\*(sct_\\w+)\\*\\*: (.*)");
    for (String text : Files.readAllLines(SharedData.path("spec/sct-commands.md"))) {
      final Matcher m = line.matcher(text);
      if (!m.matches()) continue;
      commands++;
      for (String flag : m.group(2).split(" · ")) {
        final String name = flag.split("[=/{ ]")[0].replaceAll("-$", "");
        if (name.startsWith("-")
            && !flags.get("*").contains(name)
            && flags.get(m.group(1)).stream().noneMatch(f -> f.startsWith(name)))
          missing.add(m.group(1) + " " + name);
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(commands == COMMANDS_OF_SCT, commands + " commands");
  }
}
