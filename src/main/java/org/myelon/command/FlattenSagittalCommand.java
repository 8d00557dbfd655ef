package org.myelon.command;

import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.FlattenSagittal;
import org.myelon.image.Interpolation;
import org.myelon.image.Volume;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Flatten Sagittal: the whole cord in one sagittal plane. */
@Plugin(
    type = Command.class,
    name = "flatten-sagittal",
    menuPath = "Plugins>Spinal Cord>Centreline>Flatten Sagittal...",
    description = "Shifts the axial slices so that the cord lies in the middle sagittal plane.")
@Example("image=t2 segmentation=cord interpolation=linear output=t2_flat")
public final class FlattenSagittalCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to flatten; 3-D or series.")
  private Volume image;

  @Parameter(persist = false, description = "Mask of the cord on the grid of the image.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      choices = {"nearest", "linear", "cubic", "label"},
      description = InterpolationChoice.DESCRIPTION)
  private String interpolation = "linear";

  @Parameter(
      persist = false,
      choices = {"bspline", "linear", "polyfit", "nurbs"},
      description = CenterlineChoice.DESCRIPTION)
  private String centerlineAlgorithm = "bspline";

  @Parameter(persist = false, description = CenterlineChoice.SMOOTHING)
  private double centerlineSmooth = 20;

  @Parameter(type = ItemIO.OUTPUT, description = "The flattened image on the same grid.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    segmentation.grid().requireSame(image.grid(), segmentation.name(), image.name());
    final FitCenterline.Settings curve = CenterlineChoice.of(centerlineAlgorithm, centerlineSmooth);
    final Centerline line = FitCenterline.ofCord(segmentation, curve, progress.part(0, 0.2));
    final Interpolation how = InterpolationChoice.of(interpolation);
    output =
        FlattenSagittal.run(image, line, how, progress.part(0.2, 1))
            .withName(image.name() + "_flat");
    describe(FitCenterline.methods(curve));
    describe(FlattenSagittal.methods());
    if (image.numDimensions() == 3) show(() -> entry(line, curve));
  }

  private QcEntry entry(Centerline line, FitCenterline.Settings curve) {
    final Volume flat =
        FlattenSagittal.run(segmentation, line, Interpolation.LINEAR, Progress.NONE);
    return CordPictures.of(output, flat, FitCenterline.run(flat, curve, Progress.NONE))
        .addTo(QcEntry.of("flatten-sagittal", "Flattened", image.name()))
        .withMethods(methods());
  }
}
