package org.myelon.command;

import java.io.File;
import java.nio.file.Path;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.AxialNetwork;
import org.myelon.segment.axial.SegmentCordNetwork;
import org.myelon.segment.axial.SegmentGrayMatter;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Segment Grey Matter: grey and white matter of the spinal cord. */
@Plugin(
    type = Command.class,
    name = "segment-graymatter",
    menuPath = "Plugins>Spinal Cord>Segment>Segment Grey Matter...",
    description =
        "Segments the grey matter of the spinal cord by a network; white matter is the rest.")
@Example("image=t2 cord=cord model=brightness segmentation=t2_gm whitematter=t2_wm")
public final class SegmentGrayMatterCommand extends SpinalCordCommand {

  @Parameter(
      persist = false,
      description = "One 3-D image in which grey and white matter differ, such as T2*w.")
  private Volume image;

  @Parameter(
      persist = false,
      required = false,
      description = "The cord on the grid of the image; without it a network finds it.")
  private Volume cord;

  @Parameter(
      persist = false,
      description =
          "The processor it runs on: auto (a GPU if there is one that can be used), cpu, gpu, gpu0,"
              + " gpu1 ...")
  private String device = "auto";

  @Parameter(
      persist = false,
      description = "A voxel of this probability or more is grey matter; 0 gives probabilities.")
  private double threshold = 0.5;

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description =
          "Folder of another axial model of the grey matter, such as train-model writes; without it"
              + " the built-in one.")
  private File model;

  @Parameter(type = ItemIO.OUTPUT, description = "The grey matter on the grid of the image.")
  private Volume segmentation;

  @Parameter(type = ItemIO.OUTPUT, description = "The white matter: the cord without it.")
  private Volume whitematter;

  @Override
  protected void execute(Progress progress) {
    final SegmentGrayMatter.Settings settings = new SegmentGrayMatter.Settings(threshold);
    final ComputeDevice processor = ComputeDevice.open(device, progress.part(0, 0.1));
    final Volume inside = cord == null ? cord(processor, progress.part(0.1, 0.7)) : cord;
    final Path folder = model == null ? null : model.toPath();
    try (AxialNetwork network =
        StoredModel.inOrBuiltIn(folder, AxialModel.GRAY_MATTER).open(processor)) {
      final SegmentGrayMatter.Result result =
          SegmentGrayMatter.run(image, inside, network, settings, progress.part(0.7, 1));
      segmentation = result.grayMatter();
      whitematter = result.whiteMatter();
      describe(result.methods());
      note("model", network.model().name() + " " + network.model().version());
    }
    processor.facts().forEach(this::note);
    show(
        () ->
            CordPictures.of(
                    image,
                    segmentation,
                    FitCenterline.run(inside, FitCenterline.Settings.defaults(), Progress.NONE))
                .addTo(QcEntry.of("segment-graymatter", "Grey matter", image.name()))
                .withMethods(methods()));
  }

  private Volume cord(ComputeDevice processor, Progress progress) {
    final SegmentCordNetwork.Result result =
        SegmentCordNetwork.byBuiltIn(
            image,
            processor,
            SegmentCordNetwork.Settings.defaults().withThreshold(threshold == 0 ? 0 : 0.5),
            progress);
    describe(result.methods());
    note("models", result.models());
    note("confidence", result.confidence());
    return result.segmentation();
  }
}
