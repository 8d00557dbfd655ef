package org.myelon.command;

import java.io.File;
import org.myelon.image.Volume;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.segment.axial.SegmentCordNetwork;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;
import org.myelon.vertebra.network.DetectPmj;
import org.myelon.vertebra.network.DiscNetwork;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Detect Pontomedullary Junction: where pons and medulla meet. */
@Plugin(
    type = Command.class,
    name = "detect-pmj",
    menuPath = "Plugins>Spinal Cord>Labels>Detect Pontomedullary Junction...",
    description =
        "Marks the pontomedullary junction, from which distances along the cord are counted, by a"
            + " network, and the groove below it.")
@Example("image=t2 segmentation=cord model=brightdiscs pmj=t2_pmj")
public final class DetectPmjCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description = "One 3-D image, any contrast, that shows the brain stem up to the pons.")
  private Volume image;

  @Parameter(
      persist = false,
      required = false,
      description =
          "Mask of the cord on the grid of the image; without it a network segments the cord.")
  private Volume segmentation;

  @Parameter(persist = false, description = "The least confidence that is enough, above 0 to 1.")
  private double least = DetectPmj.Settings.defaults().least();

  @Parameter(
      persist = false,
      description =
          "Mark the groove as well, where the fourth ventricle closes at the back of the medulla; in"
              + " the shell pmg=FILE.")
  private boolean withGroove = false;

  @Parameter(
      persist = false,
      description =
          "The processor it runs on: auto (a GPU if there is one that can be used), cpu, gpu, gpu0,"
              + " gpu1 ...")
  private String device = "auto";

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description = "Folder of another disc model; without it the built-in one.")
  private File model;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "One voxel of value 50 at the junction, on the grid of the image.")
  private Volume pmj;

  @Parameter(
      type = ItemIO.OUTPUT,
      description = "With withGroove: one voxel of value 49 at the groove.")
  private Volume pmg;

  @Override
  protected void execute(Progress progress) {
    final DetectPmj.Settings settings =
        new DetectPmj.Settings(least, withGroove || isWanted("pmg"));
    final ComputeDevice processor = ComputeDevice.open(device, progress.part(0, 0.1));
    final Volume cord =
        segmentation == null ? cord(processor, progress.part(0.1, 0.7)) : segmentation;
    try (DiscNetwork network = DiscNetwork.open(model == null ? null : model.toPath(), processor)) {
      final DetectPmj.Result result =
          DetectPmj.run(image, cord, network, settings, progress.part(0.7, 1));
      pmj = result.pmj();
      pmg = result.pmg();
      describe(result.methods());
      note("model", network.model().name() + " " + network.model().version());
      note("confidence", result.junction().confidence());
      note("aboveMaskMm", result.junction().arc() - result.line().length());
      if (pmg != null) {
        note("grooveBelowJunctionMm", result.junction().arc() - result.groove().arc());
        note("grooveDepthMm", result.groove().depth());
      }
      show(
          () ->
              CordPictures.of(image, cord, result.line())
                  .withDiscs(result.marks())
                  .addTo(QcEntry.of("detect-pmj", "Pontomedullary junction", image.name()))
                  .withMethods(methods()));
    }
    processor.facts().forEach(this::note);
  }

  private Volume cord(ComputeDevice processor, Progress progress) {
    final SegmentCordNetwork.Result result =
        SegmentCordNetwork.byBuiltIn(
            image, processor, SegmentCordNetwork.Settings.defaults(), progress);
    describe(result.methods());
    note("models", result.models());
    return result.segmentation();
  }
}
