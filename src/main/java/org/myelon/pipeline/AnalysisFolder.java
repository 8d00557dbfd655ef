package org.myelon.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.morphology.Region;
import org.myelon.morphology.Regions;
import org.myelon.morphology.ShapeTable;
import org.myelon.report.QcEntry;
import org.myelon.report.QcPage;
import org.myelon.step.FolderTree;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Provenance;
import org.myelon.step.Table;
import org.myelon.step.TableText;
import org.myelon.step.TextFile;
import org.myelon.step.Version;

/**
 * The folder that an analysis leaves, always the same files:
 *
 * <pre>
 * segmentation.nii.gz   the cord
 * levels.nii.gz         its vertebral levels, if they are known
 * shape_slices.csv      its shape slice by slice, with SCT's columns
 * shape_levels.csv      and level by level, if they are known
 * methods.txt           what was done, for a paper, with references
 * qc/index.html         the page to check it
 * qc/entries.json       the same for programs
 * </pre>
 *
 * and beside each image and table, with {@code .json} added to its name, where it comes from. All
 * of it appears at once or, if anything fails, not at all.
 */
public final class AnalysisFolder {

  private static final Set<String> RESULTS =
      Set.of("segmentation.nii.gz", "levels.nii.gz", "shape_slices.csv", "shape_levels.csv");

  private final Path folder;

  private AnalysisFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A folder to write to: one that does not exist, is empty, or holds an earlier analysis, which
   * will be replaced.
   *
   * @throws InputException if it holds anything else or cannot be written
   */
  public static AnalysisFolder at(Path path) {
    final Path folder = path.toAbsolutePath().normalize();
    if (Files.exists(folder) && !Files.isDirectory(folder))
      throw new InputException(path + " is a file; give a folder for the results.");
    for (Path file : filesIn(folder))
      if (!isOurs(folder.relativize(file).toString()))
        throw new InputException(
            path
                + " holds other files ("
                + folder.relativize(file)
                + "); give a new or an empty folder.");
    Path parent = folder.getParent();
    while (parent != null && !Files.exists(parent)) parent = parent.getParent();
    if (parent == null || !Files.isWritable(parent))
      throw new InputException(path + " cannot be written; give another folder.");
    return new AnalysisFolder(folder);
  }

  private static boolean isOurs(String relative) {
    final String name = relative.replace('\\', '/');
    return RESULTS.contains(name.endsWith(".json") ? name.substring(0, name.length() - 5) : name)
        || Set.of("methods.txt", "qc/index.html", "qc/entries.json").contains(name);
  }

  private static List<Path> filesIn(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> !Files.isDirectory(f)).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new InputException("Cannot read the folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes everything.
   *
   * @param in what was analysed
   * @param settings how
   * @param seconds how long it took
   * @return the page to check the results
   * @throws InputException if the disk is full or the folder cannot be written; then the folder is
   *     as it was
   */
  public Path write(
      AnalyzeCord.Inputs in,
      AnalyzeCord.Settings settings,
      AnalyzeCord.Result result,
      double seconds) {
    Path fresh = null;
    try {
      Files.createDirectories(folder.getParent());
      fresh = Files.createTempDirectory(folder.getParent(), "." + folder.getFileName() + ".");
      fill(fresh, in, settings, result, seconds);
      replace(fresh);
    } catch (IOException e) {
      throw new InputException(
          "Cannot write " + folder + ": " + e.getMessage() + ". Choose another folder.", e);
    } finally {
      if (fresh != null) FolderTree.delete(fresh);
    }
    return folder.resolve("qc").resolve("index.html");
  }

  private void replace(Path fresh) throws IOException {
    if (!Files.exists(folder)) {
      Files.move(fresh, folder);
      return;
    }
    final Path old = fresh.resolveSibling(fresh.getFileName() + ".old");
    Files.move(folder, old);
    try {
      Files.move(fresh, folder);
    } catch (IOException e) {
      Files.move(old, folder);
      throw e;
    }
    FolderTree.delete(old);
  }

  private void fill(
      Path to,
      AnalyzeCord.Inputs in,
      AnalyzeCord.Settings settings,
      AnalyzeCord.Result result,
      double seconds) {
    final Map<String, String> facts = facts(in, settings);
    final List<String> results = new ArrayList<>();
    results.add(image(result.segmentation(), to, "segmentation.nii.gz"));
    if (result.levels() != null) results.add(image(result.levels(), to, "levels.nii.gz"));
    results.add(table(Regions.eachSlice(), to, "shape_slices.csv", in, result));
    if (result.levels() != null)
      results.add(table(Regions.eachLevel(), to, "shape_levels.csv", in, result));
    for (String name : results)
      TextFile.write(to.resolve(name + ".json"), sidecar(name, facts, result.methods(), seconds));
    TextFile.write(to.resolve("methods.txt"), methods(result.methods()));
    final List<QcEntry> entries = new ArrayList<>();
    for (QcEntry entry : result.entries()) {
      QcEntry with = entry;
      for (Map.Entry<String, String> fact : facts.entrySet())
        with = with.withFact(fact.getKey(), fact.getValue());
      entries.add(with);
    }
    QcPage.write(to.resolve("qc"), in.image().name(), entries);
  }

  private static String image(Volume volume, Path to, String name) {
    Nifti.write(volume, to.resolve(name));
    return name;
  }

  private static String table(
      Regions regions, Path to, String name, AnalyzeCord.Inputs in, AnalyzeCord.Result result) {
    final List<Region> rows = regions.of(result.profile());
    final String now =
        LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
    final Table table =
        ShapeTable.of(
            result.profile(),
            rows,
            false,
            new ShapeTable.Origin(now, "Myelon " + Version.TEXT, in.image().name()));
    TextFile.write(to.resolve(name), TableText.csv(table));
    return name;
  }

  private static Map<String, String> facts(AnalyzeCord.Inputs in, AnalyzeCord.Settings settings) {
    final Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "image", in.image());
    put(facts, "segmentation", in.segmentation());
    put(facts, "discs", in.discs());
    put(facts, "levels", in.levels());
    if (in.segmentation() == null) {
      facts.put("method", settings.finder().name().toLowerCase(Locale.ROOT));
      facts.put("contrast", settings.contrast().name().toLowerCase(Locale.ROOT));
    }
    return facts;
  }

  private static void put(Map<String, String> facts, String name, Volume volume) {
    if (volume != null) facts.put(name, Fingerprint.describe(volume));
  }

  private static String methods(List<Methods> methods) {
    final StringBuilder text = new StringBuilder();
    final Set<String> citations = new LinkedHashSet<>();
    for (Methods m : methods) {
      text.append(text.length() == 0 ? "" : " ").append(m.sentence());
      citations.addAll(m.citations());
    }
    text.append(" The analysis was done with Myelon ").append(Version.TEXT).append(".\n");
    if (!citations.isEmpty()) text.append("\nReferences\n");
    int number = 0;
    for (String citation : citations)
      text.append(++number).append(". ").append(citation).append('\n');
    return text.toString();
  }

  private static String sidecar(
      String file, Map<String, String> facts, List<Methods> methods, double seconds) {
    return new Provenance("analyze", facts, file, List.of(), methods, Map.of(), seconds).json();
  }
}
