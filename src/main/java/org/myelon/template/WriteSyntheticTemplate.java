package org.myelon.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.phantom.StraightLabels;
import org.myelon.phantom.StraightSpine;
import org.myelon.phantom.Tract;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.TextFile;
import org.myelon.template.Template.Part;
import org.myelon.transform.AffineTransform;
import org.myelon.transform.ItkAffine;

/**
 * Writes the project's own small template to {@code test-data/template}, or to the folder given as
 * argument, with a rough transform from it to the embedded subject, and a small part of it packed
 * beside that folder:
 *
 * <pre>mvn -q compile exec:java -Dexec.mainClass=org.myelon.template.WriteSyntheticTemplate</pre>
 */
public final class WriteSyntheticTemplate {

  private static final String PREFIX = "synthetic_";

  private WriteSyntheticTemplate() {}

  public static void main(String[] args) throws IOException {
    final Path folder = Path.of(args.length > 0 ? args[0] : "test-data/template");
    write(folder, Progress.NONE);
    pack(folder, folder.resolveSibling(folder.getFileName() + ".zip"));
  }

  /**
   * Writes the template with its atlas, and a rough transform from it to the phantom's subject.
   *
   * @param folder is made if it is not there
   * @throws org.myelon.step.InputException if it cannot be written
   */
  public static void write(Path folder, Progress progress) {
    final StraightSpine spine = StraightSpine.draw(progress);
    writeParts(spine, made(folder.resolve("template")));
    ItkAffine.write(new AffineTransform(spine.fromSubject()), folder.resolve("template2t2.txt"));
    writeAtlas(spine, made(folder.resolve("atlas")));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException(folder + " cannot be written; give another folder.", e);
    }
  }

  /** An archive of a few of the files, as small as one can be that holds a template. */
  private static void pack(Path folder, Path archive) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : List.of(InfoLabel.FILE, PREFIX + "label_disc.nii.gz")) {
        final ZipEntry entry = new ZipEntry("synthetic/template/" + name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(Files.readAllBytes(folder.resolve("template").resolve(name)));
      }
    }
  }

  private static void writeParts(StraightSpine spine, Path folder) {
    final List<InfoLabel.Image> images = new ArrayList<>();
    parts(spine)
        .forEach(
            (part, volume) -> {
              final String file = PREFIX + volume.name() + ".nii.gz";
              images.add(new InfoLabel.Image(part.id(), part.toString(), file));
              Nifti.write(volume, folder.resolve(file));
            });
    write(
        folder,
        new InfoLabel("", images, List.of(), List.of()),
        "Synthetic template of Myelon, drawn by StraightSpine");
  }

  private static Map<Part, Volume> parts(StraightSpine spine) {
    final Map<Part, Volume> parts = new EnumMap<>(Part.class);
    final StraightLabels labels = spine.labels();
    parts.put(Part.T2, spine.image());
    parts.put(Part.CORD, spine.cord());
    parts.put(Part.WHITE_MATTER, spine.whiteMatter());
    parts.put(Part.GREY_MATTER, spine.greyMatter());
    parts.put(Part.CSF, spine.csf());
    parts.put(Part.LEVELS, labels.levels());
    parts.put(Part.LEVELS_CONTINUOUS, labels.levelsContinuous());
    parts.put(Part.BODIES, labels.bodies());
    parts.put(Part.DISCS, labels.discs());
    parts.put(Part.DISCS_POSTERIOR, labels.discsPosterior());
    parts.put(Part.CENTERLINE, labels.centerline());
    parts.put(Part.SPINAL_MIDPOINTS, labels.spinalMidpoints());
    parts.put(Part.SPINAL_LEVELS, labels.spinalLevels());
    parts.put(Part.ROOTLETS, labels.rootlets());
    parts.put(Part.ROOTLET_MIDPOINTS, labels.rootletMidpoints());
    return parts;
  }

  private static void writeAtlas(StraightSpine spine, Path folder) {
    final List<InfoLabel.Image> images = new ArrayList<>();
    spine
        .tracts()
        .forEach(
            (tract, volume) -> {
              final String file =
                  String.format(Locale.ROOT, "%satlas_%02d.nii.gz", PREFIX, tract.id());
              images.add(new InfoLabel.Image(tract.id(), tract.text(), file));
              Nifti.write(volume, folder.resolve(file));
            });
    final List<Integer> white = ids(Tract.GRACILIS_LEFT, Tract.VENTRAL_RIGHT);
    final List<Integer> grey = ids(Tract.GREY_LEFT, Tract.GREY_RIGHT);
    write(
        folder,
        new InfoLabel(
            "",
            images,
            List.of(
                new InfoLabel.Combined(
                    50, "spinal cord", ids(Tract.GRACILIS_LEFT, Tract.GREY_RIGHT)),
                new InfoLabel.Combined(51, "white matter", white),
                new InfoLabel.Combined(52, "gray matter", grey),
                new InfoLabel.Combined(
                    53, "dorsal columns", ids(Tract.GRACILIS_LEFT, Tract.CUNEATUS_RIGHT)),
                new InfoLabel.Combined(
                    54, "lateral funiculi", ids(Tract.LATERAL_LEFT, Tract.LATERAL_RIGHT)),
                new InfoLabel.Combined(
                    55, "ventral funiculi", ids(Tract.VENTRAL_LEFT, Tract.VENTRAL_RIGHT))),
            List.of(
                new InfoLabel.Cluster("white matter", white),
                new InfoLabel.Cluster("gray matter", grey),
                new InfoLabel.Cluster("CSF", List.of(Tract.CSF_CONTOUR.id())))),
        "Synthetic atlas of Myelon, drawn by StraightSpine");
  }

  private static List<Integer> ids(Tract first, Tract last) {
    return List.of(Tract.values()).subList(first.ordinal(), last.ordinal() + 1).stream()
        .map(Tract::id)
        .toList();
  }

  private static void write(Path folder, InfoLabel info, String title) {
    TextFile.write(folder.resolve(InfoLabel.FILE), info.text(title));
  }
}
