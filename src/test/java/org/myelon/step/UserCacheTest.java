package org.myelon.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {

  @Test
  void theCacheIsWhereTheSystemKeepsSuchThings() {
    final Path home = Path.of("home");
    assertEquals(
        home.resolve(Path.of(".cache", "myelon", "template")),
        UserCache.folder("template", "Linux", Map.of(), "home"));
    assertEquals(
        Path.of("caches", "myelon", "template"),
        UserCache.folder("template", "Linux", Map.of("XDG_CACHE_HOME", "caches"), "home"));
    assertEquals(
        home.resolve(Path.of("Library", "Caches", "Myelon", "template")),
        UserCache.folder("template", "Mac OS X", Map.of(), "home"));
    assertEquals(
        Path.of("local", "Myelon", "template"),
        UserCache.folder("template", "Windows 11", Map.of("LOCALAPPDATA", "local"), "home"));
  }
}
