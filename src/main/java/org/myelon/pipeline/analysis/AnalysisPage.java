package org.myelon.pipeline.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.myelon.atlas.MetricResult;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.morphology.MeasureShape;
import org.myelon.pipeline.MetricPage;
import org.myelon.pipeline.RegistrationFiles;
import org.myelon.pipeline.ShapePlots;
import org.myelon.pipeline.ShapeSummary;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.report.RegistrationPictures;
import org.myelon.step.Progress;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;

/** What the stages of an analysis show for checking by eye, drawn from the files of its folder. */
final class AnalysisPage {

  /** Too long for a page; they are in the sidecars. */
  private static final Set<String> RULES = Set.of("rules", "steps", "centerline");

  private final AnalysisFolder folder;
  private final Chain chain;
  private final Volume image;
  private final ShapeStage shape;
  private final List<Space> scans;
  private final List<MetricStage> metrics;
  private List<QcEntry> drawn;

  AnalysisPage(
      AnalysisFolder folder,
      Chain chain,
      Volume image,
      ShapeStage shape,
      List<Space> scans,
      List<MetricStage> metrics) {
    this.folder = folder;
    this.chain = chain;
    this.image = image;
    this.shape = shape;
    this.scans = scans;
    this.metrics = metrics;
  }

  /** The entries, drawn once. */
  List<QcEntry> entries(Progress progress) {
    if (drawn == null) drawn = List.copyOf(draw(progress));
    return drawn;
  }

  private List<QcEntry> draw(Progress progress) {
    final List<QcEntry> entries = new ArrayList<>();
    final MeasureShape.Result measured = shape.measured(progress.part(0, 0.2));
    final Centerline line = measured.centerline();
    final Volume cord = folder.read(Layout.SEGMENTATION, Progress.NONE);
    progress.check("Drawing the pictures", 0.2);
    final CordPictures pictures = CordPictures.of(image, cord, line);
    entries.add(entry("segmentation", "segment-cord", "Spinal cord", pictures));
    if (folder.has(Layout.LEVELS)) entries.add(levels(pictures));
    entries.add(shape(measured));
    progress.check("Drawing the pictures", 0.4);
    if (folder.has(file("", RegistrationFiles.Names.TEMPLATE)))
      entries.add(registration(new Space("", image), RegistrationFiles.Names.TEMPLATE, line));
    else if (chain.record(Layout.LABEL) != null) entries.add(label());
    for (Space scan : scans)
      if (folder.has(file(scan.prefix(), ScanStage.NAMES))) {
        progress.check("Drawing the pictures", 0.5);
        entries.add(
            registration(
                scan,
                ScanStage.NAMES,
                FitCenterline.run(
                    folder.read(scan.prefix() + Layout.SEGMENTATION, Progress.NONE),
                    FitCenterline.Settings.defaults(),
                    Progress.NONE)));
      }
    for (MetricStage metric : metrics) {
      progress.check("Drawing the pictures", 0.7);
      entries.add(metric(metric));
    }
    progress.check("Drawing the pictures", 1);
    return entries;
  }

  private static String file(String prefix, RegistrationFiles.Names names) {
    return prefix + Layout.REGISTRATION + "/" + names.secondOnFirst() + ".nii.gz";
  }

  private QcEntry levels(CordPictures pictures) {
    final CordPictures coloured = pictures.withLevels(folder.read(Layout.LEVELS, Progress.NONE));
    return entry(
        "levels",
        "label-levels",
        "Vertebral levels",
        folder.has(Layout.DISCS)
            ? coloured.withDiscs(folder.read(Layout.DISCS, Progress.NONE))
            : coloured);
  }

  private QcEntry shape(MeasureShape.Result measured) {
    final boolean levels = measured.profile().hasLevels();
    return withOrigin(
        "shape",
        QcEntry.of("measure-shape", "Shape of the cord", image.name())
            .withPlots(ShapePlots.of(measured.profile(), measured.centerline()))
            .withSheet(
                levels ? "Shape per level" : "Mean shape",
                ShapeSummary.of(measured.profile()),
                false)
            .withSheet("Shape per slice", ShapeSummary.perSlice(measured.profile()), true));
  }

  private QcEntry registration(Space space, RegistrationFiles.Names names, Centerline line) {
    final String prefix = space.prefix();
    final Template warped = Template.open(folder.file(prefix + Layout.LABEL));
    final String stage = prefix + Layout.REGISTRATION;
    return withOrigin(
        stage,
        RegistrationPictures.of(
                space.image(),
                folder.read(file(prefix, names), Progress.NONE),
                folder.read(prefix + Layout.SEGMENTATION, Progress.NONE),
                warped.read(Part.CORD, Progress.NONE),
                line)
            .addTo(
                QcEntry.of(
                        "register-to-template",
                        "The template on " + space.image().name(),
                        space.image().name())
                    .withFact("quality", chain.record(stage).outcome().note())));
  }

  /** The template by a transform that was given. */
  private QcEntry label() {
    final Template warped = Template.open(folder.file(Layout.LABEL));
    final Volume cord = warped.read(Part.CORD, Progress.NONE);
    final CordPictures pictures =
        CordPictures.of(
            image, cord, FitCenterline.run(cord, FitCenterline.Settings.defaults(), Progress.NONE));
    return entry(
        Layout.LABEL,
        "warp-template",
        "The template on " + image.name(),
        warped.has(Part.LEVELS)
            ? pictures.withLevels(warped.read(Part.LEVELS, Progress.NONE))
            : pictures);
  }

  private QcEntry metric(MetricStage stage) {
    final MetricResult whole = stage.wholeCord(Progress.NONE);
    final Volume levels = stage.levels().orElse(null);
    final QcEntry entry = MetricPage.of(stage.metric(), levels, whole, stage.table(whole));
    return withOrigin(
        stage.name(),
        levels == null
            ? entry
            : entry.withSheet("Per level", stage.table(stage.perLevel(Progress.NONE)), true));
  }

  private QcEntry entry(String stage, String step, String title, CordPictures pictures) {
    return withOrigin(stage, pictures.addTo(QcEntry.of(step, title, image.name())));
  }

  private QcEntry withOrigin(String stage, QcEntry entry) {
    final StageRecord record = chain.record(stage);
    QcEntry with = entry.withMethods(record.outcome().methods());
    with = with.withFact("result", record.outcome().how().toString());
    for (Map.Entry<String, String> fact : record.origin().entrySet())
      if (!RULES.contains(fact.getKey())) with = with.withFact(fact.getKey(), fact.getValue());
    return with;
  }
}
