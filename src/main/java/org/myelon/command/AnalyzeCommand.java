package org.myelon.command;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import org.myelon.image.Volume;
import org.myelon.pipeline.AnalysisFolder;
import org.myelon.pipeline.AnalyzeCord;
import org.myelon.segment.Contrast;
import org.myelon.step.Progress;
import org.myelon.step.Table;
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
        "Finds the cord, assigns vertebral levels, measures the shape and writes a page to check it.")
@Example("image=t2 discs=discs output=analysis")
public final class AnalyzeCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image; 3-D.")
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
      description = "How the cord looks against the fluid, for the tube.")
  private String contrast = "t2";

  @Parameter(
      persist = false,
      style = "directory",
      description = "A new or empty folder for the results; an earlier analysis is replaced.")
  private File output;

  @Parameter(type = ItemIO.OUTPUT, description = "Shape per level, or of the whole cord.")
  private Table table;

  @Parameter(type = ItemIO.OUTPUT, description = "The page to check the results.")
  private String page;

  @Override
  protected void execute(Progress progress) {
    final long begin = System.nanoTime();
    final AnalyzeCord.Inputs in = new AnalyzeCord.Inputs(image, segmentation, discs, levels);
    final AnalyzeCord.Settings settings =
        new AnalyzeCord.Settings(
            AnalyzeCord.Finder.valueOf(method.toUpperCase(Locale.ROOT)),
            Contrast.valueOf(contrast.toUpperCase(Locale.ROOT)),
            device);
    final AnalysisFolder folder = AnalysisFolder.at(output.toPath());
    final AnalyzeCord.Result result = AnalyzeCord.run(in, settings, progress);
    final Path written = folder.write(in, settings, result, (System.nanoTime() - begin) / 1e9);
    table = result.summary();
    page = written.toString();
    result.methods().forEach(this::describe);
    result.entries().forEach(entry -> show(() -> entry));
  }
}
