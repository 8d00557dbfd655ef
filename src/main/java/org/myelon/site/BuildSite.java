package org.myelon.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.step.AtomicFile;
import org.myelon.step.AtomicFiles;
import org.myelon.step.FolderLock;
import org.myelon.step.InputException;
import org.myelon.step.Progress;

/**
 * Makes the folder of an update site for Fiji, or brings one up to date. New files lie beside the
 * old ones, each with its date behind its name; the list {@code db.xml.gz} is replaced last, so
 * that a site that is read meanwhile, or a build that is stopped, is never a mixture.
 */
public final class BuildSite {

  /** Says who builds; no part of the site. */
  static final String LOCK = ".build.lock";

  private BuildSite() {}

  /**
   * Where the parts come from.
   *
   * @param plugin our jar
   * @param libraries folder with copies of all libraries
   * @param tree what needs what
   * @param macros folder of examples
   * @param licence ours
   * @param licences folder with those of others
   * @param fiji what Fiji ships
   */
  record Sources(
      Path plugin,
      Path libraries,
      DependencyTree tree,
      Path macros,
      Path licence,
      Path licences,
      FijiJars fiji) {}

  /**
   * How to build.
   *
   * @param natives PyTorch's native libraries instead of everything else: a second site
   * @param timestamp of all that is new, 0 for the date of each file
   */
  public record Settings(boolean natives, long timestamp) {

    /** The main site, each file with its own date. */
    public static final Settings DEFAULTS = new Settings(false, 0);

    public Settings withNatives(boolean only) {
      return new Settings(only, timestamp);
    }

    /**
     * @param text fourteen digits; the same for all files
     * @throws InputException if it is no date
     */
    public Settings withTimestamp(String text) {
      return new Settings(natives, Timestamp.parse(text));
    }
  }

  /**
   * What was done.
   *
   * @param offered files that the site offers now, with their dates
   * @param added those that were not there before
   * @param removed files that the updater will remove from now on
   * @param notShipped what is needed and comes from elsewhere, in words
   */
  public record Result(
      List<String> offered, List<String> added, List<String> removed, List<String> notShipped) {}

  /**
   * Builds the site.
   *
   * @param site folder, made if it is not there
   * @throws InputException if a part is missing, the folder cannot be written, or another build is
   *     at work in it; the site is then as it was
   */
  public static Result build(Checkout checkout, Path site, Settings settings, Progress progress) {
    return build(checkout.sources(), site, settings, progress);
  }

  static Result build(Sources sources, Path site, Settings settings, Progress progress) {
    progress.check("Collecting files", 0);
    final Offers offers = new Offers(sources);
    final List<Offer> wanted = settings.natives() ? offers.ofNative() : offers.ofMain();
    final List<String> notShipped = settings.natives() ? List.of() : offers.notShipped();
    final FolderLock lock = FolderLock.of(site, LOCK, "build");
    try {
      return renewed(site, wanted, notShipped, settings.timestamp(), progress);
    } finally {
      lock.close();
    }
  }

  private static Result renewed(
      Path site, List<Offer> wanted, List<String> notShipped, long timestamp, Progress progress) {
    final SiteList older = SiteList.ofSite(site);
    requireWhole(older, site);
    final SiteList list = new History(older, timestamp).with(wanted);
    final Map<String, Path> missing = missing(list, wanted, site);
    AtomicFiles.write(site, fresh -> copy(missing, fresh, progress));
    final byte[] bytes = ListWriter.write(list);
    AtomicFile.write(site.resolve(SiteList.NAME), out -> out.write(bytes));
    return new Result(
        list.offered().stream().map(f -> stored(f)).toList(),
        List.copyOf(missing.keySet()),
        list.files().stream()
            .filter(
                f -> f.isObsolete() && older.get(f.key()).filter(o -> !o.isObsolete()).isPresent())
            .map(SiteFile::key)
            .toList(),
        notShipped);
  }

  private static String stored(SiteFile file) {
    return file.path().stored(file.version().timestamp());
  }

  /** What stays as it is is not copied again: it has to be there. */
  private static void requireWhole(SiteList older, Path site) {
    for (SiteFile f : older.offered())
      if (!Files.isRegularFile(site.resolve(stored(f))))
        throw new InputException(
            site
                + " lacks "
                + stored(f)
                + ", which its list offers: get the whole site first, or begin with an empty folder.");
  }

  /** Files that the site does not hold yet, by their names there. */
  private static Map<String, Path> missing(SiteList list, List<Offer> wanted, Path site) {
    final Map<String, Path> missing = new LinkedHashMap<>();
    for (Offer offer : wanted) {
      final SiteFile file = list.get(offer.path().unversioned()).orElseThrow();
      if (!Files.isRegularFile(site.resolve(stored(file)))) missing.put(stored(file), offer.file());
    }
    return missing;
  }

  private static void copy(Map<String, Path> files, Path folder, Progress progress) {
    int done = 0;
    for (Map.Entry<String, Path> e : files.entrySet()) {
      progress.check("Copying " + e.getValue().getFileName(), done++ / (double) files.size());
      try {
        final Path target = folder.resolve(e.getKey());
        Files.createDirectories(target.getParent());
        Files.copy(e.getValue(), target);
      } catch (IOException ex) {
        throw new UncheckedIOException(ex);
      }
    }
  }
}
