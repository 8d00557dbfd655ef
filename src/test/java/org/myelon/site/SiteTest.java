package org.myelon.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myelon.step.CancelledException;
import org.myelon.step.FolderLock;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/** Building, renewing and checking a site of small jars. */
class SiteTest {

  private static final String TREE =
      """
      1 org.myelon:myelon_fiji:jar:%s
      2 ai.djl:api:jar:0.35.1:compile
      3 com.google.code.gson:gson:jar:2.10.1:compile
      4 ai.djl.pytorch:pytorch-native-cpu:jar:linux-x86_64:2.7.1:runtime
      5 org.slf4j:slf4j-nop:jar:2.0.17:runtime
      6 org.x:extra:jar:1.0:compile
      #
      1 2 compile
      2 3 compile
      1 4 runtime
      1 5 runtime
      1 6 compile
      """;

  private static final FijiJars FIJI =
      new FijiJars(
          List.of(
              new FijiJars.Jar(new SitePath("jars/gson.jar"), "2.11.0", Set.of("com.google.gson")),
              new FijiJars.Jar(new SitePath("jars/other.jar"), "", Set.of())));

  private static final long TIME = 20260101120000L;
  private static final BuildSite.Settings SETTINGS = new BuildSite.Settings(false, TIME);

  @TempDir Path folder;
  private Path site;

  @BeforeEach
  void makeSources() throws IOException {
    site = folder.resolve("site");
    plugin("1.0", "first");
    Jars.ofPackage(folder.resolve("lib/api-0.35.1.jar"), "ai.djl", "api");
    Jars.ofPackage(folder.resolve("lib/extra-1.0.jar"), "org.x", "extra");
    Jars.ofPackage(folder.resolve("lib/pytorch-native-cpu-2.7.1-linux-x86_64.jar"), "n", "so");
    macro("a.ijm", "print(1);");
    Files.writeString(folder.resolve("LICENSE"), "BSD");
    Files.createDirectories(folder.resolve("licences"));
    Files.writeString(folder.resolve("licences/Apache-2.0.txt"), "Apache");
  }

  private void plugin(String version, String content) throws IOException {
    Jars.ofPackage(folder.resolve("myelon_fiji-" + version + ".jar"), "org.myelon", content);
  }

