package org.myelon.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myelon.step.InputException;
import org.scijava.util.FileUtils;

/** Places below Fiji's folder: names without versions as SciJava has them, nothing outside. */
class SitePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plugins/myelon_fiji-0.1.0-SNAPSHOT.jar",
        "plugins/myelon_fiji-1.2.3.jar",
        "jars/ai.djl.api-0.35.1.jar",
        "jars/pytorch-jni-2.7.1-0.35.1.jar",
        "jars/pytorch-native-cpu-2.7.1-linux-x86_64.jar",
        "jars/pytorch-native-cpu-2.7.1-win-x86_64.jar",
        "jars/pytorch-native-cpu-2.7.1-osx-aarch64.jar",
        "jars/pytorch-native-cpu-2.7.1-linux-aarch64.jar",
        "jars/ij-1.54p.jar",
        "jars/jogl-all-2.3.2-natives-linux-amd64.jar",
        "jars/imglib2-cache-1.0.0-beta-17.jar",
        "jars/javassist-3.9.0.GA.jar",
        "jars/mines-jtk-20151125.jar",
        "jars/noversion.jar",
        "macros/Myelon/analyze-2.0.ijm"
      })
  void theNameWithoutVersionIsThatOfTheUpdater(String path) {
    assertEquals(FileUtils.stripFilenameVersion(path), new SitePath(path).unversioned());
  }

  @Test
  void allJarsOfFijiKeepTheirNames() {
    for (FijiJars.Jar jar : FijiJars.read(Path.of("docs/data/fiji-jars.csv")).jars()) {
      final String installed = jar.installed().text();
      assertEquals(FileUtils.stripFilenameVersion(installed), jar.installed().unversioned());
      assertEquals(jar.path().text(), jar.installed().unversioned(), installed);
    }
  }

  @Test
  void theVersionIsKnown() {
    assertEquals("2.7.1-0.35.1", new SitePath("jars/pytorch-jni-2.7.1-0.35.1.jar").version());
    assertEquals("", new SitePath("jars/a.jar").version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../plugins/a.jar",
        "plugins/../../a.jar",
        "plugins/..",
        "plugins/./a.jar",
        "plugins//a.jar",
        "/etc/passwd",
        "plugins\\..\\a.jar",
        "C:/plugins/a.jar",
        "plugins/a.jar:stream",
        "plugins/.hidden",
        "plugins/a ",
        "plugins/a.",
        "plugins/a\u0000.jar",
        "plugins/\u00e4.jar",
        "plugins/",
        "plugins",
        "",
        "ImageJ-linux64",
        "update/plugins/a.jar",
        "a/b.jar"
      })
  void whatLeadsElsewhereIsRefusedInOneLine(String path) {
    final String message =
        assertThrows(InputException.class, () -> new SitePath(path)).getMessage();
    assertEquals(1, message.lines().count());
  }

  @Test
  void datesAreChecked() {
    assertEquals(20240229235959L, Timestamp.parse("20240229235959"));
    assertEquals(20240301000000L, Timestamp.after(20240229235959L));
    for (String bad :
        new String[] {"20230229000000", "2024", "20241301000000", "2024010100000x", ""})
      assertThrows(InputException.class, () -> Timestamp.parse(bad), bad);
  }
}
