package org.myelon.command;

import java.io.File;
import java.util.List;
import java.util.Locale;
import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.image.Volume;
import org.myelon.label.PointLabel;
import org.myelon.label.PointLabels;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.segment.Contrast;
import org.myelon.segment.PropagateContour;
import org.myelon.segment.axial.AxialModel;
import org.myelon.segment.axial.CordNetworks;
import org.myelon.segment.axial.SegmentCordNetwork;
import org.myelon.segment.axial.StoredModel;
import org.myelon.segment.network.ComputeDevice;
import org.myelon.step.InputException;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Segment Cord: a mask of the spinal cord. */
@Plugin(
    type = Command.class,
    name = "segment-cord",
    menuPath = "Plugins>Spinal Cord>Segment>Segment Cord...",
    description =
        "Finds the spinal cord and segments it, by networks for any contrast or by a deformable tube.")
@Example("image=t2 method=propagation contrast=t2 segmentation=t2_seg")
public final class SegmentCordCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "One 3-D image; of a series take the mean first.")
  private Volume image;

  @Parameter(
      persist = false,
      choices = {"network", "propagation"},
      description =
          "How: by networks (any contrast), or by propagation of a deformable tube from where the"
              + " cord is clearest.")
  private String method = "network";

  @Parameter(
      persist = false,
      description =
          "Network: the processor it runs on: auto (a GPU if there is one that can be used), cpu,"
              + " gpu, gpu0, gpu1 ...")
  private String device = "auto";

  @Parameter(
      persist = false,
      description = "Network: a voxel of this probability or more is cord; 0 gives probabilities.")
  private double threshold = 0.5;

  @Parameter(persist = false, description = "Network: keep one object in each slice.")
  private boolean largest = true;

  @Parameter(
      persist = false,
      description =
          "Network: where to look, first..last voxel of each stored axis, such as"
              + " 10..60,20..90,0..51; an axis may be left empty.")
  private String box = "";

  @Parameter(
      persist = false,
      style = "directory",
      required = false,
      description =
          "Network: folder of another axial model of the cord, such as train-model writes; without"
              + " it the built-in one.")
  private File model;

  @Parameter(
      persist = false,
      choices = {"t2", "t2s", "t1", "dwi", "auto"},
      description =
          "Propagation: fluid darker than the cord (t1, dwi) or brighter (t2, t2s; also MT and EPI); auto"
              + " decides, and should be looked at.")
  private String contrast = "t2";

  @Parameter(persist = false, description = "Propagation: about the radius of the cord in mm.")
  private double radius = 4;

  @Parameter(
      persist = false,
      description = "A point in the cord as x,y,z in voxels of the stored axes; empty to find it.")
  private String start = "";

  @Parameter(
      persist = false,
      required = false,
      description = "Or an image on the same grid with points in the cord, such as a centreline.")
  private Volume startImage;

  @Parameter(persist = false, description = "Lowest slice to segment, from 0 at the inferior end.")
  private int zmin = 0;

  @Parameter(persist = false, description = "Highest slice to segment; -1 for the last.")
  private int zmax = -1;

  @Parameter(
      persist = false,
      description = "Propagation: a slice with a larger area in mm2 is not cord.")
  private double maxArea = 150;

  @Parameter(
      persist = false,
      description = "Propagation: how much the outline keeps to its neighbours, above 0 to 1.")
  private double smoothness = 0.05;

  @Parameter(type = ItemIO.OUTPUT, description = "The mask on the grid of the image.")
  private Volume segmentation;

  @Override
  protected void execute(Progress progress) {
    switch (method) {
      case "network" -> byNetwork(progress);
      case "propagation" -> byPropagation(progress);
      default ->
          throw new InputException(
              "'" + method + "' is no method here: there are network and propagation.");
    }
  }

  private void byNetwork(Progress progress) {
    final PointLabels points = startPoints();
    final SegmentCordNetwork.Settings settings =
        new SegmentCordNetwork.Settings(
            threshold, largest, points, VoxelRanges.box(box, zmin, zmax, image));
    final ComputeDevice processor = ComputeDevice.open(device, progress.part(0, 0.1));
    final StoredModel localiser = points == null ? StoredModel.builtIn(AxialModel.LOCALISER) : null;
    final StoredModel outline =
        StoredModel.inOrBuiltIn(model == null ? null : model.toPath(), AxialModel.CORD);
    try (CordNetworks networks = CordNetworks.open(localiser, outline, processor)) {
      final SegmentCordNetwork.Result result =
          SegmentCordNetwork.run(image, networks, settings, progress.part(0.1, 1));
      segmentation = result.segmentation();
      describe(result.methods());
      note("models", result.models());
      note("confidence", result.confidence());
    }
    processor.facts().forEach(this::note);
    show(
        () ->
            pictures(
                FitCenterline.run(segmentation, FitCenterline.Settings.defaults(), Progress.NONE)));
  }

  private void byPropagation(Progress progress) {
    final PropagateContour.Result result =
        PropagateContour.run(
            image,
            new PropagateContour.Settings(
                Contrast.valueOf(contrast.toUpperCase(Locale.ROOT)),
                radius,
                startPoints(),
                zmin,
                zmax,
                maxArea,
                smoothness),
            progress);
    segmentation = result.segmentation();
    describe(result.methods());
    show(() -> pictures(result.centerline()));
  }

  private QcEntry pictures(Centerline line) {
    return CordPictures.of(image, segmentation, line)
        .addTo(QcEntry.of("segment-cord", "Spinal cord", image.name()))
        .withMethods(methods());
  }

  private PointLabels startPoints() {
    if (startImage != null) return PointLabels.of(startImage);
    if (start.isBlank()) return null;
    final String[] parts = start.split(",", -1);
    final double[] point = new double[3];
    try {
      for (int a = 0; a < 3; a++) point[a] = Double.parseDouble(parts[a].strip());
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new InputException(
          "'" + start + "' is no start: write x,y,z in voxels, for example 26,45,80.", e);
    }
    return new PointLabels(List.of(new PointLabel(1, point)), image.grid());
  }
}
