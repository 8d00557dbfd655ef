package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.myelon.image.Volume;
import org.myelon.label.CorrectionKind;
import org.myelon.label.Corrections;
import org.myelon.morphology.MeasureShape;
import org.myelon.pipeline.ShapeSummary;
import org.myelon.report.QcEntry;
import org.myelon.segment.Contrast;
import org.myelon.step.InputException;
import org.myelon.step.Methods;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.vertebra.Start;

/**
 * The whole way from an image to numbers: cord, discs, vertebral levels, shape, template and atlas
 * on the image and on further scans, values of metrics in the tracts. What is given is taken
 * instead of computed, what was corrected by hand wins over what is computed, and what an earlier
 * analysis left in the folder from the same inputs is not computed again.
 */
public final class AnalyzeSubject {

  /**
   * @param steps a row for each stage: what became of it
   * @param summary shape of every level from the highest down, or of the whole cord
   * @param metrics value of every label of the atlas along the whole cord, for each metric
   * @param shape slice by slice
   * @param page the page to check everything
   * @param files images and tables that the analysis left
   * @param methods what was done, in order
   * @param entries what the page shows, drawn when asked for
   */
  public record Result(
      Table steps,
      Table summary,
      Table metrics,
      MeasureShape.Result shape,
      Path page,
      List<Path> files,
      List<Methods> methods,
      Supplier<List<QcEntry>> entries) {}

  private final AnalysisInputs in;
  private final AnalysisSettings settings;
  private final AnalysisFolder folder;
  private final Chain chain;

  /** Null for none. */
  private final TemplateSource template;

  private AnalyzeSubject(
      AnalysisInputs in, AnalysisSettings settings, AnalysisFolder folder, Progress progress) {
    this.in = in;
    this.settings = settings;
    this.folder = folder;
    this.template =
        in.template() == null ? null : new TemplateSource(in.template(), settings.contrast());
    this.chain =
        new Chain(
            folder,
            Weight.SEGMENT
                + Weight.DISCS
                + Weight.SHAPE
                + Weight.REGISTER
                + Weight.LABEL
                + in.scans().size() * (Weight.SEGMENT + Weight.REGISTER + Weight.LABEL)
                + in.metrics().size() * Weight.METRIC
                + Weight.REPORT,
            progress);
  }

  /** About how long the stages take, in seconds for an image of usual size. */
  private static final class Weight {
    static final double SEGMENT = 12, DISCS = 6, SHAPE = 2, REGISTER = 8, LABEL = 5, METRIC = 2;
    static final double REPORT = 3;

    private Weight() {}
  }

  /**
   * @param in the image, and what is known already
   * @param settings how the rest is found
   * @param output a new or empty folder, or one with an earlier analysis, which is brought up to
   *     date
   * @param progress hears how far it is, and may cancel; what is done by then stays
   * @return what the folder holds
   * @throws InputException if the folder holds other files, cannot be written, is worked on by
   *     another analysis, or holds a result that was changed by hand; if no cord is found, or what
   *     is given does not fit
   * @implNote op names='myelon.pipeline.analyzeSubject'
   */
  public static Result run(
      AnalysisInputs in, AnalysisSettings settings, Path output, Progress progress) {
    in.metrics().forEach(in::space);
    if (!Start.isAutomatic(settings.start()) && (in.discs() != null || in.levels() != null))
      throw new InputException(
          "start= helps to find discs: leave it out where discs= or levels= are given.");
    try (AnalysisFolder folder = AnalysisFolder.open(output)) {
      return new AnalyzeSubject(in, settings, folder, progress).run();
    }
  }

  private Result run() {
    final Known cord = known(in.image(), in.segmentation(), CorrectionKind.CORD);
    chain.run(
        new SegmentStage("", in.image(), cord, settings, settings.contrast()), Weight.SEGMENT);
    levels();
    final ShapeStage shape = new ShapeStage(folder, in.image(), settings.profile().shape());
    chain.run(shape, Weight.SHAPE);
    final List<MetricStage> metrics = registered() ? metrics() : List.of();
    chain.removeOthers(ReportStage.NAME);
    final AnalysisPage page =
        new AnalysisPage(folder, chain, in.image(), shape, in.scanSpaces(), metrics);
    final List<Methods> methods = chain.methods();
    final ReportStage report =
        new ReportStage(folder, in, settings.profile(), methods, page::entries);
    chain.run(report, Weight.REPORT);
    final MeasureShape.Result measured = shape.measured(Progress.NONE);
    return new Result(
        chain.table(),
        ShapeSummary.of(measured.profile()),
        values(metrics),
        measured,
        folder.file(Layout.PAGE).resolve("index.html"),
        folder.results(),
        methods,
        () -> List.copyOf(page.entries(Progress.NONE).values()));
  }

