package org.myelon.command;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.myelon.atlas.Estimate;
import org.myelon.atlas.ExtractMetric;
import org.myelon.atlas.Method;
import org.myelon.atlas.MetricResult;
import org.myelon.atlas.MetricTable;
import org.myelon.atlas.ModelSettings;
import org.myelon.atlas.Normalisation;
import org.myelon.image.Volume;
import org.myelon.morphology.Compatibility;
import org.myelon.morphology.EarlierRows;
import org.myelon.morphology.Regions;
import org.myelon.pipeline.MetricPage;
import org.myelon.pipeline.TableOrigin;
import org.myelon.step.NumberList;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Extract Metric: the metric of an image in the tracts of an atlas. */
@Plugin(
    type = Command.class,
    name = "extract-metric",
    menuPath = "Plugins>Spinal Cord>Atlas>Extract Metric...",
    description =
        "Takes the metric of an image (MTR, FA, ...) in the labels of an atlas or in a mask.")
@Example("image=t2 atlas=cord method=wa levels=levels vertebrae=2:5 per=level table=metric.csv")
public final class ExtractMetricCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The metric; 3-D.")
  private Volume image;

  @Parameter(
      persist = false,
      description =
          "The folder of an atlas on the grid of the image (info_label.txt and its images), or a"
              + " mask: a file or the title of an open image.")
  private File atlas;

  @Parameter(
      persist = false,
      choices = {"wa", "bin", "ml", "map", "median", "max"},
      description =
          "Weighted average, mean of a binary mask, maximum likelihood, maximum a posteriori,"
              + " weighted median or maximum.")
  private String method = "wa";

  @Parameter(
      persist = false,
      description =
          "Labels of the atlas by number or name, such as 0:5,51 or white matter; all for all. Not"
              + " used with a mask.")
  private String labels = "51";

  @Parameter(persist = false, description = "Take the labels together as one.")
  private boolean combine = false;

  @Parameter(persist = false, required = false, description = "Map of the vertebral levels.")
  private Volume levels;

  @Parameter(persist = false, description = "Vertebral levels, such as 2:5 or 2,3; empty for all.")
  private String vertebrae = "";

  @Parameter(
      persist = false,
      description = "Slices from the inferior end, such as 5:15; empty for all.")
  private String slices = "";

  @Parameter(
      persist = false,
      choices = {"region", "slice", "level"},
      description = "What makes one row; region is all slices together.")
  private String per = "region";

  @Parameter(
      persist = false,
      min = "0",
      description = "map: standard deviation of the noise; its ratio to sigmaLabels matters.")
  private double sigmaNoise = 1;

  @Parameter(
      persist = false,
      min = "0",
      description = "map: standard deviation of the labels about the value of their tissue.")
  private double sigmaLabels = 1;

  @Parameter(
      persist = false,
      description = "ml, map: labels whose value is known, such as 36=0; empty for none.")
  private String fixed = "";

  @Parameter(persist = false, description = "ml, map: no label has a value below 0.")
  private boolean nonNegative = false;

  @Parameter(persist = false, description = "Voxels below 0 do not count.")
  private boolean discardNegative = false;

  @Parameter(
      persist = false,
      required = false,
      description = "How much each voxel counts, 0 or more; on the grid of the image.")
  private Volume weights;

  @Parameter(
      persist = false,
      required = false,
      description = "A mask: the image is divided by its mean in there.")
  private Volume normalizeBy;

  @Parameter(
      persist = false,
      choices = {"whole", "slice"},
      description = "normalizeBy: by the mean of all slices asked for, or each slice by its own.")
  private String normalizeMethod = "whole";

  @Parameter(persist = false, description = "Make the image of the fitted values, too.")
  private boolean fit = false;

  @Parameter(
      persist = false,
      choices = {"myelon", "sct"},
      description = "Whose rules where SCT is known to be wrong; sct gives SCT's columns alone.")
  private String compatibility = "myelon";

  @Parameter(
      persist = false,
      description = "CSV file whose rows come first in the table; empty for none.")
  private String append = "";

  @Parameter(type = ItemIO.OUTPUT, description = "One row per label and slice, level or region.")
  private Table table;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "With fit: the image as the values explain it, on its own grid.")
  private Volume fitted;

  @Override
  protected void execute(Progress progress) {
    final ExtractMetric.Settings settings = settings();
    final MetricResult result = ExtractMetric.run(inputs(), settings, progress);
    final Table found =
        MetricTable.of(
            result.estimates(),
            settings.method(),
            result.levels().orElse(null),
            settings.compatibility(),
            TableOrigin.of(image.name()));
    table = append.isBlank() ? found : EarlierRows.prepend(Path.of(append), found);
    fitted = fit ? result.fitted() : null;
    describe(result.methods());
    note("fewVoxels", fewVoxels(result));
    show(() -> MetricPage.of(image, levels, result, found).withMethods(methods()));
  }

  private ExtractMetric.Inputs inputs() {
    return new ExtractMetric.Inputs(image, AtlasSource.of(atlas), levels, weights, normalizeBy);
  }

  private ExtractMetric.Settings settings() {
    return ExtractMetric.Settings.defaults()
        .withMethod(Method.parse(method))
        .withLabels(labels, combine)
        .withRegions(
            new Regions(
                NumberList.parse(slices, "slices"),
                NumberList.parse(vertebrae, "vertebrae"),
                Regions.Per.parse(per)))
        .withModel(
            new ModelSettings(
                sigmaNoise, sigmaLabels, ModelSettings.parseFixed(fixed), nonNegative))
        .withDiscardNegative(discardNegative)
        .withNormalisation(Normalisation.parse(normalizeMethod))
        .withCompatibility(Compatibility.parse(compatibility));
  }

  /** The labels and slices that should not be relied on. */
  private static List<String> fewVoxels(MetricResult result) {
    return result.estimates().stream()
        .filter(Estimate::isUncertain)
        .map(e -> e.label().name() + ", slice " + NumberList.format(e.region().slices()))
        .toList();
  }
}
