package org.myelon.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.myelon.site.FijiJars.Jar;

/**
 * Jars of a site that would disturb Fiji's or each other: under the name of one of Fiji's jars, the
 * updater would put ours in its place, for every other plugin, too; two jars with one package are
 * taken in an order that nobody knows.
 */
final class Clashes {

  private final Path site;
  private final FijiJars fiji;

  Clashes(Path site, FijiJars fiji) {
    this.site = site;
    this.fiji = fiji;
  }

  /**
   * @param files that the site holds
   */
  List<Finding> find(List<SiteFile> files) {
    final List<Finding> findings = new ArrayList<>();
    final Map<String, SitePath> owners = new HashMap<>();
    for (Jar jar : fiji.jars())
      for (String name : jar.packages()) owners.put(name, jar.installed());
    for (SiteFile file : files) {
      if (!file.path().isJar()) continue;
      final Jar twin = fiji.get(file.key()).orElse(null);
      if (twin != null) findings.add(Finding.fault(sameArtifact(file.path(), twin)));
      else packages(file, owners, findings);
    }
    return findings;
  }

  private static String sameArtifact(SitePath ours, Jar twin) {
    return ours.version().equals(twin.version())
        ? ours + " is shipped by Fiji already: leave it out"
        : ours + " would replace Fiji's " + twin.installed() + ": leave it out, or rename it";
  }

  private void packages(SiteFile file, Map<String, SitePath> owners, List<Finding> findings) {
    final Path jar = site.resolve(file.path().stored(file.version().timestamp()));
    for (String name : JarClasses.packages(jar)) {
      final SitePath other = owners.putIfAbsent(name, file.path());
      if (other != null)
        findings.add(
            Finding.fault(file.path() + " and " + other + " both have the package " + name));
    }
  }
}
