package org.myelon.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.myelon.step.InputException;

/**
 * The place of a file below Fiji's folder, such as {@code jars/gson-2.10.1.jar}: with slashes, in
 * one of the folders that Fiji's updater looks after, and never outside of it.
 */
public record SitePath(String text) implements Comparable<SitePath> {

  /** Folders of the updater from which we install. */
  private static final Set<String> FOLDERS =
      Set.of("plugins", "jars", "macros", "scripts", "models", "luts", "images", "lib", "licenses");

  /**
   * Printable ASCII without what any system treats specially in names; the updater hashes ASCII.
   */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+(),=@ -][A-Za-z0-9._+(),=@ -]*");

  /** For which system a jar is, as its name ends. */
  private static final String SYSTEM =
      "(?:-(?:natives-)?(?:linux|macosx|macos|windows)-(?:x86_64|x86|amd64|aarch64|arm64)|-natives?)?";

  /** What the updater takes for a version: numbers with points or a date, and words behind. */
  private static final String VERSION =
      "(?:\\d+\\.\\d+[\\d.]*|\\d{8})[a-z]?\\d?(?:[.]GA|-[A-Za-z0-9.]+?)*?";

  private static final Pattern VERSIONED =
      Pattern.compile("(.+?)(?:-(" + VERSION + "))?(" + SYSTEM + "\\.jar)");

  /**
   * @throws InputException if it is no such place
   */
  public SitePath {
    final List<String> parts = List.of(text.split("/", -1));
    final boolean plain =
        parts.stream()
            .allMatch(p -> NAME.matcher(p).matches() && !p.endsWith(" ") && !p.endsWith("."));
    if (parts.size() < 2 || !plain || !FOLDERS.contains(parts.get(0)))
      throw new InputException(
          "'"
              + shown(text)
              + "' is no place below Fiji's folder: write a folder of Fiji and a plain name, such as plugins/a.jar.");
  }

  /** A hostile name as a message can show it. */
  private static String shown(String text) {
    final String visible = text.replaceAll("[^ -~]", "?");
    return visible.length() > 80 ? visible.substring(0, 80) + "..." : visible;
  }

  public boolean isJar() {
    return text.endsWith(".jar");
  }

  /** Without the version: under this name the updater knows a file through all its versions. */
  public String unversioned() {
    final Matcher m = VERSIONED.matcher(text);
    return m.matches() ? m.group(1) + m.group(3) : text;
  }

  /** The version in the name of a jar, empty if there is none. */
  public String version() {
    final Matcher m = VERSIONED.matcher(text);
    return m.matches() && m.group(2) != null ? m.group(2) : "";
  }

  /** The file in a folder of Fiji. */
  public Path in(Path fiji) {
    return fiji.resolve(text);
  }

  /** The name in the folder of an update site, where all versions lie side by side. */
  public String stored(long timestamp) {
    return text + "-" + timestamp;
  }

  @Override
  public int compareTo(SitePath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
