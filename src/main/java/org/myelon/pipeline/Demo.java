package org.myelon.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.myelon.image.Volume;
import org.myelon.image.nifti.Nifti;
import org.myelon.morphology.CordProfile;
import org.myelon.morphology.MeasureShape;
import org.myelon.morphology.Metric;
import org.myelon.morphology.Region;
import org.myelon.phantom.MetricPhantom;
import org.myelon.phantom.SpineAnatomy;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.phantom.Tract;
import org.myelon.pipeline.analysis.AnalysisInputs;
import org.myelon.pipeline.analysis.AnalysisSettings;
import org.myelon.pipeline.analysis.AnalyzeSubject;
import org.myelon.report.LinePlot;
import org.myelon.report.QcEntry;
import org.myelon.report.QcPage;
import org.myelon.step.AtomicFiles;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.template.Template;
import org.myelon.template.WriteSyntheticTemplate;

/**
 * Analyses the synthetic subject, with the synthetic template, from nothing but its image, its disc
 * labels and an image of a metric, and compares the area of its cord and the values of its tracts
 * with the truth.
 */
public final class Demo {

  /** What the folder of a demo holds. */
  private static final String SUBJECT = "subject",
      TEMPLATE = "template",
      ANALYSIS = "analysis",
      PAGE = "qc";

  private static final Set<String> OURS = Set.of(SUBJECT, TEMPLATE, ANALYSIS, PAGE);

  /** As near the truth with the true mask: 7.9 against 4. */
  private static final String THIN = "thinner than a voxel: most of it is the edge of the cord";

  private static final String WHY_TUBE =
      "the tube, which finds the area of this drawn cord within 3 %; the networks, which learnt from"
          + " real ones, find it 4 to 6 % too small";

  private Demo() {}

  /**
   * @param table area of each level from C1 down, and value of the metric in each tract, measured
   *     and true
   * @param page the page to check the results
   */
  public record Result(Table table, Path page) {}

  /**
   * @param folder new, empty or of an earlier demo; it gets images of the subject, the template and
   *     the analysis
   * @param progress listens, and may cancel
   * @return the comparison and the page
   * @throws InputException if it cannot be used
   * @implNote op names='myelon.pipeline.demo'
   */
  public static Result run(Path folder, Progress progress) {
    requireOurs(folder);
    final Subject subject =
        SpinePhantom.draw(SpinePhantom.Settings.defaults(), progress.part(0, 0.15));
    final Volume metric = MetricPhantom.draw(subject.image().grid(), progress.part(0.15, 0.25));
    AtomicFiles.write(folder, fresh -> write(subject, metric, fresh, progress.part(0.25, 0.3)));
    final AnalysisInputs in =
        AnalysisInputs.of(read(folder, "t2"))
            .withDiscs(read(folder, "discs"))
            .withTemplate(Template.open(folder.resolve(TEMPLATE)), "")
            .withMetrics(List.of(read(folder, "mtr")));
    final AnalysisSettings settings =
        AnalysisSettings.defaults().withFinder(AnalysisSettings.Finder.PROPAGATION);
    final AnalyzeSubject.Result result =
        AnalyzeSubject.run(in, settings, folder.resolve(ANALYSIS), progress.part(0.3, 0.95));
    final Table table = comparison(result.shape().profile(), subject.anatomy(), result.metrics());
    final List<QcEntry> entries = compared(result, subject.anatomy(), table);
    progress.check("Drawing the pictures", 0.95);
    return new Result(table, QcPage.write(folder.resolve(PAGE), "synthetic subject", entries));
  }

  private static void requireOurs(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder))
      throw new InputException(folder + " is a file; give a folder for the results.");
    final String[] there = folder.toFile().list();
    for (String name : there == null ? new String[0] : there)
      if (!OURS.contains(name) && !name.startsWith(".part"))
        throw new InputException(
            folder + " holds other files (" + name + "); give a new or an empty folder.");
  }

  private static void write(Subject subject, Volume metric, Path to, Progress progress) {
    try {
      final Path images = Files.createDirectories(to.resolve(SUBJECT));
      Nifti.write(subject.image(), images.resolve("t2.nii.gz"));
      Nifti.write(subject.discs(), images.resolve("discs.nii.gz"));
      Nifti.write(metric, images.resolve("mtr.nii.gz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WriteSyntheticTemplate.write(to.resolve(TEMPLATE), progress);
  }

  private static Volume read(Path folder, String name) {
    return Nifti.read(folder.resolve(SUBJECT).resolve(name + ".nii.gz"));
  }

  private static Table comparison(CordProfile profile, SpineAnatomy anatomy, Table metrics) {
    final Table.Builder table =
        Table.withColumns(
            List.of("Quantity", "Where", "Measured", "True", "Deviation [%]", "Remark"));
    for (Region region : ShapeSummary.regions(profile)) {
      final String name = ShapeSummary.level(profile, region);
      for (SpineAnatomy.LevelTruth truth : anatomy.levels())
        if (truth.name().equals(name))
          table.row(
              row(
                  "Area [mm²]",
                  name,
                  ShapeSummary.mean(profile, region, Metric.AREA),
                  truth.areaMm2(),
                  ""));
    }
    for (int r = 0; r < metrics.rowCount(); r++)
      for (Tract tract : Tract.values())
        if (tract.text().equals(metrics.get(r, "Label")))
          table.row(
              row(
                  "MTR [%]",
                  tract.text(),
                  metrics.number(r, "Value"),
                  MetricPhantom.value(tract),
                  tract == Tract.CSF_CONTOUR ? THIN : ""));
    return table.build();
  }

  private static List<Object> row(
      String quantity, String where, double measured, double truth, String remark) {
    return List.of(
        quantity,
        where,
        rounded(measured),
        rounded(truth),
        rounded(100 * (measured / truth - 1)),
        remark);
  }

  private static double rounded(double value) {
    return Math.round(100 * value) / 100.0;
  }

  /** The entries with the true area in the plot, and the comparison. */
  private static List<QcEntry> compared(
      AnalyzeSubject.Result result, SpineAnatomy anatomy, Table table) {
    final List<QcEntry> entries = new ArrayList<>();
    for (QcEntry entry : result.entries().get())
      entries.add(
          switch (entry.step()) {
            case "measure-shape" ->
                withTruth(entry, result.shape(), anatomy)
                    .withSheet("Measured and true", table, false);
            case "segment-cord" -> entry.withFact("found by", WHY_TUBE);
            default -> entry;
          });
    return entries;
  }

  private static QcEntry withTruth(
      QcEntry shape, MeasureShape.Result measured, SpineAnatomy anatomy) {
    final List<LinePlot> plots = new ArrayList<>(shape.plots());
    plots.set(
        0,
        ShapePlots.area(
            measured.profile(),
            measured.centerline(),
            "true",
            s ->
                anatomy.area(
                    anatomy.curve().locate(measured.centerline().point(s.slice())).arcLength())));
    return shape.withPlots(plots);
  }
}
