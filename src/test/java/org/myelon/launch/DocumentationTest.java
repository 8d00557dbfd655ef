package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the documentation lead to what is there, and call commands that are there. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern SHELL =
      Pattern.compile("(?m)(?:^\\s*|`)(?:bin/)?myelon ([a-z][a-z-]*)([^\\n`]*)");
  private static final Pattern MACRO = Pattern.compile("run\\(\"([^\"]+)\"(?:, \"([^\"]*))?");
  private static final Pattern STRING = Pattern.compile("\"[^\"\\n]*\"");
  private static final Pattern DOI = Pattern.compile("doi:10\\.[^\\s\"`)]+");
  private static final Set<String> SHELL_ITSELF = Set.of("list", "help", "macro", "version");
  private static final Set<String> IMAGEJ = Set.of("32-bit", "Duplicate...", "Multiply...");
  private static final long LARGEST_PICTURE = 700_000;

  private static final Commands COMMANDS = Commands.ofThisJar();

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")),
              docs.filter(p -> p.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    final List<String> dead = new ArrayList<>();
    for (Matcher m = LINK.matcher(prose(page)); m.find(); ) {
      final String link = m.group(1);
      if (link.matches("[a-z]+:.*")) continue;
      final String[] parts = link.split("#", 2);
      final Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
      if (!Files.exists(target) || parts.length > 1 && !anchors(target).contains(parts[1]))
        dead.add(link);
    }
    assertEquals(List.of(), dead);
  }

  /** The text outside of code. */
  private static String prose(Path page) throws IOException {
    return Files.readString(page).replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "``");
  }

  /** Names of the headings as GitHub makes them. */
  private static Set<String> anchors(Path page) throws IOException {
    final Set<String> names = new TreeSet<>();
    final String text = Files.readString(page).replaceAll("(?s)```.*?```", "");
    for (Matcher m = HEADING.matcher(text); m.find(); )
      names.add(
          m.group(1)
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    return names;
  }

  @Test
  void picturesAreShownAndSmall() throws IOException {
    final StringBuilder text = new StringBuilder();
    for (Path page : pages()) text.append(Files.readString(page));
    try (Stream<Path> pictures = Files.list(Path.of("docs/images"))) {
      for (Path picture : pictures.toList()) {
        assertTrue(
            text.indexOf("images/" + picture.getFileName()) >= 0, picture + " is on no page");
        assertTrue(Files.size(picture) < LARGEST_PICTURE, picture + " is too large");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linesOfTheShellCallWhatIsThere(Path page) throws IOException {
    final List<String> wrong = new ArrayList<>();
    final String text = Files.readString(page).replaceAll("\\\\\n\\s*", " ");
    for (Matcher m = SHELL.matcher(text); m.find(); ) {
      if (SHELL_ITSELF.contains(m.group(1)) || DeveloperCommands.knows(m.group(1))) continue;
      final Optional<Declaration> command = command(m.group(1));
      if (command.isEmpty()) wrong.add(m.group());
      else checkKeys(command.get(), m.group(2), true, wrong);
    }
    assertEquals(List.of(), wrong);
  }

  private static Optional<Declaration> command(String name) {
    return COMMANDS.entries().stream()
        .filter(e -> e.name().equals(name))
        .findFirst()
        .map(Commands.Entry::declaration);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linesOfMacrosCallWhatIsThere(Path page) throws IOException {
    final List<String> wrong = new ArrayList<>();
    for (Matcher m = MACRO.matcher(Files.readString(page)); m.find(); ) {
      if (IMAGEJ.contains(m.group(1))) continue;
      final Optional<Declaration> command =
          COMMANDS.entries().stream()
              .filter(e -> e.menuLabel().equals(m.group(1)))
              .findFirst()
              .map(Commands.Entry::declaration);
      if (command.isEmpty()) wrong.add(m.group());
      else if (m.group(2) != null)
        checkKeys(command.get(), m.group(2).replaceAll("\\[[^\\]]*\\]?", "x"), false, wrong);
    }
    assertEquals(List.of(), wrong);
  }

  private static void checkKeys(Declaration d, String words, boolean shell, List<String> wrong) {
    final Pattern key = Pattern.compile("(?:^|\\s)\"?([A-Za-z]\\w*)=([^\\s\"]*)");
    for (Matcher m = key.matcher(words); m.find(); ) {
      final Optional<DeclaredParameter> p = d.find(m.group(1));
      final boolean known =
          p.isPresent() && (shell || !p.get().output()) || m.group(1).equals("qc");
      if (!known
          || p.isPresent()
              && !p.get().choices().isEmpty()
              && m.group(2).matches("[\\w-]+")
              && !p.get().choices().contains(m.group(2)))
        wrong.add(d.name() + ": " + m.group().strip());
    }
  }

  /** The page of citations has the papers of the methods texts in the code, and no others. */
  @Test
  void papersToCiteAreThoseOfTheCode() throws IOException {
    final Set<String> cited = new TreeSet<>(), listed = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
        for (Matcher m = STRING.matcher(Files.readString(source)); m.find(); )
          dois(m.group(), cited);
      }
    }
    dois(Files.readString(Path.of("docs/cite.md")), listed);
    assertEquals(cited, listed);
  }

  private static void dois(String text, Set<String> into) {
    for (Matcher m = DOI.matcher(text); m.find(); ) into.add(m.group());
  }

  /** Each page is reached from the list of the README or of the documentation. */
  @Test
  void everyPageIsListed() throws IOException {
    final String lists =
        Files.readString(Path.of("README.md")) + Files.readString(Path.of("docs/README.md"));
    final List<Path> lost =
        pages().stream()
            .filter(p -> p.startsWith("docs") && !p.endsWith("README.md"))
            .filter(p -> !lists.contains("(" + p.getFileName() + ")"))
            .filter(p -> !lists.contains("(docs/" + p.getFileName() + ")"))
            .sorted(Comparator.naturalOrder())
            .toList();
    assertEquals(List.of(), lost);
  }
}
