package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.vertebra.CheckHeader;
import org.myelon.vertebra.LabelDiscs;
import org.myelon.vertebra.Start;
import org.myelon.vertebra.network.NetworkDiscs;

/** The intervertebral discs: known, at the borders of known levels, or found in the image. */
final class DiscStage implements Stage {

  private final AnalysisFolder folder;
  private final Volume image;
  private final Known discs;
  private final Known levels;
  private final TemplateSource template;
  private final AnalysisSettings settings;

  /**
   * @param discs null if they are not known
   * @param levels level map, null if it is not known
   * @param template helps to find them, null if there is none
   */
  DiscStage(
      AnalysisFolder folder,
      Volume image,
      Known discs,
      Known levels,
      TemplateSource template,
      AnalysisSettings settings) {
    this.folder = folder;
    this.image = image;
    this.discs = discs;
    this.levels = levels;
    this.template = template;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "discs";
  }

  @Override
  public Map<String, String> origin() {
    final Map<String, String> origin = new LinkedHashMap<>();
    origin.put("image", Fingerprint.describe(image));
    if (discs != null) {
      origin.put("discs", discs.origin());
      return origin;
    }
    origin.put("segmentation", folder.hash(Layout.SEGMENTATION));
    if (levels != null) {
      origin.put("levels", levels.origin());
      return origin;
    }
    origin.put("template", template == null ? "none" : template.fingerprint());
    origin.put("search", search().method() + ", " + search().contrast());
    // only what is given by slice or voxel needs the mask
    if (!Start.isAutomatic(settings.start()))
      start(cord())
          .known()
          .forEach((disc, at) -> origin.put("disc " + disc + " given at", Arrays.toString(at)));
    return origin;
  }

  @Override
  public Outcome run(Path fresh, Progress progress) {
    final Path file = fresh.resolve(Layout.DISCS);
    if (discs != null) {
      Nifti.write(discs.volume(), file);
      return discs.outcome("A label for each intervertebral disc");
    }
    if (levels == null) return find(file, progress);
    final Centerline line =
        FitCenterline.run(
            folder.read(Layout.SEGMENTATION, Progress.NONE),
            settings.profile().centerline(),
            progress);
    final Optional<Volume> borders = LevelBorders.run(levels.volume(), line);
    if (borders.isEmpty())
      return Outcome.leftOut(
          levels.volume() + " has no border between two levels; the template needs discs=.");
    Nifti.write(borders.get(), file);
    return Outcome.given(levels.how(), "Discs were taken at the borders of the levels.");
  }

  private LabelDiscs.Settings search() {
    return LabelDiscs.Settings.defaults()
        .withContrast(
            switch (settings.contrast()) {
              case T1 -> "t1";
              case T2S -> "t2s";
              default -> "t2";
            });
  }

  /** With slices and voxels counted as in the image. */
  private Volume cord() {
    return folder.read(Layout.SEGMENTATION, Progress.NONE).reoriented(image.orientation());
  }

  private Start start(Volume cord) {
    return Start.read(settings.start(), cord);
  }

  /**
   * Where no disc can be found, or numbered, the analysis goes on without. Where the header is
   * surely wrong it ends: nothing after this would be right.
   */
  private Outcome find(Path file, Progress progress) {
    final Volume cord = cord();
    final LabelDiscs.Settings search = search().withStart(start(cord));
    final LabelDiscs.Inputs in =
        new LabelDiscs.Inputs(
            image,
            cord,
            template == null ? null : template.template(),
            new NetworkDiscs(settings.device()));
    final CheckHeader.Result header =
        CheckHeader.before(in, search, progress.part(0, 0.4))
            .requireRight("give discs=, as label-discs finds them with method=template");
    try {
      final LabelDiscs.Result found =
          header.during(() -> LabelDiscs.run(in, search, progress.part(0.4, 1)));
      Nifti.write(found.discs(), file);
      return Outcome.computed(found.methods()).withNote(header.after(found.reason()));
    } catch (InputException e) {
      return Outcome.leftOut(e.getMessage() + " Or give discs= or levels=.");
    }
  }
}
