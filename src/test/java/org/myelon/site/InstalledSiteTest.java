package org.myelon.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.step.Progress;

/**
 * The site of this project, installed as Fiji's updater does into a folder with those jars that
 * Fiji ships and we use: ImageJ starts from the installed jars, and from nothing else.
 */
class InstalledSiteTest {

  /** What our jar needs, without versions, which are those of this build. */
  private static final List<String> NEEDED =
      List.of(
          "org.scijava:scijava-common",
          "org.scijava:parsington",
          "net.imglib2:imglib2",
          "net.imagej:ij",
          "org.apache.commons:commons-csv",
          "commons-io:commons-io",
          "commons-codec:commons-codec",
          "com.fasterxml.jackson.core:jackson-core",
          "ai.djl:api",
          "com.google.code.gson:gson",
          "net.java.dev.jna:jna",
          "org.apache.commons:commons-compress",
          "org.slf4j:slf4j-api",
          "ai.djl.pytorch:pytorch-engine",
          "ai.djl.pytorch:pytorch-jni");

  private static final String OURS = "org.myelon:myelon_fiji:jar:0.0.1";

  @TempDir static Path folder;
  private static Path site, fiji;
  private static FijiJars fijiJars;

  @BeforeAll
  static void install() throws Exception {
    site = folder.resolve("site");
    fiji = folder.resolve("Fiji");
    fijiJars = FijiJars.read(Path.of("docs/data/fiji-jars.csv"));
    final Path plugin = folder.resolve("myelon_fiji-0.0.1.jar");
    Jars.ofFolder(plugin, Path.of("target/classes"));
    final Path libraries = Files.createDirectories(folder.resolve("lib"));
    final StringBuilder nodes = new StringBuilder("0 " + OURS + "\n"), edges = new StringBuilder();
    for (Map.Entry<String, Path> e : needed().entrySet()) {
      final Path jar = e.getValue();
      Files.copy(jar, libraries.resolve(jar.getFileName()));
      final int number = 1 + NEEDED.indexOf(e.getKey());
      final Path version = jar.getParent().getFileName();
      nodes.append(number + " " + e.getKey() + ":jar:" + version + ":compile\n");
      edges.append("0 " + number + " compile\n");
    }
    BuildSite.build(
        new BuildSite.Sources(
            plugin,
            libraries,
            DependencyTree.parse(nodes + "#\n" + edges),
            Path.of("macros"),
            Path.of("LICENSE"),
            Path.of("docs/data/licenses"),
            fijiJars),
        site,
        BuildSite.Settings.DEFAULTS,
        Progress.NONE);
    for (Path jar : needed().values()) putIntoFiji(jar);
    final Updater updater = new Updater(fiji);
    updater.follow(SiteList.ofSite(site), site);
    updater.restart();
  }

  /** The jars of this test's class path that our jar needs. */
  private static Map<String, Path> needed() {
    final Map<String, Path> jars = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator))
      for (String name : NEEDED) {
        final String[] parts = name.split(":");
        final String place = "/" + parts[0].replace('.', '/') + "/" + parts[1] + "/";
        if (entry.replace('\\', '/').contains(place)) jars.put(name, Path.of(entry));
      }
    assertEquals(NEEDED.stream().sorted().toList(), List.copyOf(jars.keySet()));
    return jars;
  }

  private static void putIntoFiji(Path jar) throws Exception {
    final SitePath path = new SitePath("jars/" + jar.getFileName());
    if (fijiJars.get(path.unversioned()).isEmpty()) return;
    Files.createDirectories(fiji.resolve("jars"));
    Files.copy(jar, path.in(fiji));
  }

  /** Runs {@code bin/myelon}'s main class from the jars in Fiji's folder only. */
  private static String run(List<Path> more, String... words) throws Exception {
    final List<String> path = new ArrayList<>();
    for (String in : List.of("plugins", "jars"))
      try (Stream<Path> jars = Files.list(fiji.resolve(in))) {
        jars.sorted().forEach(j -> path.add(j.toString()));
      }
    more.forEach(j -> path.add(j.toString()));
    final List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-cp",
                path.stream().collect(Collectors.joining(File.pathSeparator)),
                "org.myelon.launch.Main"));
    command.addAll(List.of(words));
    final Path log = Files.createTempFile(folder, "log", ".txt");
    final Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) process.destroyForcibly().waitFor();
    final String said = Files.readString(log);
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  @Test
  void theSiteIsInOrder() {
    assertEquals(List.of(), CheckSite.check(site, fijiJars, Progress.NONE));
  }

  /** Classes of DJL are loaded only where a network is asked for: see the next test. */
  @Test
  void imageJRunsAnInstalledMacroFromTheInstalledJars() throws Exception {
    assertRuns("prepare-image.ijm", List.of());
  }

  /** This macro finds the cord by a network, with a model that lies in our jar. */
  @Test
  void aNetworkRunsWithTheNativeLibraryOfTheOtherSite() throws Exception {
    final List<Path> natives =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(e -> e.contains("pytorch-native-cpu"))
            .map(Path::of)
            .toList();
    assertEquals(1, natives.size());
    assertRuns("shape-per-level.ijm", natives);
  }

  private static void assertRuns(String macro, List<Path> more) throws Exception {
    final Path results = Files.createTempDirectory(folder, "results");
    final Path subject = Path.of("test-data/subject").toAbsolutePath();
    run(more, "macro", fiji.resolve("macros/Myelon/" + macro).toString(), subject + "," + results);
    try (Stream<Path> made = Files.list(results)) {
      assertTrue(made.findAny().isPresent(), macro + " wrote nothing");
    }
  }
}
