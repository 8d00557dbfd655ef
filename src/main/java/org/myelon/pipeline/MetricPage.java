package org.myelon.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.myelon.atlas.Estimate;
import org.myelon.atlas.MetricResult;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.report.CordPictures;
import org.myelon.report.LinePlot;
import org.myelon.report.QcEntry;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/** What an extraction of metrics shows: where the labels lie, and their values. */
public final class MetricPage {

  /** A plot has colours for so many lines. */
  private static final int LINES = 3;

  private MetricPage() {}

  /**
   * @param image the metric
   * @param levels map of the vertebral levels, null for none
   * @param result what was found in it
   * @param table the same as a table
   */
  public static QcEntry of(Volume image, Volume levels, MetricResult result, Table table) {
    final QcEntry entry =
        QcEntry.of("extract-metric", "Metric in the labels", image.name())
            .withPlots(plots(result.estimates()))
            .withSheet("Extracted", table, table.rowCount() > 20);
    final Volume labelled = result.labelled();
    try {
      final Centerline line =
          FitCenterline.run(labelled, FitCenterline.Settings.defaults(), Progress.NONE);
      final CordPictures pictures = CordPictures.of(image, labelled, line);
      return (levels == null ? pictures : pictures.withLevels(levels)).addTo(entry);
    } catch (InputException e) {
      return entry; // too few slices for a curve
    }
  }

  private static List<LinePlot> plots(List<Estimate> estimates) {
    final Estimate first = estimates.get(0);
    final int regions =
        (int) estimates.stream().filter(e -> e.label().equals(first.label())).count();
    if (regions > 1) return List.of(alongTheCord(estimates, regions));
    return estimates.size() > 1 ? List.of(ofLabels(estimates)) : List.of();
  }

  private static LinePlot alongTheCord(List<Estimate> estimates, int regions) {
    final List<LinePlot.Series> series = new ArrayList<>();
    for (int l = 0; l < Math.min(LINES, estimates.size() / regions); l++) {
      final List<Estimate> own = estimates.subList(l * regions, (l + 1) * regions);
      series.add(
          new LinePlot.Series(own.get(0).label().name(), values(own, Estimate::value), false));
    }
    return new LinePlot(
        "Value" + (estimates.size() / regions > LINES ? " of the first labels" : ""),
        "Slice from the inferior end",
        values(estimates.subList(0, regions), MetricPage::middle),
        series,
        List.of());
  }

  private static double middle(Estimate estimate) {
    return estimate.region().slices().stream().mapToInt(z -> z).average().orElse(Double.NaN);
  }

  private static LinePlot ofLabels(List<Estimate> labels) {
    final double[] x = new double[labels.size()];
    for (int i = 0; i < x.length; i++) x[i] = i + 1;
    return new LinePlot(
        "Value of each label, and its standard deviation",
        "Row of the table",
        x,
        List.of(
            new LinePlot.Series("value", values(labels, Estimate::value), false),
            new LinePlot.Series(
                "+SD", values(labels, e -> e.value() + e.standardDeviation()), true),
            new LinePlot.Series(
                "-SD", values(labels, e -> e.value() - e.standardDeviation()), true)),
        List.of());
  }

  private static double[] values(List<Estimate> of, ToDoubleFunction<Estimate> value) {
    return of.stream().mapToDouble(value).toArray();
  }
}
