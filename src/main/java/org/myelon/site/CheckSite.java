package org.myelon.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.myelon.site.SiteFile.Previous;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Reads an update site as Fiji would and says what is wrong with it: every file against its size,
 * checksum and date in the list, its dependencies, clashes with what Fiji ships, and whether it
 * installs, upgrades and goes away in folders like Fiji's.
 */
public final class CheckSite {

  private final Path site;
  private final FijiJars fiji;
  private final SiteList list;
  private final List<Finding> findings = new ArrayList<>();

  private CheckSite(Path site, FijiJars fiji, SiteList list) {
    this.site = site;
    this.fiji = fiji;
    this.list = list;
  }

  /**
   * Checks a site.
   *
   * @param site its folder
   * @param fijiJars the table of what Fiji ships
   * @return what was found, faults first; empty if all is well
   * @throws InputException if there is no list in the folder, or it cannot be read
   */
  public static List<Finding> check(Path site, Path fijiJars, Progress progress) {
    if (!Files.isRegularFile(site.resolve(SiteList.NAME)))
      throw new InputException(
          "There is no " + SiteList.NAME + " in " + site + ": give the folder of an update site.");
    return check(site, FijiJars.read(fijiJars), progress);
  }

  static List<Finding> check(Path site, FijiJars fiji, Progress progress) {
    return new CheckSite(site, fiji, SiteList.ofSite(site)).findings(progress);
  }

  private List<Finding> findings(Progress progress) {
    final List<SiteFile> sound = new ArrayList<>();
    int done = 0;
    for (SiteFile file : list.files()) {
      progress.check("Checking " + file.path(), 0.5 * done++ / list.files().size());
      if (!file.isObsolete()) {
        if (hasItsContent(file)) sound.add(file);
        dependencies(file);
      }
      dates(file);
    }
    strangers();
    findings.addAll(new Clashes(site, fiji).find(sound));
    if (findings.stream().noneMatch(Finding::fault))
      findings.addAll(new Rehearsal(site, list, fiji).run(progress.part(0.5, 1)));
    return findings.stream().sorted((a, b) -> Boolean.compare(b.fault(), a.fault())).toList();
  }

  private boolean hasItsContent(SiteFile file) {
    final String name = file.path().stored(file.version().timestamp());
    final Path stored = site.resolve(name);
    try {
      if (!Files.isRegularFile(stored)) return fault(name + " is missing");
      if (Files.size(stored) != file.version().size())
        return fault(name + " has " + Files.size(stored) + " bytes, not " + file.version().size());
      if (!Checksum.of(file.path(), stored).equals(file.version().checksum()))
        return fault(name + " has another content than its checksum says");
      return true;
    } catch (IOException | InputException e) {
      return fault(name + " cannot be read: " + e.getMessage());
    }
  }

  private void dependencies(SiteFile file) {
    for (String needed : file.version().about().dependencies()) {
      final boolean here = list.get(needed).filter(f -> !f.isObsolete()).isPresent();
      if (!here && fiji.get(needed).isEmpty())
        fault(file.path() + " needs " + needed + ", which neither this site nor Fiji has");
    }
  }

  /** The present version is the latest. */
  private void dates(SiteFile file) {
    if (file.isObsolete()) return;
    for (Previous p : file.previous())
      if (p.timestamp() >= file.version().timestamp())
        fault(file.path() + " is not newer than its previous version of " + p.timestamp());
  }

  /** Files in the folder that no record names do no harm, but nobody gets them. */
  private void strangers() {
    final Set<String> known = new HashSet<>(Set.of(SiteList.NAME, "README.md", BuildSite.LOCK));
    for (SiteFile f : list.files()) {
      if (!f.isObsolete()) known.add(f.path().stored(f.version().timestamp()));
      for (Previous p : f.previous()) known.add(p.path().stored(p.timestamp()));
    }
    try (Stream<Path> files = Files.walk(site)) {
      files
          .filter(Files::isRegularFile)
          .map(f -> site.relativize(f).toString().replace('\\', '/'))
          .filter(f -> !known.contains(f))
          .sorted()
          .forEach(f -> findings.add(Finding.note(f + " is not in the list")));
    } catch (IOException e) {
      throw new InputException("Cannot read the folder " + site + ": " + e.getMessage() + ".", e);
    }
  }

  /** Notes a fault; false, as what it is about is not in order. */
  private boolean fault(String text) {
    findings.add(Finding.fault(text));
    return false;
  }
}
