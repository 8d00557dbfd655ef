package org.myelon.label;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.AtomicFiles;
import org.myelon.step.Json;
import org.myelon.step.TextFile;

/**
 * The files that were drawn or corrected by hand for one image, where SCT's manual correction and
 * BIDS keep them:
 *
 * <pre>
 * DATASET/sub-01/ses-02/anat/sub-01_ses-02_T2w.nii.gz                                    the image
 * DATASET/derivatives/labels/sub-01/ses-02/anat/sub-01_ses-02_T2w_labels-disc-manual.nii.gz
 * DATASET/derivatives/labels/sub-01/ses-02/anat/sub-01_ses-02_T2w_labels-disc-manual.json
 * </pre>
 *
 * <p>The dataset is the nearest folder above the image with a {@code dataset_description.json},
 * else the one that holds the outermost {@code sub-…} folder on the way to the image, else the
 * image's own folder. The JSON file says who ("Author"), when ("Date", ISO 8601) and what
 * ("Label").
 *
 * <p>A hand-made file is never lost: what a new one replaces stays beside it with {@code _backup-1}
 * (2, 3 …) added to its name.
 */
public final class Corrections {

  private static final String DESCRIPTION = "dataset_description.json";
  private static final String SUBJECT = "sub-";
  private static final List<String> IMAGES = List.of(".nii.gz", ".nii");

  private final Path folder;
  private final String image;

  private Corrections(Path folder, String image) {
    this.folder = folder;
    this.image = image;
  }

  /** Those of an image file. */
  public static Corrections of(Path image) {
    final Path own = image.toAbsolutePath().normalize().getParent();
    final Path root = root(own);
    return new Corrections(
        root.resolve("derivatives").resolve("labels").resolve(root.relativize(own)).normalize(),
        Nifti.nameOf(image));
  }

  /** Those of an image that was read from a file, empty for others. */
  public static Optional<Corrections> of(Volume image) {
    return image.source().map(Corrections::of);
  }

  private static Path root(Path folder) {
    Path root = folder;
    for (Path p = folder; p != null; p = p.getParent()) {
      if (Files.isRegularFile(p.resolve(DESCRIPTION))) return p;
      final Path name = p.getFileName();
      if (name != null && name.toString().startsWith(SUBJECT)) root = p.getParent();
    }
    return root;
  }

  /** The corrected file, if there is one. */
  public Optional<Path> find(CorrectionKind kind) {
    for (String ending : kind.endings())
      for (String type : IMAGES) {
        final Path file = folder.resolve(image + "_" + ending + type);
        if (Files.isRegularFile(file)) return Optional.of(file);
      }
    return Optional.empty();
  }

  /** Where a corrected file is, or else will be when it is written. */
  public Path place(CorrectionKind kind) {
    return find(kind).orElse(folder.resolve(image + "_" + kind.endings().get(0) + IMAGES.get(0)));
  }

  /**
   * The corrected image, if there is one. It wins over what is computed.
   *
   * @throws org.myelon.step.InputException if the file is there but cannot be read
   */
  public Optional<Volume> read(CorrectionKind kind) {
    return find(kind).map(Nifti::read);
  }

  /**
   * Writes a corrected image and its JSON file, both or none. Folders are made. The file that is
   * there already is kept under the next free number, unless it is the same.
   *
   * @param corrected on the grid of the image
   * @param author who drew it
   * @return the file of the image
   * @throws org.myelon.step.InputException if it cannot be written; all is as it was then
   */
  public Path write(Volume corrected, CorrectionKind kind, String author) {
    final Path file = place(kind), json = json(file);
    AtomicFiles.write(
        folder,
        fresh -> {
          final Path made = fresh.resolve(file.getFileName());
          Nifti.write(corrected, made);
          keepFormer(made, file, fresh);
          TextFile.write(fresh.resolve(json.getFileName()), sidecar(kind, author));
        });
    return file;
  }

  private static void keepFormer(Path made, Path file, Path fresh) {
    try {
      if (!Files.exists(file) || Files.mismatch(made, file) < 0) return;
      final Path backup = freeBackup(file);
      Files.copy(file, fresh.resolve(backup.getFileName()));
      if (Files.exists(json(file)))
        Files.copy(json(file), fresh.resolve(json(backup).getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path freeBackup(Path file) {
    final String name = file.getFileName().toString(), stem = Nifti.nameOf(file);
    int number = 1;
    Path backup;
    do {
      backup = file.resolveSibling(stem + "_backup-" + number++ + name.substring(stem.length()));
    } while (Files.exists(backup));
    return backup;
  }

  private static Path json(Path file) {
    return file.resolveSibling(Nifti.nameOf(file) + ".json");
  }

  private static String sidecar(CorrectionKind kind, String author) {
    final Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("Author", author);
    facts.put("Date", LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("Label", kind.title());
    return Json.write(facts);
  }
}
