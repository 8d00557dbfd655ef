package org.myelon.command;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.myelon.atlas.Method;
import org.myelon.image.Volume;
import org.myelon.pipeline.analysis.AnalysisInputs;
import org.myelon.pipeline.analysis.AnalysisSettings;
import org.myelon.pipeline.analysis.AnalyzeSubject;
import org.myelon.pipeline.analysis.CompatibilityProfile;
import org.myelon.segment.Contrast;
import org.myelon.step.Progress;
import org.myelon.step.Table;
import org.myelon.step.TableText;
import org.myelon.template.Template;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Analyze Spinal Cord: from an image to a folder with all results. */
@Plugin(
    type = Command.class,
    name = "analyze",
    menuPath = "Plugins>Spinal Cord>Analyze Spinal Cord...",
    description =
        "Finds cord, discs and vertebral levels, measures the shape, brings template and atlas to the"
            + " image, takes metrics in the tracts, and writes a page to check all of it.")
@Example("image=t2 segmentation=cord discs=discs template=template metric=t2 output=analysis")
public final class AnalyzeCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The anatomical image; 3-D.")
  private Volume image;

  @Parameter(
      persist = false,
      required = false,
      description = "The cord, if it is known; without it, the cord is found in the image.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      required = false,
      description = "Disc labels, 3 is C2/C3; on any grid of the same body.")
  private Volume discs;

  @Parameter(
      persist = false,
      required = false,
      description = "A map of the vertebral levels, instead of discs.")
  private Volume levels;

  @Parameter(
      persist = false,
      description =
          "Discs whose numbers are known, where they are found in the image: auto for none; "
              + LabelDiscsCommand.START)
  private String start = "auto";

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description =
          TemplatePreference.DESCRIPTION
              + ", and if there is none the analysis ends with the shape.")
  private File template;

  @Parameter(
      persist = false,
      description =
          "The transform that moves the template to the image, if it is known, such as"
              + " warp_template2anat.nii.gz; written as for apply-transform.")
  private String transform = "";

  @Parameter(
      persist = false,
      required = false,
      description =
          "An image of values (MTR, FA, ...) on the grid of the image or of a scan; its values are"
              + " taken in the tracts of the atlas.")
  private Volume metric;

  @Parameter(persist = false, required = false, description = "Another metric.")
  private Volume metric2;

  @Parameter(persist = false, required = false, description = "Another metric.")
  private Volume metric3;

  @Parameter(persist = false, required = false, description = "Another metric.")
  private Volume metric4;

  @Parameter(
      persist = false,
      required = false,
      description =
          "A further scan of the subject on a grid of its own (MT, mean DWI, T2*), to which the"
              + " template is carried.")
  private Volume scan;

  @Parameter(persist = false, required = false, description = "Another scan.")
  private Volume scan2;

  @Parameter(persist = false, required = false, description = "Another scan.")
  private Volume scan3;

  @Parameter(
      persist = false,
      choices = {"map", "ml", "wa", "bin", "median", "max"},
      description = "How the value of a tract is found, as in extract-metric.")
  private String metricMethod = "map";

  @Parameter(
      persist = false,
      description =
          "Labels of the atlas by number or name, such as 0:5,51 or white matter; or all.")
  private String labels = "all";

  @Parameter(
      persist = false,
      choices = {"network", "propagation"},
      description = "How the cord is found, if it has to be: by networks or by a deformable tube.")
  private String method = "network";

  @Parameter(
      persist = false,
      description = "The processor that the networks run on: auto, cpu, gpu, gpu0, gpu1 ...")
  private String device = "auto";

  @Parameter(
      persist = false,
      choices = {"auto", "t1", "t2", "t2s", "dwi"},
      description =
          "The image's contrast: how the cord looks against the fluid, for the tube, and which of"
              + " the template's images is laid on it.")
  private String contrast = "t2";

  @Parameter(
      persist = false,
      choices = {"myelon-1", "sct-7", "myelon", "sct"},
      description =
          "The rules, frozen by version so that a study does not change under a new program; sct"
              + " follows SCT where it is known to be wrong.")
  private String compatibility = "myelon-1";

  @Parameter(
      persist = false,
      style = "directory",
      description =
          "A new or empty folder for the results, or one with an earlier analysis: what has not"
              + " changed is taken from it.")
  private File output;

  @Parameter(type = ItemIO.OUTPUT, description = "Shape per level, or of the whole cord.")
  private Table table;

  @Parameter(type = ItemIO.OUTPUT, description = "What became of each stage, and why.")
  private String stages;

  @Parameter(type = ItemIO.OUTPUT, description = "The page to check the results.")
  private String page;

  @Override
  protected void execute(Progress progress) {
    final AnalyzeSubject.Result result =
        AnalyzeSubject.run(inputs(), settings(), output.toPath(), progress);
    table = result.summary();
    stages = "\n" + TableText.aligned(result.steps()).stripTrailing();
    page = result.page().toString();
    result.methods().forEach(this::describe);
    showAll(result.entries());
  }

  private AnalysisInputs inputs() {
    return new AnalysisInputs(
        image,
        segmentation,
        discs,
        levels,
        template(),
        transform,
        given(scan, scan2, scan3),
        given(metric, metric2, metric3, metric4));
  }

  /** Null where none is known and none is asked for. */
  private Template template() {
    return TemplatePreference.finder()
        .findAny(template == null ? "" : template.getPath())
        .orElse(null);
  }

  private static List<Volume> given(Volume... volumes) {
    return Stream.of(volumes).filter(Objects::nonNull).toList();
  }

  private AnalysisSettings settings() {
    return new AnalysisSettings(
        AnalysisSettings.Finder.valueOf(method.toUpperCase(Locale.ROOT)),
        Contrast.valueOf(contrast.toUpperCase(Locale.ROOT)),
        device,
        CompatibilityProfile.of(compatibility),
        Method.parse(metricMethod),
        labels,
        start);
  }
}
