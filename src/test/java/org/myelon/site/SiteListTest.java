package org.myelon.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.step.InputException;

/** The list of a site: written and read again, and read when it is hostile. */
class SiteListTest {

  private static final String SUM = "0123456789abcdef0123456789abcdef01234567";
  private static final String FILE =
      "<plugin filename=\"plugins/a.jar\"><version checksum=\""
          + SUM
          + "\" timestamp=\"20260101000000\" filesize=\"7\">%s</version></plugin>";

  @TempDir Path folder;

  private Path packed(String xml) throws IOException {
    final Path file = folder.resolve(SiteList.NAME);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(xml.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static String list(String files) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><pluginRecords>" + files + "</pluginRecords>";
  }

  private static SiteList sample() {
    final SiteFile.About about =
        new SiteFile.About(
            "Says <\"&'> \u00fc", List.of("jars/b.jar"), List.of("https://a.b/?c&d"), List.of("A"));
    final SiteFile.Previous old =
        new SiteFile.Previous(
            SUM.replace('0', 'f'),
            20250101000000L,
            20260101000000L,
            new SitePath("plugins/a-1.0.jar"));
    return new SiteList(
        List.of(
            new SiteFile(
                new SitePath("plugins/a-1.1.jar"),
                List.of("linux64"),
                List.of("Spinal cord"),
                new SiteFile.Version(SUM, 20260101000000L, 7, about),
                List.of(old)),
            new SiteFile(new SitePath("jars/gone.jar"), List.of(), List.of(), null, List.of(old))));
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    final byte[] bytes = ListWriter.write(sample());
    assertArrayEquals(bytes, ListWriter.write(sample()));
    final Path file = Files.write(folder.resolve(SiteList.NAME), bytes);
    assertEquals(sample(), ListReader.read(file));
    final String xml =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(),
            StandardCharsets.UTF_8);
    assertFalse(xml.contains("\n"), "not pretty: one line");
    assertTrue(xml.contains("<previous-version timestamp=\"20250101000000\""), xml);
  }

  /** The updater writes a document type and blanks, and elements that we do not know. */
  @Test
  void aListWrittenByFijiIsRead() throws Exception {
    final String xml =
        "<?xml version=\"1.0\"?><!DOCTYPE pluginRecords [<!ELEMENT pluginRecords (plugin*)>]>\n"
            + "<pluginRecords>\n <update-site name=\"x\"/>\n "
            + FILE.formatted("<description>d</description>\n <new><er/></new>")
            + "\n</pluginRecords>\n";
    final SiteFile file = ListReader.read(packed(xml)).files().get(0);
    assertEquals("d", file.version().about().description());
  }

  @Test
  void entitiesAndOtherFilesAreNotFollowed() throws Exception {
    final Path secret = Files.writeString(folder.resolve("secret.txt"), "TOPSECRET");
    for (String type :
        List.of(
            "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>",
            "<!DOCTYPE a SYSTEM \"" + secret.toUri() + "\">",
            "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY e \"&l;&l;&l;&l;&l;&l;&l;&l;&l;\">]>")) {
      final Path file =
          packed(type + list(FILE.formatted("<description>&e;</description>")).substring(38));
      String text;
      try {
        text = ListReader.read(file).toString();
      } catch (InputException e) {
        text = e.getMessage();
        assertEquals(1, text.lines().count(), text);
      }
      assertFalse(text.contains("TOPSECRET") || text.contains("lol"), text);
    }
  }

  @Test
  void aBombIsRefused() throws Exception {
    final Path file = folder.resolve(SiteList.NAME);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      final byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 65; i++) out.write(blanks);
    }
    assertRefused(file, "64 MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<plugin filename=\"../../a.jar\"/>",
        "<plugin/>",
        "<plugin filename=\"plugins/a.jar\"/>",
        "<plugin filename=\"plugins/a.jar\"><version checksum=\"12\" timestamp=\"20260101000000\" filesize=\"1\"/></plugin>",
        "<plugin filename=\"plugins/a.jar\"><version timestamp=\"20260101000000\" filesize=\"1\"/></plugin>",
        "<plugin",
        "text"
      })
  void whatIsNoListIsRefusedInOneLine(String files) throws Exception {
    if (files.equals("text")) assertEquals(List.of(), ListReader.read(packed(list(files))).files());
    else assertRefused(packed(list(files)), "is no list of an update site");
  }

  @Test
  void badNumbersAndDependenciesAreRefused() throws Exception {
    assertRefused(
        packed(list(FILE.formatted("").replace("20260101000000", "20261301000000"))), "no date");
    assertRefused(packed(list(FILE.formatted("").replace("\"7\"", "\"many\""))), "many");
    assertRefused(
        packed(list(FILE.formatted("<dependency filename=\"/etc/passwd\"/>"))), "/etc/passwd");
    assertRefused(
        packed(list(FILE.formatted("") + FILE.formatted("").replace("a.jar", "a-1.0.jar"))),
        "two files");
  }

  @Test
  void whatIsNotPackedIsRefused() throws Exception {
    assertRefused(Files.writeString(folder.resolve(SiteList.NAME), list("")), "gzip");
    assertRefused(Files.write(folder.resolve(SiteList.NAME), new byte[0]), "gzip");
  }

  private static void assertRefused(Path file, String why) {
    final String message =
        assertThrows(InputException.class, () -> ListReader.read(file)).getMessage();
    assertTrue(message.contains(why), message);
    assertEquals(1, message.lines().count(), message);
  }
}
