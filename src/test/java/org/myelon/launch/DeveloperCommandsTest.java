package org.myelon.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands for publishing: in the shell, with help and refusals, and not in Fiji's menu. */
class DeveloperCommandsTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(List<String> words) {
    final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Main(out, out, false).run(words);
  }

  @ParameterizedTest
  @CsvSource({
    "build-update-site, build-update-site needs output=FOLDER",
    "build-update-site outptu=x, did you mean 'output'",
    "build-update-site output=x native=perhaps, write true or false",
    "build-update-site output=x timestamp=2026, is no date",
    "build-update-site output=x home=/nowhere, is not the folder of Myelon's sources",
    "check-update-site, check-update-site needs site=FOLDER",
    "check-update-site site=/nowhere, There is no db.xml.gz"
  })
  void refusesInOneLine(String line, String why) {
    assertEquals(2, run(List.of(line.split(" "))));
    final String text = said.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains(why), text);
    assertEquals(1, text.lines().count(), text);
    assertFalse(Files.exists(Path.of("x")));
  }

  @Test
  void helpKnowsThemAndTheMenuDoesNot() {
    assertEquals(0, run(List.of("help", "check-update-site")));
    assertEquals(0, run(List.of("build-update-site", "help")));
    assertEquals(0, run(List.of("help")));
    final String text = said.toString(StandardCharsets.UTF_8);
    assertTrue(
        text.contains("site=") && text.contains("native=") && text.contains("publish"), text);
    assertTrue(
        Commands.ofThisJar().entries().stream().noneMatch(e -> e.name().contains("update-site")));
  }

  @Test
  void aSiteWithAFaultEndsInAnErrorCode() throws Exception {
    Files.createDirectories(folder.resolve("macros"));
    try (var out =
        new java.util.zip.GZIPOutputStream(Files.newOutputStream(folder.resolve("db.xml.gz")))) {
      out.write(
          ("<pluginRecords><plugin filename=\"macros/a.ijm\"><version checksum=\""
                  + "0".repeat(40)
                  + "\" timestamp=\"20260101000000\" filesize=\"1\"/></plugin></pluginRecords>")
              .getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(2, run(List.of("check-update-site", "site=" + folder)));
    final String text = said.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("fault: macros/a.ijm-20260101000000 is missing"), text);
    assertTrue(text.contains("has 1 fault;"), text);
  }
}
