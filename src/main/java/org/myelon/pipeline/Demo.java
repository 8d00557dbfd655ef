package org.myelon.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.myelon.image.Volume;
import org.myelon.morphology.CordProfile;
import org.myelon.morphology.Metric;
import org.myelon.morphology.Region;
import org.myelon.phantom.SpineAnatomy;
import org.myelon.phantom.SpinePhantom;
import org.myelon.phantom.Subject;
import org.myelon.report.LinePlot;
import org.myelon.report.QcEntry;
import org.myelon.step.Progress;
import org.myelon.step.Table;

/**
 * Analyses the synthetic subject from nothing but its image and disc labels, and compares the area
 * of its cord with the truth.
 */
public final class Demo {

  private Demo() {}

  /**
   * @param table measured and true area of each level, from C1 down
   * @param page the page to check the results
   */
  public record Result(Table table, Path page) {}

  /**
   * @param folder for the results, see {@link AnalysisFolder}
   * @param progress listens, and may cancel
   * @return the comparison and the page
   * @throws org.myelon.step.InputException if it cannot be used
   * @implNote op names='myelon.pipeline.demo'
   */
  public static Result run(Path folder, Progress progress) {
    final AnalysisFolder to = AnalysisFolder.at(folder);
    final long begin = System.nanoTime();
    final Subject subject =
        SpinePhantom.draw(SpinePhantom.Settings.defaults(), progress.part(0, 0.25));
    final Volume image = subject.image().withName("synthetic subject");
    final AnalyzeCord.Inputs in = new AnalyzeCord.Inputs(image, null, subject.discs(), null);
    // the tube knows this phantom's area within 3 %, the networks within 6 %
    final AnalyzeCord.Settings settings =
        AnalyzeCord.Settings.defaults().withFinder(AnalyzeCord.Finder.PROPAGATION);
    final AnalyzeCord.Result result = AnalyzeCord.run(in, settings, progress.part(0.25, 1));
    final Table table = comparison(result.profile(), subject.anatomy());
    final Path page =
        to.write(
            in,
            settings,
            result.withEntries(compared(result, subject.anatomy(), table)),
            (System.nanoTime() - begin) / 1e9);
    return new Result(table, page);
  }

  private static Table comparison(CordProfile profile, SpineAnatomy anatomy) {
    final Table.Builder table =
        Table.withColumns(List.of("Level", "Area [mm²]", "True area [mm²]", "Deviation [%]"));
    for (Region region : ShapeSummary.regions(profile)) {
      final String name = ShapeSummary.level(profile, region);
      for (SpineAnatomy.LevelTruth truth : anatomy.levels())
        if (truth.name().equals(name)) {
          final double area = ShapeSummary.mean(profile, region, Metric.AREA);
          table.row(
              Arrays.asList(
                  name,
                  rounded(area),
                  rounded(truth.areaMm2()),
                  rounded(100 * (area / truth.areaMm2() - 1))));
        }
    }
    return table.build();
  }

  private static double rounded(double value) {
    return Math.round(100 * value) / 100.0;
  }

  /** The entries with the true area in the plot and the comparison above the tables. */
  private static List<QcEntry> compared(
      AnalyzeCord.Result result, SpineAnatomy anatomy, Table table) {
    final List<QcEntry> entries = new ArrayList<>(result.entries());
    final QcEntry shape = entries.remove(entries.size() - 1);
    final List<LinePlot> plots = new ArrayList<>(shape.plots());
    plots.set(
        0,
        ShapePlots.area(
            result.profile(),
            result.centerline(),
            "true",
            s ->
                anatomy.area(
                    anatomy.curve().locate(result.centerline().point(s.slice())).arcLength())));
    entries.add(shape.withPlots(plots).withSheet("Measured and true area", table, false));
    return entries;
  }
}
