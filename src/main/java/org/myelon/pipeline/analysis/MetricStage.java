package org.myelon.pipeline.analysis;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.myelon.atlas.Atlas;
import org.myelon.atlas.Estimate;
import org.myelon.atlas.ExtractMetric;
import org.myelon.atlas.MetricResult;
import org.myelon.atlas.MetricTable;
import org.myelon.image.Volume;
import org.myelon.morphology.Regions;
import org.myelon.pipeline.TableOrigin;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.step.TableText;
import org.myelon.step.TextFile;
import org.myelon.template.Template;
import org.myelon.template.Template.Part;

/** The values of a metric in the tracts of the atlas, along the whole cord and per level. */
final class MetricStage implements Stage {

  private final AnalysisFolder folder;
  private final Space space;
  private final Volume metric;
  private final ExtractMetric.Settings settings;
  private MetricResult whole;

  /**
   * @param space the image on whose grid the metric and the atlas lie
   */
  MetricStage(AnalysisFolder folder, Space space, Volume metric, ExtractMetric.Settings settings) {
    this.folder = folder;
    this.space = space;
    this.metric = metric;
    this.settings = settings;
  }

  @Override
  public String name() {
    return Layout.METRICS + "/" + Layout.plain(metric.name());
  }

  @Override
  public Map<String, String> origin() {
    final Map<String, String> origin = new LinkedHashMap<>();
    origin.put("metric", Fingerprint.describe(metric));
    origin.put("label", folder.hashOf(space.prefix() + Layout.LABEL));
    origin.put("rules", settings.toString());
    return origin;
  }

  @Override
  public Outcome run(Path fresh, Progress progress) {
    final MetricResult found = wholeCord(progress.part(0, 0.5));
    write(found, fresh, "_tracts.csv");
    if (levels().isPresent()) write(perLevel(progress.part(0.5, 1)), fresh, "_levels.csv");
    return Outcome.computed(List.of(found.methods()));
  }

  private void write(MetricResult result, Path fresh, String ending) {
    TextFile.write(Layout.prepared(fresh, name() + ending), TableText.csv(table(result)));
  }

  /** All slices together; extracted again where only the tables are there. */
  MetricResult wholeCord(Progress progress) {
    if (whole == null)
      whole = extract(new Regions(List.of(), List.of(), Regions.Per.REGION), progress);
    return whole;
  }

  /** Each level by itself; there must be levels. */
  MetricResult perLevel(Progress progress) {
    return extract(Regions.eachLevel(), progress);
  }

  Table table(MetricResult result) {
    return MetricTable.of(
        result.estimates(),
        settings.method(),
        result.levels().orElse(null),
        settings.compatibility(),
        TableOrigin.of(metric.name()));
  }

  /** Adds a row for each label to {@link AnalyzeSubject.Result#metrics}. */
  void addTo(Table.Builder table) {
    for (Estimate e : wholeCord(Progress.NONE).estimates())
      table.row(
          List.of(metric.name(), e.label().name(), e.value(), e.standardDeviation(), e.size()));
  }

  Volume metric() {
    return metric;
  }

  Space space() {
    return space;
  }

  /** The template's levels on the grid of the metric. */
  Optional<Volume> levels() {
    final Template warped = Template.open(folder.file(space.prefix() + Layout.LABEL));
    return warped.has(Part.LEVELS)
        ? Optional.of(warped.read(Part.LEVELS, Progress.NONE))
        : Optional.empty();
  }

  private MetricResult extract(Regions regions, Progress progress) {
    final Atlas atlas = Atlas.open(folder.file(space.prefix() + Layout.LABEL + "/atlas"));
    return ExtractMetric.run(
        ExtractMetric.Inputs.of(metric, atlas).withLevels(levels().orElse(null)),
        settings.withRegions(regions),
        progress);
  }
}
