package org.myelon.step;

import java.nio.file.Path;
import java.util.Map;

/** Where things that were downloaded lie, one folder for each user of a computer. */
public final class UserCache {

  private UserCache() {}

  /** The folder of this user for a kind of things, whether or not it is there. */
  public static Path folder(String kind) {
    return folder(
        kind, System.getProperty("os.name"), System.getenv(), System.getProperty("user.home"));
  }

  /**
   * {@code %LOCALAPPDATA%\Myelon\KIND} on Windows, {@code ~/Library/Caches/Myelon/KIND} on macOS,
   * {@code $XDG_CACHE_HOME/myelon/KIND} or {@code ~/.cache/myelon/KIND} elsewhere.
   */
  static Path folder(String kind, String system, Map<String, String> environment, String home) {
    final String local = environment.getOrDefault("LOCALAPPDATA", "");
    if (system.startsWith("Windows"))
      return (local.isBlank() ? Path.of(home, "AppData", "Local") : Path.of(local))
          .resolve(Path.of("Myelon", kind));
    if (system.startsWith("Mac")) return Path.of(home, "Library", "Caches", "Myelon", kind);
    final String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg))
        .resolve(Path.of("myelon", kind));
  }
}
