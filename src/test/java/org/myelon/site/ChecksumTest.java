package org.myelon.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myelon.step.InputException;

/** The updater's checksums, against sums of what they are made of, written out by hand. */
class ChecksumTest {

  private static final SitePath JAR = new SitePath("jars/a.jar");

  @TempDir Path folder;

  private static String sha1(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aPlainFileCountsWithItsPlace() throws Exception {
    final Path file = Files.writeString(folder.resolve("x"), "content");
    final SitePath place = new SitePath("macros/Myelon/a.ijm");
    assertEquals(sha1("macros/Myelon/a.ijmcontent"), Checksum.of(place, file));
  }

  @Test
  void aJarIsTheSumOfItsEntriesInOrder() throws Exception {
    final Map<String, String> entries = new LinkedHashMap<>();
    entries.put("b.txt", "two");
    entries.put("META-INF/MANIFEST.MF", "Built-By: somebody\n");
    entries.put("a/", "");
    entries.put("a/C.class", "three");
    entries.put("pom.properties", "#Sat Nov 21\nversion=1\n");
    final Path jar = Jars.write(folder.resolve("a.jar"), entries);
    assertEquals(
        sha1(
            "META-INF/MANIFEST.MF"
                + "a/"
                + "a/C.classthree"
                + "b.txttwo"
                + "pom.properties\nversion=1\n"),
        Checksum.of(JAR, jar));
  }

  @Test
  void aJarBuiltAgainHasTheSameChecksum() throws Exception {
    final Path one =
        Jars.write(
            folder.resolve("1.jar"),
            Map.of("META-INF/MANIFEST.MF", "Build-Jdk: 17\n", "p.properties", "#Mon\na=1\n"));
    final Path two =
        Jars.write(
            folder.resolve("2.jar"),
            Map.of("p.properties", "#Tuesday\na=1\n", "META-INF/MANIFEST.MF", "Build-Jdk: 21\n"));
    assertEquals(Checksum.of(JAR, one), Checksum.of(JAR, two));
    final Path three = Jars.write(folder.resolve("3.jar"), Map.of("p.properties", "a=2\n"));
    assertNotEquals(Checksum.of(JAR, one), Checksum.of(JAR, three));
  }

  /** N stands for the end of a line. */
  @ParameterizedTest
  @CsvSource({
    "#aNb,          Nb",
    "##aN#bNc,      NNc",
    "aN#b,          aN",
    "a#bNc,         a#bNc",
    "aNN#bNc,       aNN#bNc",
    "#N#aNb,        N#aNb",
    "N#aNb,         N#aNb",
    "aN#bN#cNd,     aNNNd"
  })
  void commentsGoAsInTheUpdater(String text, String kept) {
    final byte[] bytes = text.replace('N', '\n').getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        kept.replace('N', '\n'),
        new String(Checksum.withoutComments(bytes), StandardCharsets.US_ASCII));
  }

  @Test
  void whatIsNoJarIsRefused() throws Exception {
    final Path file = Files.writeString(folder.resolve("x"), "no jar");
    assertThrows(InputException.class, () -> Checksum.of(JAR, file));
    assertThrows(InputException.class, () -> Checksum.of(JAR, folder.resolve("none")));
  }
}
