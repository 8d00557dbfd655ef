package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
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
  private final Map<String, QcEntry> drawn = new LinkedHashMap<>();

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

  /** The entry of each stage that shows something, drawn once. */
  Map<String, QcEntry> entries(Progress progress) {
    if (drawn.isEmpty()) draw(progress);
    return Collections.unmodifiableMap(drawn);
  }

  private void draw(Progress progress) {
    final Space own = new Space("", image);
    final MeasureShape.Result measured = shape.measured(progress.part(0, 0.2));
    final Centerline line = measured.centerline();
    final Volume cord = folder.read(Layout.SEGMENTATION, Progress.NONE);
    progress.check("Drawing the pictures", 0.2);
    final CordPictures pictures = CordPictures.of(image, cord, line);
    add("segmentation", source(own), entry("segment-cord", "Spinal cord", pictures));
    if (folder.has(Layout.LEVELS)) addLevels(pictures);
    add("shape", source(own), shape(measured));
    progress.check("Drawing the pictures", 0.4);
    if (folder.has(file("", RegistrationFiles.Names.TEMPLATE)))
      addRegistration(own, RegistrationFiles.Names.TEMPLATE, line);
    else if (chain.record(Layout.LABEL) != null) add(Layout.LABEL, source(own), label());
    for (Space scan : scans)
      if (folder.has(file(scan.prefix(), ScanStage.NAMES))) {
        progress.check("Drawing the pictures", 0.5);
        addRegistration(
            scan,
            ScanStage.NAMES,
            FitCenterline.run(
                folder.read(scan.prefix() + Layout.SEGMENTATION, Progress.NONE),
                FitCenterline.Settings.defaults(),
                Progress.NONE));
      }
    for (MetricStage metric : metrics) {
      progress.check("Drawing the pictures", 0.7);
      add(metric.name(), source(metric.space()), metric(metric));
    }
    progress.check("Drawing the pictures", 1);
  }

  private static String file(String prefix, RegistrationFiles.Names names) {
    return prefix + Layout.REGISTRATION + "/" + names.secondOnFirst() + ".nii.gz";
  }

  private void addLevels(CordPictures pictures) {
    final CordPictures coloured = pictures.withLevels(folder.read(Layout.LEVELS, Progress.NONE));
    final boolean discs = folder.has(Layout.DISCS);
    add(
        "levels",
        new QcEntry.Source(file(image), folder.file(discs ? Layout.DISCS : Layout.LEVELS)),
        entry(
            "label-levels",
            "Vertebral levels",
            discs ? coloured.withDiscs(folder.read(Layout.DISCS, Progress.NONE)) : coloured));
  }

  private QcEntry shape(MeasureShape.Result measured) {
    final boolean levels = measured.profile().hasLevels();
    return QcEntry.of("measure-shape", "Shape of the cord", image.name())
        .withPlots(ShapePlots.of(measured.profile(), measured.centerline()))
        .withSheet(
            levels ? "Shape per level" : "Mean shape", ShapeSummary.of(measured.profile()), false)
        .withSheet("Shape per slice", ShapeSummary.perSlice(measured.profile()), true);
  }

  private void addRegistration(Space space, RegistrationFiles.Names names, Centerline line) {
    final String prefix = space.prefix();
    final Template warped = Template.open(folder.file(prefix + Layout.LABEL));
    final String stage = prefix + Layout.REGISTRATION;
    add(
        stage,
        source(space),
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
    return levels == null
        ? entry
        : entry.withSheet("Per level", stage.table(stage.perLevel(Progress.NONE)), true);
  }

  private QcEntry entry(String step, String title, CordPictures pictures) {
    return pictures.addTo(QcEntry.of(step, title, image.name()));
  }

  /** Whatever goes wrong on the way from an image to its numbers, it is the cord that is mended. */
  private QcEntry.Source source(Space space) {
    return new QcEntry.Source(
        file(space.image()), folder.file(space.prefix() + Layout.SEGMENTATION));
  }

  private static Path file(Volume image) {
    return image.source().orElse(null);
  }

  /** Adds the entry of a stage, with what the record tells of it. */
  private void add(String stage, QcEntry.Source source, QcEntry entry) {
    final StageRecord record = chain.record(stage);
    QcEntry with = entry.withSource(source).withMethods(record.outcome().methods());
    with = with.withFact("result", record.outcome().how().toString());
    for (Map.Entry<String, String> fact : record.origin().entrySet())
      if (!RULES.contains(fact.getKey())) with = with.withFact(fact.getKey(), fact.getValue());
    drawn.put(stage, with);
  }
}
