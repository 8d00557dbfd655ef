package org.myelon.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.myelon.image.DataType;
import org.myelon.image.Grid;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.image.nifti.NiftiPlanes;
import org.myelon.step.AtomicFiles;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Parallel;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.step.TextFile;
import org.myelon.template.Template.Part;
import org.myelon.transform.Transform;

/**
 * Brings a template with its atlas to the grid of a subject: a folder of the same layout. The
 * transform is evaluated once for all images; each image is sampled while it is read plane by
 * plane, on a thread of its own, so that memory holds no template image.
 */
public final class WarpTemplate {

  private static final String TEMPLATE = "template", ATLAS = "atlas";

  private WarpTemplate() {}

  /**
   * What to bring over.
   *
   * @param atlas whether to bring the atlas, too, if the template has one
   */
  public record Settings(boolean atlas) {
    /** All of it. */
    public static Settings defaults() {
      return new Settings(true);
    }
  }

  /**
   * @param images the images written, in alphabetical order
   * @param table folder, number, name and file of each, and how many of its voxels are not zero
   */
  public record Result(List<Path> images, Table table) {}

  /** An image to bring over: into which folder, what it is, where it lies, how. */
  private record Job(String folder, InfoLabel.Image image, Path file, WarpRule rule) {}

  /**
   * @param template the template; parts that are listed but missing are left out
   * @param target the grid of the subject
   * @param transform from points of the subject to points of the template, RAS mm
   * @param settings what to bring over
   * @param output folder that receives {@code template} and {@code atlas}; files that are there are
   *     replaced
   * @param progress listens, and may cancel; then nothing is written
   * @return the files that were written
   * @throws InputException if an image cannot be read, the folder cannot be written, or no voxel of
   *     the subject comes from within the template; nothing is written then
   * @implNote op names='myelon.template.warp'
   */
  public static Result run(
      Template template,
      Grid target,
      Transform transform,
      Settings settings,
      Path output,
      Progress progress) {
    target.requireFits("The image");
    final List<Job> jobs = jobs(template, settings);
    if (jobs.isEmpty())
      throw new InputException(
          template.folder() + " lists images but holds none of them: use Download Template.");
    final Places places = places(jobs.get(0), target, transform, progress.part(0, 0.15));
    final int[] voxels = new int[jobs.size()];
    final List<Path> files =
        AtomicFiles.write(
            output,
            fresh -> {
              writeLists(template, settings, fresh);
              Parallel.forEach(
                  voxels.length,
                  "bringing the template over",
                  progress.part(0.15, 1),
                  i -> voxels[i] = move(jobs.get(i), places, transform, fresh));
            });
    return new Result(
        files.stream().filter(f -> !f.endsWith(InfoLabel.FILE)).toList(), table(jobs, voxels));
  }

  /** What was done. */
  public static Methods methods(Settings settings) {
    return new Methods(
        "The template"
            + (settings.atlas ? " and its atlas were" : " was")
            + " brought to the image by the transform: images and partial volumes with linear"
            + " interpolation, masks and level maps with nearest neighbours, each point label to the"
            + " voxel that comes nearest to it.",
        "B. De Leener et al., PAM50: Unbiased multimodal template of the brainstem and spinal cord"
            + " aligned with the ICBM152 space, NeuroImage 2018,"
            + " doi:10.1016/j.neuroimage.2017.10.041");
  }

  private static List<Job> jobs(Template template, Settings settings) {
    final List<Job> jobs = new ArrayList<>();
    // the atlas first: its maps are the largest
    if (settings.atlas && template.atlas().isPresent())
      for (InfoLabel.Image image : present(template.atlas().get()).images())
        jobs.add(new Job(ATLAS, image, template.atlas().get().file(image), WarpRule.LINEAR));
    for (InfoLabel.Image image : present(template.parts()).images())
      jobs.add(
          new Job(TEMPLATE, image, template.parts().file(image), WarpRule.of(Part.of(image.id()))));
    return jobs;
  }

  private static InfoLabel present(LabelFolder folder) {
    return folder.info().filter(folder::has);
  }

  private static void writeLists(Template template, Settings settings, Path to) {
    writeList(template.parts(), to.resolve(TEMPLATE));
    if (settings.atlas) template.atlas().ifPresent(atlas -> writeList(atlas, to.resolve(ATLAS)));
  }

  private static void writeList(LabelFolder folder, Path to) {
    try {
      Files.createDirectories(to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TextFile.write(
        to.resolve(InfoLabel.FILE),
        present(folder).text("From " + folder.path().toAbsolutePath().normalize()));
  }

  /** The places of the first image's voxels, which are those of the others in every template. */
  private static Places places(Job first, Grid target, Transform transform, Progress progress) {
    try (NiftiPlanes image = NiftiPlanes.open(first.file)) {
      final Places places = Places.of(target, transform, image.grid(), progress);
      if (places.count() == 0)
        throw new InputException(
            "No voxel of the image comes from within the template "
                + first.file.getParent()
                + ": check the transform, its direction, and that it belongs to this image.");
      return places;
    }
  }

  /** Brings one image over; the number of its voxels that are not zero. */
  private static int move(Job job, Places common, Transform transform, Path to) {
    try (NiftiPlanes image = NiftiPlanes.open(job.file)) {
      final Places places =
          common.fit(image.grid())
              ? common
              : Places.of(common.target(), transform, image.grid(), Progress.NONE);
      final float[] values =
          job.rule == WarpRule.POINTS
              ? WarpPoints.run(image, places)
              : places.sample(image, job.rule.reader());
      final String file = job.image.file();
      Nifti.write(
          Volume.ofFloats(values, common.target(), file),
          to.resolve(job.folder).resolve(file),
          job.rule == WarpRule.LINEAR ? DataType.FLOAT32 : image.type(),
          Progress.NONE);
      int count = 0;
      for (float v : values) if (v != 0) count++;
      return count;
    }
  }

  private static Table table(List<Job> jobs, int[] voxels) {
    final Table.Builder table =
        Table.withColumns(List.of("Folder", "ID", "Name", "File", "Voxels"));
    for (int i = 0; i < voxels.length; i++) {
      final InfoLabel.Image image = jobs.get(i).image;
      table.row(List.of(jobs.get(i).folder, image.id(), image.name(), image.file(), voxels[i]));
    }
    return table.build();
  }
}
