package org.myelon.segment.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.myelon.segment.catalogue.CatalogueModel.Kind;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.download.Archive;
import org.myelon.step.download.Rules;

/**
 * Puts a model into the store: its archives are fetched (a broken download goes on where it
 * stopped) or lie at hand, are compared with the SHA-256 that is known, unpacked aside, looked at,
 * and moved into place in one step.
 */
public final class DownloadModel {

  private static final Rules RULES = Rules.strict(4L << 30, 16L << 30);

  private DownloadModel() {}

  /**
   * @param model its name in the catalogue; with sources any other name for something new
   * @param sources addresses or files of its archives; empty for those of the catalogue
   * @param sha256 fingerprints of the archives in their order; empty where not known
   * @param store where it goes
   */
  public record Settings(
      String model, List<String> sources, List<String> sha256, ModelStore store) {

    public Settings {
      sources = List.copyOf(sources);
      sha256 = List.copyOf(sha256);
    }
  }

  /**
   * @param model what is there now
   */
  public record Result(InstalledModel model) {}

  /**
   * @param settings what to fetch, and where to
   * @param progress listens, and may cancel; what was fetched so far stays for the next call
   * @return the model
   * @throws InputException if it is not known, is there already, cannot be fetched, or is no model
   *     that can be run; the store is as it was then
   * @implNote op names='myelon.segment.downloadModel'
   */
  public static Result run(Settings settings, Progress progress) {
    return run(settings, Catalogue.builtIn(), RULES, progress);
  }

  static Result run(Settings settings, Catalogue catalogue, Rules rules, Progress progress) {
    final ModelStore store = settings.store;
    final CatalogueModel model = wanted(settings, catalogue);
    final List<String> sources = settings.sources.isEmpty() ? model.addresses() : settings.sources;
    final Path folder = store.folder(model.name());
    if (Files.exists(folder))
      throw new InputException(
          model.name()
              + " is in "
              + folder
              + " already: remove it first (remove-model model="
              + model.name()
              + ").");
    try {
      Files.createDirectories(store.root());
      return new Result(fetched(settings, model, sources, rules, progress));
    } catch (IOException e) {
      throw new InputException(
          "Cannot write the model into "
              + store.root()
              + " ("
              + e.getMessage()
              + "): free space, or choose another folder (folder= or "
              + ModelStore.VARIABLE
              + ").",
          e);
    }
  }

  private static CatalogueModel wanted(Settings settings, Catalogue catalogue) {
    final String name = settings.model.strip();
    final boolean given = !settings.sources.isEmpty();
    final CatalogueModel model =
        given
            ? catalogue.find(name).orElseGet(() -> CatalogueModel.unknown(name))
            : catalogue.get(name);
    if (model.kind() == Kind.BUILT_IN)
      throw new InputException(name + " comes with Myelon: there is nothing to download.");
    if (given) return model;
    if (model.addresses().isEmpty())
      throw new InputException(
          "No address of "
              + name
              + " is known: give url= or archive=; see "
              + model.project()
              + ".");
    return model;
  }

  private static InstalledModel fetched(
      Settings settings, CatalogueModel model, List<String> sources, Rules rules, Progress progress)
      throws IOException {
    final Path parts = settings.store.root().resolve(".fetched-" + model.name());
    final List<Archive> archives = new ArrayList<>();
    final double each = 0.8 / sources.size();
    for (int i = 0; i < sources.size(); i++)
      archives.add(
          Archive.get(
              sources.get(i),
              // archives of two releases may have one name
              parts.resolve(Integer.toHexString(sources.get(i).hashCode())),
              rules,
              progress.part(i * each, (i + 1) * each)));
    try {
      return installed(settings, model, sources, archives, progress.part(0.8, 1));
    } finally {
      for (Archive archive : archives) archive.close();
      FolderTree.delete(parts);
    }
  }

  private static InstalledModel installed(
      Settings settings,
      CatalogueModel model,
      List<String> sources,
      List<Archive> archives,
      Progress progress)
      throws IOException {
    final ModelStore store = settings.store;
    final Path aside = Files.createTempDirectory(store.root(), ".installing-");
    try {
      final List<InstalledModel.Archived> from = new ArrayList<>();
      Path first = null;
      for (int i = 0; i < archives.size(); i++) {
        final Progress part =
            progress.part(i / (double) archives.size(), (i + 1.0) / archives.size());
        final String expected = expected(settings, model, sources.get(i), i);
        final String found = archives.get(i).sha256(expected, part.part(0, 0.3));
        from.add(new InstalledModel.Archived(sources.get(i).strip(), found));
        final Path out = Files.createDirectory(aside.resolve("archive" + i));
        archives.get(i).unpack(out, part.part(0.3, 1));
        if (i == 0) first = ModelFiles.unwrapped(out);
        else ModelFiles.join(first, out, i);
      }
      requireModel(first, aside, model);
      InstalledModel.write(first, model.name(), from, ModelFiles.bytes(first));
      Files.move(first, store.folder(model.name()), StandardCopyOption.ATOMIC_MOVE);
      remember(store, from);
      return store.find(model.name()).orElseThrow();
    } finally {
      FolderTree.delete(aside);
    }
  }

  /** The folder that is unpacked aside is none that a user knows. */
  private static void requireModel(Path unpacked, Path aside, CatalogueModel model) {
    try {
      ModelFiles.require(unpacked);
    } catch (InputException e) {
      throw new InputException(
          model.name()
              + " is not installed: "
              + e.getMessage().replace(aside.toString(), "the archive"),
          e);
    }
  }

  /** What the user says, else the catalogue, else what came from this address before. */
  private static String expected(Settings settings, CatalogueModel model, String source, int i) {
    if (i < settings.sha256.size()) return settings.sha256.get(i);
    if (settings.sources.isEmpty() && i < model.sha256().size()) return model.sha256().get(i);
    return new KnownArchives(settings.store).sha256(source.strip()).orElse("");
  }

  private static void remember(ModelStore store, List<InstalledModel.Archived> from) {
    final Map<String, String> fresh = new LinkedHashMap<>();
    for (InstalledModel.Archived a : from)
      if (a.source().contains("://")) fresh.put(a.source(), a.sha256());
    if (!fresh.isEmpty()) new KnownArchives(store).remember(fresh);
  }
}
