package org.myelon.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.site.SiteFile.Previous;
import org.myelon.site.SiteFile.Version;

/**
 * Joins what is to be offered with what a site has offered before, as the updater does when it
 * uploads: what has the same checksum stays as it is, what has changed becomes a previous version,
 * and what is offered no longer keeps a record by which the updater removes it.
 */
final class History {

  private static final List<String> CATEGORIES = List.of("Spinal cord");

  private final SiteList older;
  private final long timestamp;

  /**
   * @param older what the site offers up to now
   * @param timestamp of all that is new, 0 for the date of each file
   */
  History(SiteList older, long timestamp) {
    this.older = older;
    this.timestamp = timestamp;
  }

  /** The new list. */
  SiteList with(List<Offer> offers) {
    final Map<String, SiteFile> files = new LinkedHashMap<>();
    for (Offer offer : offers) files.put(offer.path().unversioned(), offered(offer));
    final SiteList offered = new SiteList(List.copyOf(files.values()));
    final long now =
        offered.files().stream().mapToLong(f -> f.version().timestamp()).max().orElse(0);
    for (SiteFile old : older.files())
      if (!files.containsKey(old.key())) files.put(old.key(), removed(old, now));
    return new SiteList(List.copyOf(files.values()));
  }

  private SiteFile offered(Offer offer) {
    final String checksum = Checksum.of(offer.path(), offer.file());
    final SiteFile old = older.get(offer.path().unversioned()).orElse(null);
    if (old != null && !old.isObsolete() && old.version().checksum().equals(checksum))
      return new SiteFile(
          old.path(),
          offer.platforms(),
          CATEGORIES,
          new Version(checksum, old.version().timestamp(), old.version().size(), offer.about()),
          old.previous());
    final long when = when(offer, old);
    return new SiteFile(
        offer.path(),
        offer.platforms(),
        CATEGORIES,
        new Version(checksum, when, size(offer), offer.about()),
        old == null ? List.of() : earlier(old, when));
  }

  /** The date of the file, but later than all that was there: the updater takes the latest. */
  private long when(Offer offer, SiteFile old) {
    try {
      long when =
          timestamp != 0 ? timestamp : Timestamp.of(Files.getLastModifiedTime(offer.file()));
      if (old == null) return when;
      if (!old.isObsolete() && old.version().timestamp() >= when)
        when = Timestamp.after(old.version().timestamp());
      for (Previous p : old.previous())
        if (p.timestamp() >= when) when = Timestamp.after(p.timestamp());
      return when;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Offer offer) {
    try {
      return Files.size(offer.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SiteFile removed(SiteFile old, long now) {
    if (old.isObsolete()) return old;
    final long when = Math.max(now, Timestamp.after(old.version().timestamp()));
    return new SiteFile(old.path(), old.platforms(), old.categories(), null, earlier(old, when));
  }

  /** All versions up to now. */
  private static List<Previous> earlier(SiteFile old, long now) {
    final List<Previous> all = new ArrayList<>();
    if (!old.isObsolete())
      all.add(new Previous(old.version().checksum(), old.version().timestamp(), now, old.path()));
    all.addAll(old.previous());
    return all;
  }
}