  private static Table values(List<MetricStage> metrics) {
    final Table.Builder table =
        Table.withColumns(List.of("Metric", "Label", "Value", "STD", "Size [vox]"));
    metrics.forEach(m -> m.addTo(table));
    return table.build();
  }

  /** What is known of a result: given, or corrected by hand; null if nothing. */
  private static Known known(Volume image, Volume given, CorrectionKind kind) {
    if (given != null) return new Known(given, Outcome.How.GIVEN);
    final Volume corrected = Corrections.of(image).flatMap(c -> c.read(kind)).orElse(null);
    if (corrected == null) return null;
    if (!kind.isPoints()) AnalysisInputs.requireOn(image, corrected);
    return new Known(corrected, Outcome.How.CORRECTED);
  }

  private void levels() {
    final Known discs =
        in.levels() != null ? null : known(in.image(), in.discs(), CorrectionKind.DISCS);
    final Known levels =
        discs != null ? null : known(in.image(), in.levels(), CorrectionKind.LEVELS);
    chain.run(new DiscStage(folder, in.image(), discs, levels, template, settings), Weight.DISCS);
    if (levels != null || folder.has(Layout.DISCS))
      chain.run(new LevelStage(folder, levels, settings.profile()), 0);
    else chain.leaveOut("levels", 0, "there are no discs");
  }

  /** Why the template cannot be brought to the image; empty if it can. */
  private String withoutTemplate() {
    if (template == null)
      return "no template is known: give template=FOLDER, or use Download Template";
    return in.transform().isBlank() && !folder.has(Layout.DISCS)
        ? "there are no discs: give discs= or start="
        : "";
  }

  /** Brings the template to the image and the scans; whether it could. */
  private boolean registered() {
    final String why = withoutTemplate();
    if (!why.isEmpty()) {
      chain.leaveOut(Layout.REGISTRATION, Weight.REGISTER, why);
      for (Volume metric : in.metrics()) chain.leaveOut(metric.name(), Weight.METRIC, why);
      return false;
    }
    if (in.transform().isBlank())
      chain.run(
          new RegisterStage(folder, in.image(), template, settings.profile().registration()),
          Weight.REGISTER);
    final TemplateTransform transform =
        in.transform().isBlank()
            ? TemplateTransform.in(folder)
            : new TemplateTransform(in.transform(), "");
    chain.run(new LabelStage("", in.image().grid(), template, transform), Weight.LABEL);
    for (Space scan : in.scanSpaces()) carry(transform, scan);
    return true;
  }

  private void carry(TemplateTransform anatomical, Space scan) {
    chain.run(
        new SegmentStage(
            scan.prefix(),
            scan.image(),
            known(scan.image(), null, CorrectionKind.CORD),
            settings,
            Contrast.AUTO),
        Weight.SEGMENT);
    chain.run(
        new ScanStage(
            folder,
            scan.prefix(),
            scan.image(),
            template,
            anatomical,
            settings.profile().scanSteps()),
        Weight.REGISTER);
    chain.run(
        new LabelStage(
            scan.prefix(),
            scan.image().grid(),
            template,
            TemplateTransform.in(folder, scan.prefix())),
        Weight.LABEL);
  }

  private List<MetricStage> metrics() {
    final List<MetricStage> stages = new ArrayList<>();
    for (Volume metric : in.metrics()) {
      final MetricStage stage =
          new MetricStage(
              folder,
              in.space(metric),
              metric,
              settings
                  .profile()
                  .metric()
                  .withMethod(settings.method())
                  .withLabels(settings.labels(), false));
      chain.run(stage, Weight.METRIC);
      stages.add(stage);
    }
    return stages;
  }
}
