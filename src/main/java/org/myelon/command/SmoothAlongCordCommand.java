package org.myelon.command;

import org.myelon.centerline.Centerline;
import org.myelon.centerline.FitCenterline;
import org.myelon.centerline.SmoothAlongCord;
import org.myelon.image.Volume;
import org.myelon.report.CordPictures;
import org.myelon.report.QcEntry;
import org.myelon.step.Progress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Menu item Smooth Along Cord: less noise without blurred borders. */
@Plugin(
    type = Command.class,
    name = "smooth-along-cord",
    menuPath = "Plugins>Spinal Cord>Centreline>Smooth Along Cord...",
    description = "Smooths an image along the cord, so that noise goes and its borders stay.")
@Example("image=t2 segmentation=cord sigma=0,0,3 output=t2_smooth")
public final class SmoothAlongCordCommand extends SpinalCordCommand {

  @Parameter(persist = false, description = "The image to smooth; 3-D.")
  private Volume image;

  @Parameter(persist = false, description = "Mask of the cord on the grid of the image.")
  private Volume segmentation;

  @Parameter(
      persist = false,
      description =
          "Standard deviation of the Gaussian in mm from right to left, from back to front, and"
              + " along the cord.")
  private String sigma = "0,0,3";

  @Parameter(
      persist = false,
      choices = {"bspline", "linear", "polyfit", "nurbs"},
      description = CenterlineChoice.DESCRIPTION)
  private String centerlineAlgorithm = "nurbs";

  @Parameter(persist = false, description = CenterlineChoice.SMOOTHING)
  private double centerlineSmooth = 10;

  @Parameter(type = ItemIO.OUTPUT, description = "The smoothed image on the same grid.")
  private Volume output;

  @Override
  protected void execute(Progress progress) {
    segmentation.grid().requireSame(image.grid(), segmentation.name(), image.name());
    final FitCenterline.Settings curve = CenterlineChoice.of(centerlineAlgorithm, centerlineSmooth);
    final SmoothAlongCord.Settings settings =
        SmoothAlongCord.Settings.defaults()
            .withSigmaMm(AxisValues.parse("sigma", sigma.replace(',', 'x'), 3).values());
    final Centerline line = FitCenterline.ofCord(segmentation, curve, progress.part(0, 0.1));
    output =
        SmoothAlongCord.run(image, line, settings, progress.part(0.1, 1))
            .withName(image.name() + "_smooth");
    describe(FitCenterline.methods(curve));
    describe(SmoothAlongCord.methods(settings));
    show(() -> entry(image, "As it is", line));
    show(() -> entry(output, "Smoothed", line).withMethods(methods()));
  }

  private QcEntry entry(Volume shown, String title, Centerline line) {
    return CordPictures.of(shown, segmentation, line)
        .addTo(QcEntry.of("smooth-along-cord", title, image.name()));
  }
}