  private void macro(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("macros"));
    Files.writeString(folder.resolve("macros").resolve(name), text);
  }

  private BuildSite.Sources sources(String version, String tree) {
    return new BuildSite.Sources(
        folder.resolve("myelon_fiji-" + version + ".jar"),
        folder.resolve("lib"),
        DependencyTree.parse(tree.formatted(version)),
        folder.resolve("macros"),
        folder.resolve("LICENSE"),
        folder.resolve("licences"),
        FIJI);
  }

  private BuildSite.Result build(String version) {
    return BuildSite.build(sources(version, TREE), site, SETTINGS, Progress.NONE);
  }

  private List<String> findings() {
    return CheckSite.check(site, FIJI, Progress.NONE).stream().map(Finding::toString).toList();
  }

  private static Map<String, byte[]> bytes(Path folder) throws IOException {
    final Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path f : all.filter(Files::isRegularFile).toList())
        files.put(folder.relativize(f).toString(), Files.readAllBytes(f));
    }
    return files;
  }

  @Test
  void holdsWhatFijiDoesNotShip() {
    final BuildSite.Result result = build("1.0");
    assertEquals(
        List.of(
            "jars/ai.djl.api-0.35.1.jar-20260101120000",
            "jars/extra-1.0.jar-20260101120000",
            "licenses/Myelon/Apache-2.0.txt-20260101120000",
            "licenses/Myelon/LICENSE.txt-20260101120000",
            "macros/Myelon/a.ijm-20260101120000",
            "plugins/myelon_fiji-1.0.jar-20260101120000"),
        result.offered());
    assertTrue(
        String.join("\n", result.notShipped()).contains("gson:2.10.1: Fiji has jars/gson.jar"));
    assertEquals(3, result.notShipped().size());
    assertEquals(List.of(), findings());
    assertEquals(
        List.of("jars/ai.djl.api.jar", "jars/extra.jar", "jars/gson.jar"),
        SiteList.ofSite(site)
            .get("plugins/myelon_fiji.jar")
            .orElseThrow()
            .version()
            .about()
            .dependencies());
  }

  @Test
  void theSamePartsGiveTheSameBytes() throws Exception {
    build("1.0");
    final Map<String, byte[]> first = bytes(site);
    assertEquals(List.of(), build("1.0").added());
    final Path other = folder.resolve("other");
    BuildSite.build(sources("1.0", TREE), other, SETTINGS, Progress.NONE);
    for (Path again : List.of(site, other)) {
      final Map<String, byte[]> second = bytes(again);
      assertEquals(first.keySet(), second.keySet());
      first.forEach((name, b) -> assertArrayEquals(b, second.get(name), name));
    }
  }

  @Test
  void withoutATimestampFilesHaveTheirOwn() throws Exception {
    Files.setLastModifiedTime(
        folder.resolve("macros/a.ijm"), FileTime.from(Instant.parse("2025-06-07T08:09:10Z")));
    final BuildSite.Result result =
        BuildSite.build(sources("1.0", TREE), site, BuildSite.Settings.DEFAULTS, Progress.NONE);
    assertTrue(result.offered().contains("macros/Myelon/a.ijm-20250607080910"), result.toString());
  }

  @Test
  void aNewVersionKeepsTheOldAsPreviousAndWhatIsGoneAsObsolete() throws Exception {
    build("1.0");
    plugin("1.1", "second");
    Files.delete(folder.resolve("macros/a.ijm"));
    macro("b.ijm", "print(2);");
    final BuildSite.Result result = build("1.1");
    assertEquals(
        List.of("plugins/myelon_fiji-1.1.jar-20260101120001", "macros/Myelon/b.ijm-20260101120000"),
        result.added());
    assertEquals(List.of("macros/Myelon/a.ijm"), result.removed());
    final SiteList list = SiteList.ofSite(site);
    final SiteFile plugin = list.get("plugins/myelon_fiji.jar").orElseThrow();
    assertEquals("plugins/myelon_fiji-1.0.jar", plugin.previous().get(0).path().text());
    assertEquals(20260101120001L, plugin.previous().get(0).obsolete());
    final SiteFile gone = list.get("macros/Myelon/a.ijm").orElseThrow();
    assertTrue(gone.isObsolete());
    assertEquals(TIME, gone.previous().get(0).timestamp());
    assertEquals(List.of(), findings());
    // what was there before comes back, and stays but once
    plugin("1.0", "first");
    macro("a.ijm", "print(1);");
    build("1.0");
    assertEquals(2, SiteList.ofSite(site).get(plugin.key()).orElseThrow().previous().size());
    assertFalse(SiteList.ofSite(site).get(gone.key()).orElseThrow().isObsolete());
    assertEquals(List.of(), findings());
  }

  @Test
  void anUpgradeLeavesNothingOfTheOldVersionInFiji() throws Exception {
    build("1.0");
    final Path fiji = folder.resolve("fiji");
    Files.createDirectories(fiji.resolve("jars"));
    Files.writeString(fiji.resolve("jars/gson-2.11.0.jar"), "Fiji's");
    final Updater updater = new Updater(fiji);
    updater.follow(SiteList.ofSite(site), site);
    assertTrue(
        Files.exists(fiji.resolve("update/plugins/myelon_fiji-1.0.jar")), "before a restart");
    assertFalse(Files.exists(fiji.resolve("plugins/myelon_fiji-1.0.jar")), "before a restart");
    updater.restart();
    final Path touched = fiji.resolve("jars/extra-1.0.jar");
    Jars.ofPackage(touched, "org.x", "by hand");

    plugin("1.1", "second");
    Files.delete(folder.resolve("macros/a.ijm"));
    build("1.1");
    updater.follow(SiteList.ofSite(site), site);
    updater.restart();
    assertEquals(
        Set.of(
            "jars/ai.djl.api-0.35.1.jar",
            "jars/extra-1.0.jar",
            "jars/gson-2.11.0.jar",
            "licenses/Myelon/Apache-2.0.txt",
            "licenses/Myelon/LICENSE.txt",
            "plugins/myelon_fiji-1.1.jar"),
        bytes(fiji).keySet());
    assertTrue(
        updater
            .follow(SiteList.ofSite(site), site)
            .contains("leave jars/extra-1.0.jar as the user changed it"));
    updater.leave(SiteList.ofSite(site));
    updater.restart();
    assertEquals(Set.of("jars/extra-1.0.jar", "jars/gson-2.11.0.jar"), bytes(fiji).keySet());
  }

  @Test
  void aSecondSiteHoldsTheNativeLibraries() throws Exception {
    final BuildSite.Settings settings = new BuildSite.Settings(true, TIME);
    BuildSite.build(sources("1.0", TREE), site, settings, Progress.NONE);
    final SiteFile file = SiteList.ofSite(site).files().get(0);
    assertEquals("jars/pytorch-native-cpu-2.7.1-linux-x86_64.jar", file.path().text());
    assertEquals(List.of("linux64"), file.platforms());
    assertEquals(List.of(), findings());
    Files.delete(folder.resolve("lib/pytorch-native-cpu-2.7.1-linux-x86_64.jar"));
    assertThrows(
        InputException.class,
        () -> BuildSite.build(sources("1.0", TREE), site, settings, Progress.NONE));
  }

  @Test
  void theCheckFindsWhatIsWrongWithFiles() throws Exception {
    build("1.0");
    final Path macro = site.resolve("macros/Myelon/a.ijm-" + TIME);
    Files.writeString(macro, "print(3);");
    Files.writeString(site.resolve("stray.txt"), "?");
    Files.delete(site.resolve("jars/extra-1.0.jar-" + TIME));
    Files.writeString(site.resolve("plugins/myelon_fiji-1.0.jar-" + TIME), "no jar");
    assertEquals(
        List.of(
            "fault: jars/extra-1.0.jar-20260101120000 is missing",
            "fault: macros/Myelon/a.ijm-20260101120000 has another content than its checksum says",
            "fault: plugins/myelon_fiji-1.0.jar-20260101120000 has 6 bytes, not "
                + SiteList.ofSite(site)
                    .get("plugins/myelon_fiji.jar")
                    .orElseThrow()
                    .version()
                    .size(),
            "note: stray.txt is not in the list"),
        findings().stream().filter(f -> !f.contains("Cannot read")).toList());
  }

  @Test
  void theCheckFindsMissingDependenciesAndClashes() throws Exception {
    Jars.ofPackage(folder.resolve("lib/other-2.0.jar"), "org.other", "x");
    Jars.ofPackage(folder.resolve("lib/shaded-1.0.jar"), "com.google.gson", "x");
    Jars.ofPackage(folder.resolve("lib/twin-1.0.jar"), "org.x", "x");
    build("1.0");
    SiteList list = SiteList.ofSite(site);
    for (String name : List.of("other-2.0", "shaded-1.0", "twin-1.0")) list = with(list, name);
    Files.write(site.resolve(SiteList.NAME), ListWriter.write(list));
    assertEquals(
        List.of(
            "fault: jars/other-2.0.jar needs jars/none.jar, which neither this site nor Fiji has",
            "fault: jars/shaded-1.0.jar needs jars/none.jar, which neither this site nor Fiji has",
            "fault: jars/twin-1.0.jar needs jars/none.jar, which neither this site nor Fiji has",
            "fault: jars/other-2.0.jar would replace Fiji's jars/other.jar: leave it out, or rename it",
            "fault: jars/shaded-1.0.jar and jars/gson-2.11.0.jar both have the package com.google.gson",
            "fault: jars/twin-1.0.jar and jars/extra-1.0.jar both have the package org.x"),
        findings());
  }

  private SiteList with(SiteList list, String name) throws IOException {
    final SitePath path = new SitePath("jars/" + name + ".jar");
    final Path jar = folder.resolve("lib/" + name + ".jar");
    Files.copy(jar, site.resolve(path.stored(TIME)));
    final SiteFile.About about =
        new SiteFile.About("", List.of("jars/none.jar"), List.of(), List.of());
    final SiteFile file =
        new SiteFile(
            path,
            List.of(),
            List.of(),
            new SiteFile.Version(Checksum.of(path, jar), TIME, Files.size(jar), about),
            List.of());
    return new SiteList(Stream.concat(list.files().stream(), Stream.of(file)).toList());
  }

  @Test
  void anIncompleteSiteOrSourceIsRefusedAndNothingChanges() throws Exception {
    build("1.0");
    final Map<String, byte[]> before = bytes(site);
    plugin("1.1", "second");
    Files.delete(folder.resolve("lib/extra-1.0.jar"));
    assertRefused("extra-1.0.jar is missing", "1.1");
    assertArrayEquals(before.get(SiteList.NAME), bytes(site).get(SiteList.NAME));
    Jars.ofPackage(folder.resolve("lib/extra-1.0.jar"), "org.x", "extra");
    Files.delete(site.resolve("macros/Myelon/a.ijm-" + TIME));
    assertRefused("get the whole site first", "1.1");
    Files.writeString(site.resolve(SiteList.NAME), "damaged");
    assertRefused("is no list of an update site", "1.1");
    assertThrows(InputException.class, () -> new Checkout(folder));
    assertThrows(
        InputException.class,
        () -> CheckSite.check(folder, Path.of("docs/data/fiji-jars.csv"), Progress.NONE));
  }

  /** Both would read the same older list, and the second forget what the first added. */
  @Test
  void twoBuildsInOneFolderAreToldApart() throws Exception {
    Files.createDirectories(site);
    final FolderLock other = FolderLock.of(site, BuildSite.LOCK, "build");
    try {
      assertRefused("Another build is at work in " + site, "1.0");
      assertRefused("process " + ProcessHandle.current().pid(), "1.0");
      assertFalse(Files.exists(site.resolve(SiteList.NAME)));
    } finally {
      other.close();
    }
    build("1.0");
    assertEquals(List.of(), findings(), "the lock is no stranger");
  }

  private void assertRefused(String why, String version) {
    final String message = assertThrows(InputException.class, () -> build(version)).getMessage();
    assertTrue(message.contains(why), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aCancelledBuildLeavesTheSiteAsItWas() throws Exception {
    build("1.0");
    final Set<String> before = bytes(site).keySet();
    plugin("1.1", "second");
    final Progress cancelled =
        new Progress() {
          private boolean stop;

          @Override
          public void update(String stage, double fraction) {
            stop = stage.startsWith("Collecting");
          }

          @Override
          public boolean isCancelled() {
            return stop;
          }
        };
    assertThrows(
        CancelledException.class,
        () -> BuildSite.build(sources("1.1", TREE), site, SETTINGS, cancelled));
    assertEquals(before, bytes(site).keySet());
    assertEquals(List.of(), findings());
  }
}
