package org.myelon.launch;

import java.io.File;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.myelon.site.BuildSite;
import org.myelon.site.CheckSite;
import org.myelon.site.Checkout;
import org.myelon.site.Finding;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Spelling;

/**
 * Commands of the shell for those who publish Myelon. They are not in Fiji's menu, where nobody
 * could use them: they need the folder of the sources.
 */
final class DeveloperCommands {

  private static final String BUILD = "build-update-site", CHECK = "check-update-site";

  private static final Map<String, String> HELP =
      Map.of(
          BUILD,
          """
          build-update-site: makes the folder of a Fiji update site, or brings one up to date.

            output=     the folder (required); a site that is there already becomes the older versions
            native=     true for a second site with PyTorch's native libraries only (default false)
            timestamp=  YYYYMMDDhhmmss for all that is new (default: the date of each file)
            home=       the folder of Myelon's sources (default: the one this program was built in)

          Example:
            myelon build-update-site output=update-site
          """,
          CHECK,
          """
          check-update-site: reads an update site as Fiji would, tries it, and says what is wrong.

            site=       the folder (required)
            fiji=       table of the jars that Fiji ships (default: docs/data/fiji-jars.csv of the sources)
            home=       the folder of Myelon's sources (default: the one this program was built in)

          Example:
            myelon check-update-site site=update-site
          """);

  private static final Map<String, List<String>> KEYS =
      Map.of(
          BUILD, List.of("output", "native", "timestamp", "home"),
          CHECK, List.of("site", "fiji", "home"));

  private final PrintStream out;
  private final Progress progress;

  DeveloperCommands(PrintStream out, Progress progress) {
    this.out = out;
    this.progress = progress;
  }

  static boolean knows(String name) {
    return KEYS.containsKey(name);
  }

  static String help(String name) {
    return HELP.get(name);
  }

  /**
   * Runs one of them.
   *
   * @throws InputException if an option is wrong, or the site is not as it should be
   */
  void run(String name, Map<String, String> given) {
    final Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(given);
    for (String key : given.keySet())
      if (KEYS.get(name).stream().noneMatch(key::equalsIgnoreCase))
        throw new InputException(
            name + " has no '" + key + "'" + Spelling.hint(key, KEYS.get(name)) + ".");
    if (name.equals(BUILD)) build(options);
    else check(options);
  }

  private void build(Map<String, String> options) {
    BuildSite.Settings settings = BuildSite.Settings.DEFAULTS;
    final String natives = options.getOrDefault("native", "false");
    if (!natives.matches("true|false"))
      throw new InputException("native=" + natives + ": write true or false.");
    settings = settings.withNatives(Boolean.parseBoolean(natives));
    if (options.containsKey("timestamp"))
      settings = settings.withTimestamp(options.get("timestamp"));
    final Path site = folder(options, "output", BUILD);
    final BuildSite.Result result = BuildSite.build(checkout(options), site, settings, progress);
    lines("new", result.added());
    lines("removes", result.removed());
    lines("without", result.notShipped());
    final int count = result.offered().size();
    out.println("Update site: " + site + ", " + count + (count == 1 ? " file" : " files"));
  }

  private void check(Map<String, String> options) {
    final Path site = folder(options, "site", CHECK);
    final Path fiji =
        options.containsKey("fiji") ? Path.of(options.get("fiji")) : checkout(options).fijiJars();
    final List<Finding> findings = CheckSite.check(site, fiji, progress);
    findings.forEach(out::println);
    final long faults = findings.stream().filter(Finding::fault).count();
    if (faults > 0)
      throw new InputException(
          site + " has " + faults + (faults == 1 ? " fault" : " faults") + "; build it again.");
    out.println(site + " is in order.");
  }

  private void lines(String what, List<String> lines) {
    for (String line : lines) out.println(what + " " + line);
  }

  private static Path folder(Map<String, String> options, String key, String command) {
    if (!options.containsKey(key) || options.get(key).isBlank())
      throw new InputException(command + " needs " + key + "=FOLDER.");
    return Path.of(options.get(key));
  }

  private static Checkout checkout(Map<String, String> options) {
    if (options.containsKey("home")) return new Checkout(Path.of(options.get("home")));
    try {
      return Checkout.around(
          new File(
                  DeveloperCommands.class
                      .getProtectionDomain()
                      .getCodeSource()
                      .getLocation()
                      .toURI())
              .toPath());
    } catch (URISyntaxException e) {
      throw new InputException("Give the folder of Myelon's sources as home=FOLDER.", e);
    }
  }
}
