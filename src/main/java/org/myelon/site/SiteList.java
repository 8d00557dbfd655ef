package org.myelon.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.myelon.step.InputException;

/** All files of an update site, in the order of their names. */
record SiteList(List<SiteFile> files) {

  /** How the updater calls it. */
  static final String NAME = "db.xml.gz";

  static final SiteList EMPTY = new SiteList(List.of());

  /**
   * @throws InputException if two files have one name, but for the version
   */
  SiteList {
    files = files.stream().sorted(Comparator.comparing(SiteFile::path)).toList();
    final Set<String> keys = new HashSet<>();
    for (SiteFile f : files)
      if (!keys.add(f.key()))
        throw new InputException("The update site has two files for " + f.key() + "; keep one.");
  }

  /** The list of a site, empty if there is no site yet. */
  static SiteList ofSite(Path site) {
    return Files.exists(site.resolve(NAME)) ? ListReader.read(site.resolve(NAME)) : EMPTY;
  }

  Optional<SiteFile> get(String key) {
    return files.stream().filter(f -> f.key().equals(key)).findFirst();
  }

  /** What is offered now. */
  List<SiteFile> offered() {
    return files.stream().filter(f -> !f.isObsolete()).toList();
  }
}
