package org.myelon.site;

import java.util.List;
import org.myelon.step.InputException;

/**
 * A file that an update site offers, or has offered, with all that the updater knows of it.
 *
 * @param path where it is installed, with the version in the name
 * @param platforms systems that it is for, empty for all
 * @param categories by which the updater can list it
 * @param version what is offered now, null if the file was removed from the site
 * @param previous what was offered before, the newest first
 */
record SiteFile(
    SitePath path,
    List<String> platforms,
    List<String> categories,
    Version version,
    List<Previous> previous) {

  SiteFile {
    platforms = List.copyOf(platforms);
    categories = List.copyOf(categories);
    previous = List.copyOf(previous);
    if (version == null && previous.isEmpty())
      throw new InputException("The list names " + path + " without any version of it.");
  }

  /**
   * What is offered now.
   *
   * @param checksum of {@link Checksum}
   * @param timestamp of {@link Timestamp}
   * @param size bytes
   */
  record Version(String checksum, long timestamp, long size, About about) {}

  /**
   * What people, and the updater, are told of a version.
   *
   * @param dependencies files that have to be installed with it, names without versions
   */
  record About(
      String description, List<String> dependencies, List<String> links, List<String> authors) {

    About {
      dependencies = List.copyOf(dependencies);
      links = List.copyOf(links);
      authors = List.copyOf(authors);
    }
  }

  /**
   * What was offered.
   *
   * @param obsolete when it was replaced or removed
   * @param path where it was installed
   */
  record Previous(String checksum, long timestamp, long obsolete, SitePath path) {}

  boolean isObsolete() {
    return version == null;
  }

  /** The name under which the updater knows it. */
  String key() {
    return path.unversioned();
  }

  /** Whether some version of it, present or past, has this checksum. */
  boolean knows(String checksum) {
    return !isObsolete() && version.checksum().equals(checksum)
        || previous.stream().anyMatch(p -> p.checksum().equals(checksum));
  }
}
